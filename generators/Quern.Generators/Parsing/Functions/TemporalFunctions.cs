using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Members of dates and times, and Quern's own functions of them.</summary>
internal static class TemporalFunctions
{
    static readonly string[] DateParts = ["year", "quarter", "month", "week", "day", "hour", "minute", "second"];

    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        Part("Year", "year"),
        Part("Month", "month"),
        Part("Day", "day"),
        Part("DayOfYear", "dayofyear"),
        TimePart("Hour", "hour"),
        TimePart("Minute", "minute"),
        TimePart("Second", "second"),
        new("DateTime.Date", "x.At.Date", c => Exprs.Call(SqlFunction.DateTrunc, SqlType.Timestamp, LiteralExpr.Text("day"), c[0])),
        new("DateOnly.FromDateTime(DateTime)", "DateOnly.FromDateTime(x.At)", c => Exprs.Call(SqlFunction.ToDate, SqlType.Date, c[0])),
        Adding(["DateTime.AddYears(int)", "DateOnly.AddYears(int)"], "x.At.AddYears(x.Step)", "year"),
        Adding(["DateTime.AddMonths(int)", "DateOnly.AddMonths(int)"], "x.At.AddMonths(x.Step)", "month"),
        Adding(["DateOnly.AddDays(int)", "DateTime.AddDays(double)", "DateTimeOffset.AddDays(double)"], "x.Day.AddDays(x.Step)", "day"),
        Adding(["DateTime.AddHours(double)", "DateTimeOffset.AddHours(double)"], "x.At.AddHours(x.Step)", "hour"),
        Adding(["DateTime.AddMinutes(double)", "DateTimeOffset.AddMinutes(double)"], "x.At.AddMinutes(x.Step)", "minute"),
        Adding(["DateTime.AddSeconds(double)", "DateTimeOffset.AddSeconds(double)"], "x.Instant.AddSeconds(x.Step)", "second"),
        new("Sql.DateTrunc(…)", "Sql.DateTrunc(DatePart.Week, x.At)", c => Exprs.Call(SqlFunction.DateTrunc, c[1].Type, Part(c[0]), c[1])),
        new("Sql.DateDiff(…)", "Sql.DateDiff(DatePart.Month, x.At, x.Later)", c => Exprs.Call(SqlFunction.DateDiff, SqlType.Int64, Part(c[0]), c[1], c[2])),
    ];

    static FunctionRow Part(string property, string part) =>
        new([$"DateTime.{property}", $"DateOnly.{property}"], $"x.At.{property}", c => DatePart(part, c[0]));

    static FunctionRow TimePart(string property, string part) =>
        new([$"DateTime.{property}"], $"x.At.{property}", c => DatePart(part, c[0]));

    static FunctionRow Adding(string[] members, string example, string part) => new(members, example, c => Add(part, c))
    {
        Note = members.Any(m => m.Contains("double")) ? $"Whole {part}s only; add a smaller unit for parts of one." : null,
    };

    static Expr DatePart(string part, Expr value) => Exprs.Call(SqlFunction.DatePart, SqlType.Int32, LiteralExpr.Text(part), value);

    static LiteralExpr Part(Expr option) => LiteralExpr.Text(DateParts[(long)((LiteralExpr)option).Value!]);

    static Expr Add(string part, FunctionCall call)
    {
        // AddDays takes a double in C#; engines add whole parts.
        var count = call[1] is CastExpr { Operand: { Type.IsInteger: true } whole } ? whole
            : call[1] is LiteralExpr { Value: double number } && number % 1 == 0 ? new LiteralExpr((long)number, SqlType.Int64)
            : call[1];
        return count.Type.IsInteger
            ? Exprs.Call(SqlFunction.DateAdd, call[0].Type, LiteralExpr.Text(part), count, call[0])
            : throw call.Refused($"a part of a {part} can't be added; add a whole number of a smaller unit");
    }
}
