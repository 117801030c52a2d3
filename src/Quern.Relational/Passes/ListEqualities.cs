namespace Quern.Relational.Passes;

/// <summary>
/// Looks for one value in a list instead of comparing it time after time.
/// <code>
/// a == 1 OR a == 2 OR b    ⇒ a IN (1, 2) OR b
/// a != 1 AND a != 2        ⇒ a NOT IN (1, 2)
/// </code>
/// </summary>
internal sealed class ListEqualities : QueryRewriter
{
    public static Rel Apply(Rel query) => new ListEqualities().Rewrite(query);

    // Top down: a chain is seen as a whole once.
    public override Expr Rewrite(Expr expr) => expr is LogicalExpr logical ? Merge(logical) : RewriteChildren(expr);

    Expr Merge(LogicalExpr logical)
    {
        var isNegated = logical.Operator == LogicalOperator.And;
        var merged = new List<Expr>();
        foreach (var operand in Operands(logical, logical.Operator).Select(Rewrite))
            if (Listed(operand, isNegated) is { } listed && merged.FindIndex(e => Listed(e, isNegated) is { } known && known.Operand == listed.Operand) is >= 0 and var place)
                merged[place] = listed with { Values = [.. Listed(merged[place], isNegated)!.Values.Concat(listed.Values).Distinct()] };
            else
                merged.Add(operand);
        return merged.Aggregate((left, right) => new LogicalExpr(logical.Operator, left, right));
    }

    static IEnumerable<Expr> Operands(Expr expr, LogicalOperator op) =>
        expr is LogicalExpr e && e.Operator == op ? Operands(e.Left, op).Concat(Operands(e.Right, op)) : [expr];

    static InListExpr? Listed(Expr expr, bool isNegated) => expr switch
    {
        InListExpr list when list.IsNegated == isNegated => list,
        ComparisonExpr { Operator: ComparisonOperator.Equal, Right: LiteralExpr { Value: not null } value } e when !isNegated && IsListed(e.Left) => new InListExpr(e.Left, [value], false),
        ComparisonExpr { Operator: ComparisonOperator.NotEqual, Right: LiteralExpr { Value: not null } value } e when isNegated && IsListed(e.Left) => new InListExpr(e.Left, [value], true),
        _ => null,
    };

    static bool IsListed(Expr value) => value is not LiteralExpr && value.Type.Kind != SqlTypeKind.Boolean;
}
