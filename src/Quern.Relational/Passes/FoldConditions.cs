namespace Quern.Relational.Passes;

/// <summary>
/// Removes conditions that constants decide, and folds nulls (<see cref="FoldNulls"/>).
/// <code>
/// a AND TRUE          ⇒ a
/// a OR TRUE           ⇒ TRUE
/// Filter(t, TRUE)     ⇒ t
/// </code>
/// </summary>
internal sealed class FoldConditions : QueryRewriter
{
    public static Rel Apply(Rel query) => new FoldConditions().Rewrite(query);

    public override Rel Rewrite(Rel rel) =>
        RewriteChildren(rel) is var rewritten && rewritten is FilterRel { Predicate: LiteralExpr { Value: true } } filter
            ? filter.Input
            : rewritten;

    public override Expr Rewrite(Expr expr) => FoldNulls.Fold(Fold(RewriteChildren(expr)));

    static Expr Fold(Expr expr) => expr switch
    {
        LogicalExpr { Left: LiteralExpr { Value: bool left } } e => Decide(e.Operator, left, e.Right),
        LogicalExpr { Right: LiteralExpr { Value: bool right } } e => Decide(e.Operator, right, e.Left),
        UnaryExpr { Operator: UnaryOperator.Not, Operand: LiteralExpr { Value: bool value } } => value ? LiteralExpr.False : LiteralExpr.True,
        CaseExpr e => Case(e),
        _ => expr,
    };

    static Expr Decide(LogicalOperator op, bool known, Expr other) =>
        known == (op == LogicalOperator.And) ? other : known ? LiteralExpr.True : LiteralExpr.False;

    static Expr Case(CaseExpr e)
    {
        var branches = e.Branches.Where(b => b.Condition is not LiteralExpr { Value: false }).ToList();
        var certain = branches.FindIndex(b => b.Condition is LiteralExpr { Value: true });
        var last = certain < 0 ? e.Else : branches[certain].Result;
        var possible = (certain < 0 ? branches : branches.Take(certain)).ToEquatableArray();
        return possible.Count == 0 ? last : e with { Branches = possible, Else = last };
    }
}
