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
        new("DateTime.Millisecond", "x.At.Millisecond", c => OfSecond(c[0], 1_000)),
        new("DateTime.Microsecond", "x.At.Microsecond", c => OfSecond(c[0], 1)),
        new("DateTime.Date", "x.At.Date", c => Exprs.Call(SqlFunction.DateTrunc, SqlType.Timestamp, LiteralExpr.Text("day"), c[0])),
        new("DateOnly.FromDateTime(DateTime)", "DateOnly.FromDateTime(x.At)", c => Exprs.Call(SqlFunction.ToDate, SqlType.Date, c[0])),
        Adding(["DateTime.AddYears(int)", "DateOnly.AddYears(int)"], "x.At.AddYears(x.Step)", "year"),
        Adding(["DateTime.AddMonths(int)", "DateOnly.AddMonths(int)"], "x.At.AddMonths(x.Step)", "month"),
        Adding(["DateOnly.AddDays(int)", "DateTime.AddDays(double)", "DateTimeOffset.AddDays(double)"], "x.Day.AddDays(x.Step)", "day"),
        Adding(["DateTime.AddHours(double)", "DateTimeOffset.AddHours(double)"], "x.At.AddHours(x.Step)", "hour"),
        Adding(["DateTime.AddMinutes(double)", "DateTimeOffset.AddMinutes(double)"], "x.At.AddMinutes(x.Step)", "minute"),
        Adding(["DateTime.AddSeconds(double)", "DateTimeOffset.AddSeconds(double)"], "x.Instant.AddSeconds(x.Step)", "second"),
        Adding(["DateTime.AddMilliseconds(double)", "DateTimeOffset.AddMilliseconds(double)"], "x.At.AddMilliseconds(x.Step)", "millisecond"),
        Adding(["DateTime.AddMicroseconds(double)", "DateTimeOffset.AddMicroseconds(double)"], "x.At.AddMicroseconds(x.Step)", "microsecond"),
        new(["DateTime.DayOfWeek", "DateOnly.DayOfWeek"], "x.At.DayOfWeek == DayOfWeek.Sunday", DayOfWeek) { Note = "`(int)` of it is 0 on Sundays." },
        new("DateOnly.DayNumber", "x.Day.DayNumber", c => new CastExpr(Exprs.Call(SqlFunction.DateDiff, SqlType.Int64, LiteralExpr.Text("day"), new LiteralExpr("0001-01-01", SqlType.Date), c[0]), SqlType.Int32)),
        new("DateOnly.FromDayNumber(int)", "DateOnly.FromDayNumber(x.Step + 738_000)", c => Moved("day", c[0], new LiteralExpr("0001-01-01", SqlType.Date))),
        new("new DateOnly(int, int, int)", "new DateOnly(2024, 2, x.Step + 17)", c => Exprs.Call(SqlFunction.MakeDate, SqlType.Date, [.. c.Arguments])),
        new(["new DateTime(int, int, int, int, int, int)", "new DateTime(int, int, int)"], "new DateTime(x.At.Year, x.At.Month, 1, 23, 59, x.Step + 13)",
            c => Exprs.Call(SqlFunction.MakeTimestamp, SqlType.Timestamp, [.. c.Arguments.Concat(Enumerable.Repeat(LiteralExpr.Int(0), 6)).Take(6)])),
        new("DateTimeOffset.UtcDateTime", "x.Instant.UtcDateTime", c => new CastExpr(c[0], SqlType.Timestamp)),
        new("DateTimeOffset.ToUnixTimeSeconds()", "x.Instant.ToUnixTimeSeconds()", c => Exprs.Call(SqlFunction.DateDiff, SqlType.Int64, LiteralExpr.Text("second"), Defaults.Epoch, c[0])),
        new("DateTimeOffset.FromUnixTimeSeconds(long)", "DateTimeOffset.FromUnixTimeSeconds(x.Count)", c => SinceEpoch(c[0], 1_000_000)),
        new("DateTimeOffset.FromUnixTimeMilliseconds(long)", "DateTimeOffset.FromUnixTimeMilliseconds(x.Count)", c => SinceEpoch(c[0], 1_000)),
        new(["ISOWeek.GetWeekOfYear(DateTime)", "ISOWeek.GetWeekOfYear(DateOnly)"], "ISOWeek.GetWeekOfYear(x.At)", c => DatePart("isoweek", c[0])),
        new(["ISOWeek.GetYear(DateTime)", "ISOWeek.GetYear(DateOnly)"], "ISOWeek.GetYear(x.At)", c => DatePart("isoyear", c[0])),
        new("DateTime.DaysInMonth(int, int)", "DateTime.DaysInMonth(x.At.Year, x.At.Month)", c => DatePart("day",
            Moved("day", LiteralExpr.Int(-1), Moved("month", LiteralExpr.Int(1), Exprs.Call(SqlFunction.MakeDate, SqlType.Date, c[0], c[1], LiteralExpr.Int(1)))))),
        new("Sql.DateTrunc(…)", "Sql.DateTrunc(DatePart.Week, x.At)", c => Exprs.Call(SqlFunction.DateTrunc, c[1].Type, Part(c[0]), c[1])),
        new("Sql.DateDiff(…)", "Sql.DateDiff(DatePart.Month, x.At, x.Later)", c => Exprs.Call(SqlFunction.DateDiff, SqlType.Int64, Part(c[0]), c[1], c[2])),
    ];

    static FunctionRow Part(string property, string part) =>
        new([$"DateTime.{property}", $"DateOnly.{property}"], $"x.At.{property}", c => DatePart(part, c[0]));

    static FunctionRow TimePart(string property, string part) =>
        new([$"DateTime.{property}"], $"x.At.{property}", c => DatePart(part, c[0]));

    // An enum is its text.
    static Expr DayOfWeek(FunctionCall call)
    {
        string[] days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday"];
        var day = DatePart("dayofweek", call[0]);
        return new CaseExpr(
            days.Select((name, i) => new CaseBranch(Exprs.Equal(day, LiteralExpr.Int(i)), LiteralExpr.Text(name))).ToEquatableArray(),
            call[0].IsNullable ? Exprs.When(Exprs.IsNotNull(call[0]), LiteralExpr.Text("saturday")) : LiteralExpr.Text("saturday"), SqlType.Text, call[0].IsNullable);
    }

    static FunctionRow Adding(string[] members, string example, string part) => new(members, example, c => Add(part, c))
    {
        Note = members.Any(m => m.Contains("double")) ? $"Whole {part}s only; add a smaller unit for parts of one." : null,
    };

    static Expr DatePart(string part, Expr value) => Exprs.Call(SqlFunction.DatePart, SqlType.Int32, LiteralExpr.Text(part), value);

    static Expr Moved(string part, Expr count, Expr value) => Exprs.Call(SqlFunction.DateAdd, value.Type, LiteralExpr.Text(part), count, value);

    static Expr SinceEpoch(Expr count, long microseconds) => Moved(
        "microsecond", new ArithmeticExpr(ArithmeticOperator.Multiply, Exprs.Convert(count, SqlType.Int64), new LiteralExpr(microseconds, SqlType.Int64), SqlType.Int64), Defaults.Epoch);

    // Of the thousands of microseconds that a unit has within the second.
    static CastExpr OfSecond(Expr time, long microseconds)
    {
        var since = Exprs.Call(SqlFunction.MicrosecondsBetween, SqlType.Int64, Exprs.Call(SqlFunction.DateTrunc, SqlType.Timestamp, LiteralExpr.Text("second"), time), time);
        return new CastExpr(
            microseconds == 1
                ? new ArithmeticExpr(ArithmeticOperator.Modulo, since, new LiteralExpr(1_000L, SqlType.Int64), SqlType.Int64)
                : new ArithmeticExpr(ArithmeticOperator.Divide, since, new LiteralExpr(microseconds, SqlType.Int64), SqlType.Int64), SqlType.Int32);
    }

    static LiteralExpr Part(Expr option) => LiteralExpr.Text(DateParts[(long)((LiteralExpr)option).Value!]);

    static Expr Add(string part, FunctionCall call)
    {
        // AddDays takes a double in C#; engines add whole parts.
        var count = call[1] is CastExpr { Operand: { Type.IsInteger: true } whole } ? whole
            : call[1] is LiteralExpr { Value: double number } && number % 1 == 0 ? new LiteralExpr((long)number, SqlType.Int64)
            : call[1];
        // Engines count a millisecond in microseconds.
        if (part == "millisecond" && count.Type.IsInteger)
            (part, count) = ("microsecond", new ArithmeticExpr(ArithmeticOperator.Multiply, Exprs.Convert(count, SqlType.Int64), new LiteralExpr(1_000L, SqlType.Int64), SqlType.Int64));
        return count.Type.IsInteger
            ? Exprs.Call(SqlFunction.DateAdd, call[0].Type, LiteralExpr.Text(part), count, call[0])
            : throw call.Refused($"a part of a {part} can't be added; add a whole number{(part is "microsecond" ? "" : " of a smaller unit")}");
    }
}
