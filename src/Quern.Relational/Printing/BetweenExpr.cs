namespace Quern.Relational.Printing;

/// <summary>A value within two bounds, both included. Made while printing, from two comparisons that stand side by side.</summary>
internal sealed record BetweenExpr(Expr Value, Expr Low, Expr High) : Expr(SqlType.Boolean, false)
{
    /// <summary>
    /// The conditions with each pair of bounds in one: <c>a &gt;= 1</c> and <c>a &lt;= 5</c> become <c>a BETWEEN 1 AND 5</c>.
    /// Not of text, whose order needs a collation.
    /// </summary>
    public static List<Expr> Pair(IEnumerable<Expr> conditions)
    {
        var paired = new List<Expr>();
        foreach (var condition in conditions)
            if (condition is ComparisonExpr { Operator: ComparisonOperator.LessOrEqual } high && paired.Count > 0
                && paired[paired.Count - 1] is ComparisonExpr { Operator: ComparisonOperator.GreaterOrEqual } low
                && low.Left == high.Left && high.Left.Type.Kind != SqlTypeKind.Text)
                paired[paired.Count - 1] = new BetweenExpr(high.Left, low.Right, high.Right);
            else
                paired.Add(condition);
        return paired;
    }
}
