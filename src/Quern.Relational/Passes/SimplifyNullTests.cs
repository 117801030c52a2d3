namespace Quern.Relational.Passes;

/// <summary>
/// Asks the condition of an optional value instead of the value.
/// <code>
/// CASE WHEN c THEN x END IS NOT NULL   ⇒ c         x is never null
/// CASE WHEN c THEN x END IS NULL       ⇒ NOT c
/// </code>
/// </summary>
internal sealed class SimplifyNullTests : QueryRewriter
{
    public static Rel Apply(Rel query) => new SimplifyNullTests().Rewrite(query);

    public override Expr Rewrite(Expr expr) => RewriteChildren(expr) switch
    {
        IsNullExpr { Operand: CaseExpr { Branches: [var only], Else: LiteralExpr { Value: null } } } test when !only.Result.IsNullable =>
            test.IsNegated ? only.Condition : new UnaryExpr(UnaryOperator.Not, only.Condition, SqlType.Boolean),
        ComparisonExpr { Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual, Right: LiteralExpr { Value: null } } e =>
            Rewrite(new IsNullExpr(e.Left, e.Operator == ComparisonOperator.NotEqual)),
        ComparisonExpr { Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual, Left: LiteralExpr { Value: null } } e =>
            Rewrite(new IsNullExpr(e.Right, e.Operator == ComparisonOperator.NotEqual)),
        var rewritten => rewritten,
    };
}
