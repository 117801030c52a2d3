namespace Quern.Relational.Passes;

/// <summary>
/// Averages decimals as such and converts the result, not each row: PostgreSQL converts by way of text. The result is, if
/// anything, nearer to the true average: sums of decimals are exact.
/// <code>
/// Average(CAST(price AS double))   ⇒ Average(price) as a double
/// </code>
/// </summary>
internal sealed class AverageDecimals : QueryRewriter
{
    public static Rel Apply(Rel query) => new AverageDecimals().Rewrite(query);

    public override Expr Rewrite(Expr expr) => RewriteChildren(expr) switch
    {
        AggregateExpr
        {
            Function: AggregateFunction.Average,
            IsDistinct: false,
            Type.Kind: SqlTypeKind.Double,
            Argument: CastExpr { Type.Kind: SqlTypeKind.Double, Operand: { Type.Kind: SqlTypeKind.Decimal } exact },
        } average => average with { Argument = exact },
        var rewritten => rewritten,
    };
}
