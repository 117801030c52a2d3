namespace Quern.Relational.Passes;

/// <summary>
/// Divides decimals by a constant exactly on engines that divide decimals as floating point (DuckDB), where the constant's
/// reciprocal has an end.
/// <code>
/// total_cents / 100m   ⇒ total_cents * 0.01
/// </code>
/// </summary>
internal sealed class MultiplyByReciprocal : QueryRewriter
{
    public static Rel Apply(Rel query) => new MultiplyByReciprocal().Rewrite(query);

    public override Expr Rewrite(Expr expr) =>
        RewriteChildren(expr) is var rewritten
        && rewritten is ArithmeticExpr { Operator: ArithmeticOperator.Divide, Type.Kind: SqlTypeKind.Decimal } division
        && Constant(division.Right) is { } divisor
        && Reciprocal(divisor) is { } reciprocal
            ? reciprocal == 1 ? division.Left
            : division with { Operator = ArithmeticOperator.Multiply, Right = new LiteralExpr(reciprocal, SqlType.AnyDecimal) }
            : rewritten;

    static decimal? Constant(Expr expr) => expr switch
    {
        LiteralExpr { Value: decimal value } => value,
        LiteralExpr { Value: long value } => value,
        CastExpr { Operand: LiteralExpr { Value: long value } } => value,
        _ => null,
    };

    /// <summary>1 / value without trailing zeros; null when it has no end, or more digits than a product has room for.</summary>
    static decimal? Reciprocal(decimal value)
    {
        if (value == 0)
            return null;
        // 1 / n ends when n has no prime factors but 2 and 5; a fraction's own powers of ten don't change that.
        var factors = Math.Abs(value);
        while (factors != decimal.Truncate(factors))
            factors *= 10;
        foreach (var prime in (decimal[])[2, 5])
            while (factors % prime == 0)
                factors /= prime;
        if (factors != 1)
            return null;
        const decimal OneOf28Digits = 1.0000000000000000000000000000m;
        var reciprocal = 1 / value / OneOf28Digits;
        const int MostDigits = 12;
        return reciprocal == decimal.Round(reciprocal, MostDigits) ? reciprocal : null;
    }
}
