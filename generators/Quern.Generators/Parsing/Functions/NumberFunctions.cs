using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Members of <see cref="Math"/> and of numbers.</summary>
internal static class NumberFunctions
{
    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        new(["Math.Abs(…)", "decimal.Abs(decimal)", "int.Abs(int)", "long.Abs(long)", "double.Abs(double)"], "Math.Abs(x.Count)", c => Exprs.Call(SqlFunction.Abs, c[0].Type, c[0])),
        new(["Math.Floor(…)", "decimal.Floor(decimal)"], "Math.Floor(x.Amount)", c => Exprs.Call(SqlFunction.Floor, Loose(c[0].Type), c[0])),
        new(["Math.Ceiling(…)", "decimal.Ceiling(decimal)"], "Math.Ceiling(x.Amount)", c => Exprs.Call(SqlFunction.Ceiling, Loose(c[0].Type), c[0])),
        new(["Math.Truncate(…)", "decimal.Truncate(decimal)"], "Math.Truncate(x.Amount)", c => Exprs.Call(SqlFunction.Truncate, Loose(c[0].Type), c[0])),
        new(["Math.Round(…)", "decimal.Round(…)"], "Math.Round(x.Amount, 2)", Round),
        FunctionRow.Syntax("Math.Round of a double", "Math.Round(x.Ratio)"),
        FunctionRow.Syntax("Math.Round away from zero", "Math.Round(x.Amount, 2, MidpointRounding.AwayFromZero)"),
        FunctionRow.Syntax("Math.Round of a double away from zero", "Math.Round(x.Ratio, MidpointRounding.AwayFromZero)"),
        new(["Math.Sign(…)"], "Math.Sign(x.Amount)", c => Exprs.Call(SqlFunction.Sign, SqlType.Int32, c[0])),
        new(["Math.Clamp(int, int, int)", "Math.Clamp(long, long, long)", "Math.Clamp(decimal, decimal, decimal)", "Math.Clamp(double, double, double)"], "Math.Clamp(x.Count, 0, 10)",
            c => Exprs.Call(SqlFunction.Least, Loose(c[0].Type), Exprs.Call(SqlFunction.Greatest, Loose(c[0].Type), c[0], c[1]), c[2])),
        new("Math.Sqrt(double)", "Math.Sqrt(x.Ratio)", c => Defined(c, SqlFunction.Sqrt)),
        new("Math.Log(double)", "Math.Log(x.Ratio)", c => Logarithm(c, SqlFunction.Ln)),
        new("Math.Log10(double)", "Math.Log10(x.Ratio)", c => Logarithm(c, SqlFunction.Log10)),
        new("Math.Exp(double)", "Math.Exp(x.Amplitude)", c => Exprs.Call(SqlFunction.Exp, SqlType.Double, c[0])) { Note = Overflow },
        new("Math.Pow(double, double)", "Math.Pow(x.Ratio, x.Step)", Power) { Note = Overflow },
        new("Math.Sin(double)", "Math.Sin(x.Amplitude)", c => Exprs.Call(SqlFunction.Sin, SqlType.Double, c[0])),
        new("Math.Cos(double)", "Math.Cos(x.Amplitude)", c => Exprs.Call(SqlFunction.Cos, SqlType.Double, c[0])),
        new("Math.Tan(double)", "Math.Tan(x.Amplitude)", c => Exprs.Call(SqlFunction.Tan, SqlType.Double, c[0])),
        new("Math.Atan(double)", "Math.Atan(x.Ratio)", c => Exprs.Call(SqlFunction.Atan, SqlType.Double, c[0])),
        new("Math.Log(double, double)", "Math.Log(x.Ratio, 2)", c => c[1] is LiteralExpr { Value: double number } && number > 0 && number != 1
            ? new ArithmeticExpr(ArithmeticOperator.Divide, Logarithm(c, SqlFunction.Ln), new LiteralExpr(Math.Log(number), SqlType.Double), SqlType.Double)
            : throw c.Refused("give the base as a constant that is positive and not 1")) { Note = "The base is a constant." },
        new("Math.Cbrt(double)", "Math.Cbrt(x.Ratio)", c => Exprs.Call(SqlFunction.Cbrt, SqlType.Double, c[0])),
        new("Math.Asin(double)", "Math.Asin(x.Ratio)", c => Inside(c, SqlFunction.Asin)),
        new("Math.Acos(double)", "Math.Acos(x.Ratio)", c => Inside(c, SqlFunction.Acos)),
        new("Math.Atan2(double, double)", "Math.Atan2(x.Amplitude, x.Ratio)", c => Exprs.Call(SqlFunction.Atan2, SqlType.Double, c[0], c[1])),
        new("Math.Sinh(double)", "Math.Sinh(x.Amplitude)", c => Exprs.Call(SqlFunction.Sinh, SqlType.Double, c[0])) { Note = Overflow },
        new("Math.Cosh(double)", "Math.Cosh(x.Amplitude)", c => Exprs.Call(SqlFunction.Cosh, SqlType.Double, c[0])) { Note = Overflow },
        new("Math.Tanh(double)", "Math.Tanh(x.Amplitude)", c => Exprs.Call(SqlFunction.Tanh, SqlType.Double, c[0])),
        new("double.DegreesToRadians(double)", "double.DegreesToRadians(x.Ratio)", c => Scaled(c[0], Math.PI, 180)),
        new("double.RadiansToDegrees(double)", "double.RadiansToDegrees(x.Ratio)", c => Scaled(c[0], 180, Math.PI)),
        new(["int.IsEvenInteger(int)", "long.IsEvenInteger(long)"], "int.IsEvenInteger(x.Count)", c => Exprs.Equal(HalfOf(c[0]), new LiteralExpr(0L, c[0].Type))),
        new(["int.IsOddInteger(int)", "long.IsOddInteger(long)"], "int.IsOddInteger(x.Count)", c => Exprs.Not(Exprs.Equal(HalfOf(c[0]), new LiteralExpr(0L, c[0].Type)))),
        new("double.IsNaN(double)", "double.IsNaN(Math.Sqrt(x.Ratio))", c => Exprs.Equal(c[0], NaN)),
        new("operator /(decimal, decimal)", "x.Amount / x.Rate", c => new ArithmeticExpr(ArithmeticOperator.Divide, c[0], c[1], SqlType.AnyDecimal))
        {
            Note = "At least twelve digits after the point; DuckDB takes operands of ten, and fails where a number has no room. By a constant such as `100m` it is a multiplication.",
        },
        new("operator decimal(double)", "(decimal)x.Ratio", c => new CastExpr(c[0], SqlType.AnyDecimal)) { Note = "The first fifteen digits; on DuckDB at most twelve of them after the point." },
        new(["operator &(int, int)", "operator &(long, long)"], "x.Count & 12", c => Bits(c, SqlFunction.BitAnd)),
        new(["operator |(int, int)", "operator |(long, long)"], "x.Count | 12", c => Bits(c, SqlFunction.BitOr)),
        new(["operator ^(int, int)", "operator ^(long, long)"], "x.Count ^ 12", c => Bits(c, SqlFunction.BitXor)),
        new(["operator >>(int, int)", "operator >>(long, int)"], "x.Count >> 2", Shifts.Right) { Note = Shifts.Count },
        new(["operator >>>(int, int)", "operator >>>(long, int)"], "x.Count >>> 3", Shifts.UnsignedRight) { Note = Shifts.Count },
        new(["operator <<(int, int)", "operator <<(long, int)"], "x.Count << 3", Shifts.Left) { Note = Shifts.Count + " Bits that do not fit are lost, as in C#." },
        FunctionRow.Syntax("a << n of a long", "x.Total << 9"),
        FunctionRow.Syntax("a << n to the sign", "x.Count << 31"),
        FunctionRow.Syntax("a << n of a long to the sign", "x.Total << 63"),
        FunctionRow.Syntax("a >>> n of a long", "x.Total >>> 60"),
        FunctionRow.Syntax("a >> b", "x.Count >> x.Level") with { Note = "By a count that is computed." },
        FunctionRow.Syntax("a >>> b", "x.Count >>> x.Level"),
        FunctionRow.Syntax("a << b", "x.Count << x.Level"),
        FunctionRow.Syntax("1 << b", "1 << x.Count"),
        FunctionRow.Syntax("1L << b", "1L << x.Level"),
        FunctionRow.Syntax("constant << b", "3 << x.Step"),
        FunctionRow.Syntax("a >> b of a long", "x.Total >> x.Count"),
        FunctionRow.Syntax("a >>> b of a long", "x.Total >>> x.Count"),
        FunctionRow.Syntax("a << b of a long", "x.Total << x.Count"),
        new(["Math.Min(…)", "int.Min(int, int)", "long.Min(long, long)", "decimal.Min(decimal, decimal)"], "Math.Min(x.Count, 5)", c => Exprs.Call(SqlFunction.Least, Loose(c[0].Type), c[0], c[1])),
        new(["Math.Max(…)", "int.Max(int, int)", "long.Max(long, long)", "decimal.Max(decimal, decimal)"], "Math.Max(x.Total, 5)", c => Exprs.Call(SqlFunction.Greatest, Loose(c[0].Type), c[0], c[1])),
    ];

    const string Overflow = "A result that is too large or too small for a double fails on Postgres.";

    static LiteralExpr NaN => new(double.NaN, SqlType.Double);

    static LiteralExpr Zero => new(0d, SqlType.Double);

    static ComparisonExpr Is(Expr left, ComparisonOperator comparison, Expr right) => new(comparison, left, right);

    // Engines fail where the result is no number.
    static Expr Defined(FunctionCall call, SqlFunction function) =>
        Exprs.Case(Is(call[0], ComparisonOperator.Less, Zero), NaN, Exprs.Call(function, SqlType.Double, call[0]), SqlType.Double);

    static Expr Logarithm(FunctionCall call, SqlFunction function) =>
        Exprs.Case(Is(call[0], ComparisonOperator.Equal, Zero), new LiteralExpr(double.NegativeInfinity, SqlType.Double), Defined(call, function), SqlType.Double);

    static Expr Inside(FunctionCall call, SqlFunction function) => Exprs.Case(
        Exprs.Or(Is(call[0], ComparisonOperator.Less, new LiteralExpr(-1d, SqlType.Double)), Is(call[0], ComparisonOperator.Greater, new LiteralExpr(1d, SqlType.Double))),
        NaN, Exprs.Call(function, SqlType.Double, call[0]), SqlType.Double);

    static ArithmeticExpr Scaled(Expr value, double by, double of) => new(
        ArithmeticOperator.Divide, new ArithmeticExpr(ArithmeticOperator.Multiply, value, new LiteralExpr(by, SqlType.Double), SqlType.Double), new LiteralExpr(of, SqlType.Double), SqlType.Double);

    static ArithmeticExpr HalfOf(Expr value) => new(ArithmeticOperator.Modulo, value, new LiteralExpr(2L, value.Type), value.Type);

    static Expr Power(FunctionCall call)
    {
        var (x, y) = (call[0], call[1]);
        var isWhole = Is(y, ComparisonOperator.Equal, Exprs.Call(SqlFunction.Truncate, SqlType.Double, y));
        var power = Exprs.Call(SqlFunction.Power, SqlType.Double, x, y);
        var ofNegative = Exprs.Case(Exprs.And(Is(x, ComparisonOperator.Less, Zero), Exprs.Not(isWhole)), NaN, power, SqlType.Double);
        return Exprs.Case(Exprs.And(Is(x, ComparisonOperator.Equal, Zero), Is(y, ComparisonOperator.Less, Zero)), new LiteralExpr(double.PositiveInfinity, SqlType.Double), ofNegative, SqlType.Double);
    }

    static Expr Bits(FunctionCall call, SqlFunction function) => Exprs.Call(function, call[0].Type, call[0], call[1]);

    static SqlType Loose(SqlType type) => type.Kind == SqlTypeKind.Decimal ? SqlType.AnyDecimal : type;

    static Expr Round(FunctionCall call)
    {
        var isAway = false;
        Expr digits = new LiteralExpr(0L, SqlType.Int32);
        for (var i = 1; i < call.Arguments.Count; i++)
            if (FunctionTable.IsOption(call.Method.Parameters[i].Type))
                isAway = ((LiteralExpr)call[i]).Value switch
                {
                    0L => false,
                    1L => true,
                    _ => throw call.Refused("use MidpointRounding.ToEven or MidpointRounding.AwayFromZero, or Math.Floor and Math.Ceiling"),
                };
            else
                digits = call[i] is LiteralExpr ? call[i] : throw call.Refused("give the number of digits as a constant");
        return Exprs.Call(isAway ? SqlFunction.RoundAwayFromZero : SqlFunction.RoundToEven, Loose(call[0].Type), call[0], digits);
    }
}
