using System.Globalization;
using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>
/// Decimals of which a row gives one, on engines whose decimals have 38 digits. Where those before the point and those after
/// it are more together, DuckDB gives up some after it: a sum of cents beside a rate of six digits would round the rate to
/// cents. So those with fewer digits after the point are given as many, at the cost of digits before it that no decimal of
/// C# has.
/// </summary>
internal sealed class AlikeDecimals
{
    const int MostDigits = 38;
    const int QuotientDigits = 12;
    const int BigIntegerDigits = 19;

    readonly ColumnDefinitions definitions;
    readonly HashSet<ColumnExpr> open = [];

    AlikeDecimals(ColumnDefinitions definitions) => this.definitions = definitions;

    /// <param name="alternatives">Values of any type.</param>
    /// <param name="definitions">What columns of steps are.</param>
    public static IReadOnlyList<Expr> Write(IReadOnlyList<Expr> alternatives, Func<ColumnDefinitions> definitions) =>
        alternatives.Count(IsDecimal) < 2 ? alternatives : new AlikeDecimals(definitions()).Write(alternatives);

    IReadOnlyList<Expr> Write(IReadOnlyList<Expr> alternatives)
    {
        var decimals = alternatives.Where(IsDecimal).ToList();
        if (decimals.Any(e => Scale(e) is null))
            return alternatives;
        var scale = decimals.Max(e => Scale(e)!.Value);
        return decimals.Max(IntegerDigits) + scale <= MostDigits
            ? alternatives
            : [.. alternatives.Select(e => decimals.Contains(e) && Scale(e) < scale && IntegerDigits(e) + scale > MostDigits ? new CastExpr(e, SqlType.Decimal(MostDigits, scale)) : e)];
    }

    static bool IsDecimal(Expr expr) => expr is { Type.Kind: SqlTypeKind.Decimal } and not LiteralExpr { Value: null };

    // Digits after the point as the engines count them; null where only they know.
    int? Scale(Expr expr) => DecimalScale.Of(expr) ?? expr switch
    {
        FunctionExpr { Function: SqlFunction.Truncate or SqlFunction.Floor or SqlFunction.Ceiling } => 0,
        FunctionExpr { Function: SqlFunction.RoundToEven or SqlFunction.RoundAwayFromZero, Arguments: [_, LiteralExpr { Value: long digits }] } => (int)digits,
        FunctionExpr { Function: SqlFunction.Abs, Arguments: [var value] } => Scale(value),
        FunctionExpr { Function: SqlFunction.Least or SqlFunction.Greatest } e => Greatest(e.Arguments),
        ArithmeticExpr { Operator: ArithmeticOperator.Divide } or AggregateExpr { Function: AggregateFunction.Average } => QuotientDigits,
        ArithmeticExpr { Operator: ArithmeticOperator.Multiply } e => Scale(e.Left) + Scale(e.Right),
        ArithmeticExpr { Operator: ArithmeticOperator.Add or ArithmeticOperator.Subtract or ArithmeticOperator.Modulo } e => Greatest([e.Left, e.Right]),
        UnaryExpr { Operator: UnaryOperator.Negate } e => Scale(e.Operand),
        WindowExpr { Function: AggregateExpr e } => Scale(e),
        CaseExpr e => Greatest([.. e.Branches.Select(b => b.Result), e.Else]),
        CoalesceExpr e => Greatest([.. e.Operands]),
        ColumnExpr e => Defined(e),
        SubqueryExpr { Block.Columns: [var only] } => Scale(only.Expr),
        _ => null,
    };

    int? Defined(ColumnExpr column)
    {
        // A recursion's column is what its seed is.
        if (!open.Add(column))
            return 0;
        var scale = definitions.Of(column) is { Count: > 0 } expressions ? Greatest(expressions) : null;
        open.Remove(column);
        return scale;
    }

    int? Greatest(IReadOnlyList<Expr> values) =>
        values.Where(v => v is not LiteralExpr { Value: null }).Select(Scale).Aggregate((int?)0, (most, scale) => most is { } a && scale is { } b ? Math.Max(a, b) : null);

    int IntegerDigits(Expr expr) => expr switch
    {
        LiteralExpr { Value: decimal value } => Math.Truncate(Math.Abs(value)).ToString(CultureInfo.InvariantCulture).Length,
        { Type: { Precision: > 0 } type } => type.Precision - type.Scale,
        CastExpr { Operand.Type.IsInteger: true } => BigIntegerDigits,
        _ => MostDigits - Scale(expr)!.Value,
    };
}
