using System.Globalization;

namespace Quern.Relational.Passes;

/// <summary>
/// Computes what is known while compiling and C# itself does not fold: dates, and numbers that meet when a helper is inlined.
/// <code>
/// DATE '1998-12-01' + -90 days   ⇒ DATE '1998-09-02'
/// 1 + 10                         ⇒ 11
/// </code>
/// </summary>
internal sealed class FoldConstants : QueryRewriter
{
    const string Date = "yyyy-MM-dd";
    const string Timestamp = "yyyy-MM-dd HH:mm:ss";

    public static Rel Apply(Rel query) => new FoldConstants().Rewrite(query);

    public override Expr Rewrite(Expr expr) => RewriteChildren(expr) switch
    {
        FunctionExpr
        {
            Function: SqlFunction.DateAdd,
            Arguments: [LiteralExpr { Value: string part }, LiteralExpr { Value: long count }, LiteralExpr { Value: string time } literal],
        } e when Add(part, count, time, literal.Type) is { } sum => literal with { Value = sum },
        ArithmeticExpr { Left: LiteralExpr { Value: long left }, Right: LiteralExpr { Value: long right } } e
            when Compute(e.Operator, left, right, e.Type) is { } value => new LiteralExpr(value, e.Type),
        var rewritten => rewritten,
    };

    // What would not fit is left to the engine, and so is division, which may be by zero.
    static long? Compute(ArithmeticOperator op, long left, long right, SqlType type)
    {
        var (least, most) = type.Kind switch
        {
            SqlTypeKind.Int32 => (int.MinValue, int.MaxValue),
            SqlTypeKind.Int64 => (long.MinValue, long.MaxValue),
            _ => (0L, -1L),
        };
        System.Numerics.BigInteger? exact = op switch
        {
            ArithmeticOperator.Add => (System.Numerics.BigInteger)left + right,
            ArithmeticOperator.Subtract => (System.Numerics.BigInteger)left - right,
            ArithmeticOperator.Multiply => (System.Numerics.BigInteger)left * right,
            _ => null,
        };
        return exact is { } value && value >= least && value <= most ? (long)value : null;
    }

    // A time with fractions of a second, and a sum that no calendar has, are left to the engine.
    static string? Add(string part, long count, string time, SqlType type)
    {
        var format = type.Kind switch
        {
            SqlTypeKind.Date => Date,
            SqlTypeKind.Timestamp => Timestamp,
            _ => null,
        };
        if (format is null || !DateTime.TryParseExact(time, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var from))
            return null;
        try
        {
            DateTime? sum = part switch
            {
                "year" => from.AddYears((int)count),
                "month" => from.AddMonths((int)count),
                "day" => from.AddDays(count),
                "hour" => from.AddHours(count),
                "minute" => from.AddMinutes(count),
                "second" => from.AddSeconds(count),
                _ => null,
            };
            return sum?.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
