using System.Globalization;

namespace Quern.Relational.Tests.Engines;

static class TemporalCases
{
    // Leap days, ends of months and years, Sundays and Mondays, before 1970, just before midnight.
    static readonly DateTime[] Times =
    [
        new(2024, 2, 29, 23, 59, 59, 999), new(2024, 3, 3, 0, 0, 0), new(2024, 3, 4, 0, 0, 0), new(2023, 12, 31, 12, 30, 30), new(2024, 1, 1, 0, 0, 1),
        new(1969, 12, 28, 22, 59, 59), new(1969, 12, 29, 0, 0, 0), new(1900, 1, 31, 5, 6, 7), new(2024, 3, 10, 2, 30, 0), new(2024, 11, 3, 1, 30, 0),
    ];

    static readonly string[] TruncParts = ["year", "quarter", "month", "week", "day", "hour", "minute", "second"];

    static LiteralExpr Part(string part) => LiteralExpr.Text(part);

    static string Iso(DateTime time, SqlType type) => type.Kind switch
    {
        SqlTypeKind.Date => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        SqlTypeKind.Timestamp => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        _ => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "+00",
    };

    static object Value(DateTime time, SqlType type) => type.Kind switch
    {
        SqlTypeKind.Date => DateOnly.FromDateTime(time),
        SqlTypeKind.Timestamp => time,
        _ => new DateTimeOffset(time, TimeSpan.Zero),
    };

    static EngineCase Unary(string name, SqlType type, Func<Expr, Expr> build, Func<DateTime, object?> csharp)
    {
        var c = new EngineCase(name + type, [type], a => build(a[0])).Row(null, [null]);
        foreach (var time in Times)
            _ = c.Row(csharp(type.Kind == SqlTypeKind.Date ? time.Date : time), Iso(time, type));
        return c;
    }

    static IEnumerable<EngineCase> ForType(SqlType type)
    {
        foreach (var part in TruncParts)
        {
            yield return Unary("Trunc_" + part, type, a => new FunctionExpr(SqlFunction.DateTrunc, [Part(part), a], type, true), t => Value(Trunc(part, t), type));
            yield return Diff(part, type);
        }
        foreach (var (part, get) in Parts.Where(p => type.Kind != SqlTypeKind.Date || p.Part is not ("hour" or "minute" or "second")))
            yield return Unary("Part_" + part, type, a => new FunctionExpr(SqlFunction.DatePart, [Part(part), a], SqlType.Int32, true), t => get(t));
        foreach (var (part, add) in Adds.Where(a => type.Kind != SqlTypeKind.Date || a.Part is "year" or "month" or "day"))
            foreach (var n in new[] { 1, -13 })
                yield return Unary($"Add_{part}_{n}_", type, a => new FunctionExpr(SqlFunction.DateAdd, [Part(part), new LiteralExpr((long)n, SqlType.Int32), a], type, true), t => Value(add(t, n), type));
        yield return Unary("ToDate", type, a => new FunctionExpr(SqlFunction.ToDate, [a], SqlType.Date, true), t => DateOnly.FromDateTime(t));
        yield return Unary("Literal", type, a => new CaseExpr([new(new ComparisonExpr(ComparisonOperator.Equal, a, new LiteralExpr(Iso(Times[0], type), type)), a)], LiteralExpr.Null(type), type, true), t => t == Times[0] || t == Times[0].Date ? Value(t, type) : null);
    }

    static EngineCase Diff(string part, SqlType type)
    {
        var c = new EngineCase($"Diff_{part}{type}", [type, type], a => new FunctionExpr(SqlFunction.DateDiff, [Part(part), a[0], a[1]], SqlType.Int64, true));
        foreach (var from in Times)
            foreach (var to in Times)
            {
                var (a, b) = type.Kind == SqlTypeKind.Date ? (from.Date, to.Date) : (from, to);
                _ = c.Row(Ordinal(part, b) - Ordinal(part, a), Iso(from, type), Iso(to, type));
            }
        return c.Row(null, null, Iso(Times[0], type));
    }

    static DateTime Trunc(string part, DateTime t) => part switch
    {
        "year" => new(t.Year, 1, 1),
        "quarter" => new(t.Year, ((t.Month - 1) / 3 * 3) + 1, 1),
        "month" => new(t.Year, t.Month, 1),
        "week" => t.Date.AddDays(-(((int)t.DayOfWeek + 6) % 7)),
        "day" => t.Date,
        "hour" => t.Date.AddHours(t.Hour),
        "minute" => t.Date.AddHours(t.Hour).AddMinutes(t.Minute),
        _ => t.Date.AddHours(t.Hour).AddMinutes(t.Minute).AddSeconds(t.Second),
    };

    static long Ordinal(string part, DateTime t) => part switch
    {
        "year" => t.Year,
        "quarter" => (t.Year * 4L) + ((t.Month - 1) / 3),
        "month" => (t.Year * 12L) + t.Month,
        "week" => t.Ticks / (7 * TimeSpan.TicksPerDay),
        "day" => t.Ticks / TimeSpan.TicksPerDay,
        "hour" => t.Ticks / TimeSpan.TicksPerHour,
        "minute" => t.Ticks / TimeSpan.TicksPerMinute,
        _ => t.Ticks / TimeSpan.TicksPerSecond,
    };

    static readonly (string Part, Func<DateTime, int> Get)[] Parts =
    [
        ("year", t => t.Year), ("quarter", t => ((t.Month - 1) / 3) + 1), ("month", t => t.Month), ("day", t => t.Day), ("hour", t => t.Hour),
        ("minute", t => t.Minute), ("second", t => t.Second), ("dayofyear", t => t.DayOfYear), ("dayofweek", t => (int)t.DayOfWeek),
    ];

    static readonly (string Part, Func<DateTime, int, DateTime> Add)[] Adds =
    [
        ("year", (t, n) => t.AddYears(n)), ("month", (t, n) => t.AddMonths(n)), ("day", (t, n) => t.AddDays(n)), ("hour", (t, n) => t.AddHours(n)),
        ("minute", (t, n) => t.AddMinutes(n)), ("second", (t, n) => t.AddSeconds(n)),
    ];

    public static IEnumerable<EngineCase> All { get; } =
    [
        .. ForType(SqlType.Date),
        .. ForType(SqlType.Timestamp),
        .. ForType(SqlType.TimestampTz),
        Unary("ToTimestamp", SqlType.TimestampTz, a => new CastExpr(a, SqlType.Timestamp), t => t),
        Unary("ToInstant", SqlType.Timestamp, a => new CastExpr(a, SqlType.TimestampTz), t => new DateTimeOffset(t, TimeSpan.Zero)),
        Unary("ToMidnight", SqlType.Date, a => new CastExpr(a, SqlType.Timestamp), t => t),
    ];
}
