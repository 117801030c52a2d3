namespace Quern.Relational;

/// <summary>How many digits after the point a decimal value has on every engine.</summary>
internal static class DecimalScale
{
    // Snowflake keeps no more than twelve in a product.
    const int Most = 12;

    /// <summary>Null where it depends on the engine or on the row.</summary>
    public static int? Of(Expr expr) => expr switch
    {
        { Type: { Kind: SqlTypeKind.Decimal, Precision: > 0 } type } => type.Scale,
        { Type.IsInteger: true } => 0,
        LiteralExpr { Value: decimal value } => (decimal.GetBits(value)[3] >> 16) & 0xFF,
        ArithmeticExpr { Operator: ArithmeticOperator.Add or ArithmeticOperator.Subtract } e => Greater(Of(e.Left), Of(e.Right)),
        ArithmeticExpr { Operator: ArithmeticOperator.Multiply } e => Of(e.Left) + Of(e.Right) is { } sum and <= Most ? sum : null,
        UnaryExpr { Operator: UnaryOperator.Negate } e => Of(e.Operand),
        CastExpr { Type.Kind: SqlTypeKind.Decimal } e when e.Operand.Type.IsInteger || e.Operand.Type.Kind == SqlTypeKind.Decimal => Of(e.Operand),
        AggregateExpr { Function: AggregateFunction.Sum or AggregateFunction.Min or AggregateFunction.Max, Argument: { } argument } => Of(argument),
        _ => null,
    };

    static int? Greater(int? left, int? right) => left is { } a && right is { } b ? Math.Max(a, b) : null;
}
