using System.Globalization;

namespace Quern.Relational.Passes;

/// <summary>
/// Computes what is known while compiling and C# itself does not fold: dates.
/// <code>
/// DATE '1998-12-01' + -90 days   ⇒ DATE '1998-09-02'
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
        var rewritten => rewritten,
    };

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
