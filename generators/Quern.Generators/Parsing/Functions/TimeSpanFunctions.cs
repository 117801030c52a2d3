using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Spans of time and times of day: both are microseconds.</summary>
internal static class TimeSpanFunctions
{
    const long Second = 1_000_000;
    const long Minute = 60 * Second;
    const long Hour = 60 * Minute;
    const long Day = 24 * Hour;

    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        new(["operator -(DateTime, DateTime)", "operator -(DateTimeOffset, DateTimeOffset)"], "(x.Later - x.At).TotalDays", c => Between(c[1], c[0])),
        new(["operator +(DateTime, TimeSpan)", "operator +(DateTimeOffset, TimeSpan)"], "x.At + TimeSpan.FromHours(x.Step)", c => Later(c[0], c[1])),
        new(["operator -(DateTime, TimeSpan)", "operator -(DateTimeOffset, TimeSpan)"], "x.Instant - TimeSpan.FromMinutes(x.Step)", c => Later(c[0], Negated(c[1]))),
        new("operator +(TimeSpan, TimeSpan)", "(x.Later - x.At + TimeSpan.FromDays(1)).TotalHours", c => new ArithmeticExpr(ArithmeticOperator.Add, c[0], c[1], SqlType.Int64)),
        new("operator -(TimeSpan, TimeSpan)", "(x.Later - x.At - TimeSpan.FromDays(1)).TotalHours", c => new ArithmeticExpr(ArithmeticOperator.Subtract, c[0], c[1], SqlType.Int64)),
        new(["DateTime.Add(TimeSpan)", "DateTimeOffset.Add(TimeSpan)"], "x.At.Add(new TimeSpan(1, 30, 0))", c => Later(c[0], c[1])),
        new(["DateTime.Subtract(DateTime)", "DateTimeOffset.Subtract(DateTimeOffset)"], "x.Later.Subtract(x.At).TotalSeconds", c => Between(c[1], c[0])),
        new(["DateTime.Subtract(TimeSpan)", "DateTimeOffset.Subtract(TimeSpan)"], "x.At.Subtract(TimeSpan.FromSeconds(x.Step))", c => Later(c[0], Negated(c[1]))),
        new("DateTime.TimeOfDay", "x.At.TimeOfDay.TotalSeconds", c => OfDay(c[0])),
        new("TimeOnly.FromDateTime(DateTime)", "TimeOnly.FromDateTime(x.At).ToTimeSpan().TotalSeconds", c => OfDay(c[0])),
        new("TimeOnly.ToTimeSpan()", "new TimeOnly(7, 30).ToTimeSpan() < x.At.TimeOfDay", c => c[0]),
        new(["new TimeOnly(int, int)", "new TimeOnly(int, int, int)"], "TimeOnly.FromDateTime(x.At) >= new TimeOnly(12, 30)", c => new LiteralExpr(
            Constant(c, 0, 24) * Hour + Constant(c, 1, 60) * Minute + (c.Arguments.Count > 2 ? Constant(c, 2, 60) * Second : 0), SqlType.Int64)),
        OfTime("Hour", Hour, 24),
        OfTime("Minute", Minute, 60),
        OfTime("Second", Second, 60),
        new("DateOnly.ToDateTime(TimeOnly)", "x.Day.ToDateTime(new TimeOnly(23, 59))", c => At(new CastExpr(c[0], SqlType.Timestamp), c[1])),
        Total("TotalDays", Day),
        Total("TotalHours", Hour),
        Total("TotalMinutes", Minute),
        Total("TotalSeconds", Second),
        Total("TotalMilliseconds", 1_000),
        Whole("Days", Day, 0),
        Whole("Hours", Hour, 24),
        Whole("Minutes", Minute, 60),
        Whole("Seconds", Second, 60),
        Span("FromDays(int)", Day),
        Span("FromHours(int)", Hour),
        Span("FromMinutes(long)", Minute),
        Span("FromSeconds(long)", Second),
        new("new TimeSpan(int, int, int)", "x.At + new TimeSpan(x.Step, 30, 0)", c => Sum(c, Hour, Minute, Second)),
        new("new TimeSpan(int, int, int, int)", "x.At + new TimeSpan(x.Step, 1, 2, 3)", c => Sum(c, Day, Hour, Minute, Second)),
    ];

    static Expr At(Expr midnight, Expr time) => time is LiteralExpr { Value: 0L } ? midnight : Later(midnight, time);

    static Expr Between(Expr start, Expr end) => Exprs.Call(SqlFunction.MicrosecondsBetween, SqlType.Int64, start, end);

    static Expr Later(Expr time, Expr microseconds) => Exprs.Call(SqlFunction.DateAdd, time.Type, LiteralExpr.Text("microsecond"), microseconds, time);

    static Expr OfDay(Expr time) => Between(Exprs.Call(SqlFunction.DateTrunc, SqlType.Timestamp, LiteralExpr.Text("day"), time), time);

    static Expr Negated(Expr span) => span is LiteralExpr { Value: long known } ? new LiteralExpr(-known, SqlType.Int64) : new UnaryExpr(UnaryOperator.Negate, span, SqlType.Int64);

    static long Constant(FunctionCall call, int index, long limit) =>
        call[index] is LiteralExpr { Value: long value } && value >= 0 && value < limit ? value : throw call.Refused("give constants of a time of day");

    static Expr Sum(FunctionCall call, params long[] units) => units.Select((unit, i) => Times(call[i], unit)).Aggregate((sum, span) =>
        (sum, span) switch
        {
            (LiteralExpr { Value: long a }, LiteralExpr { Value: long b }) => new LiteralExpr(a + b, SqlType.Int64),
            (_, LiteralExpr { Value: 0L }) => sum,
            _ => new ArithmeticExpr(ArithmeticOperator.Add, sum, span, SqlType.Int64),
        });

    static Expr Times(Expr count, long unit) => count is LiteralExpr { Value: long known }
        ? new LiteralExpr(known * unit, SqlType.Int64)
        : new ArithmeticExpr(ArithmeticOperator.Multiply, Exprs.Convert(count, SqlType.Int64), new LiteralExpr(unit, SqlType.Int64), SqlType.Int64);

    static FunctionRow Total(string property, long microseconds) => new($"TimeSpan.{property}", $"(x.Later - x.At).{property}", c =>
        new ArithmeticExpr(ArithmeticOperator.Divide, new CastExpr(c[0], SqlType.Double), new LiteralExpr((double)microseconds, SqlType.Double), SqlType.Double));

    static FunctionRow Whole(string property, long microseconds, long modulus) => new($"TimeSpan.{property}", $"(x.Later - x.At).{property}", c => Part(c[0], microseconds, modulus));

    static FunctionRow OfTime(string property, long microseconds, long modulus) => new($"TimeOnly.{property}", $"TimeOnly.FromDateTime(x.At).{property}", c => Part(c[0], microseconds, modulus));

    static CastExpr Part(Expr span, long microseconds, long modulus)
    {
        var whole = new ArithmeticExpr(ArithmeticOperator.Divide, span, new LiteralExpr(microseconds, SqlType.Int64), SqlType.Int64);
        return new CastExpr(modulus == 0 ? whole : new ArithmeticExpr(ArithmeticOperator.Modulo, whole, new LiteralExpr(modulus, SqlType.Int64), SqlType.Int64), SqlType.Int32);
    }

    static FunctionRow Span(string method, long microseconds) =>
        new($"TimeSpan.{method}", $"x.At + TimeSpan.{method.Substring(0, method.IndexOf('('))}(x.Step)", c => Times(c[0], microseconds));
}
