using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>C#'s shifts, of whose counts the low bits count, in terms of what all engines do alike: shifts to the right of what keeps its sign.</summary>
internal static class Shifts
{
    public const string Count = "Five bits of the count count, or six for a `long`.";

    public static Expr Right(FunctionCall call) => Shifted(call, ShiftedRight, (value, count) => ShiftedRight(value, Masked(count, value.Type)));

    public static Expr UnsignedRight(FunctionCall call) => Shifted(call, Unsigned, Unsigned);

    public static Expr Left(FunctionCall call) => Shifted(call, ShiftedLeft, ShiftedLeft);

    static int Width(SqlType type) => type.Kind == SqlTypeKind.Int64 ? 64 : 32;

    static Expr Shifted(FunctionCall call, Func<Expr, int, Expr> byConstant, Func<Expr, Expr, Expr> byValue) => call[1] is not LiteralExpr { Value: long count }
        ? byValue(call[0], call[1])
        : (int)(count & (Width(call[0].Type) - 1)) is > 0 and var bits ? byConstant(call[0], bits) : call[0];

    static Expr ShiftedRight(Expr value, int bits) => ShiftedRight(value, LiteralExpr.Int(bits));

    static Expr ShiftedRight(Expr value, Expr bits) => Exprs.Call(SqlFunction.ShiftRight, value.Type, value, bits);

    static Expr Unsigned(Expr value, int bits) => LowBits(ShiftedRight(value, bits), Width(value.Type) - bits);

    // Without the bits that came in from the left.
    static Expr Unsigned(Expr value, Expr count) => OrAsItIs(value, count, bits =>
        Exprs.Call(SqlFunction.BitAnd, value.Type, ShiftedRight(value, bits), ShiftedRight(Greatest(value.Type), OneLess(bits, value.Type))));

    // The bits that stay, the highest of them as a sign, times a power of two: no engine's own shift loses what does not fit.
    static Expr ShiftedLeft(Expr value, int bits)
    {
        var (type, kept) = (value.Type, Width(value.Type) - bits);
        return kept == 1
            ? Times(LowBits(value, 1), Least(type))
            : Times(Signed(LowBits(value, kept), new LiteralExpr(1L << (kept - 1), type)), new LiteralExpr(1L << bits, type));
    }

    // The same with powers of two that are shifted to the right. The greatest of all has no room: what is left then is the sign.
    static Expr ShiftedLeft(Expr value, Expr count)
    {
        if (value is LiteralExpr { Value: 1L })
            return PowerOfTwo(value.Type, Masked(count, value.Type), Least(value.Type));
        return OrAsItIs(value, count, bits =>
        {
            var type = value.Type;
            var kept = Exprs.Call(SqlFunction.BitAnd, type, value, ShiftedRight(Greatest(type), OneLess(bits, type)));
            return PowerOfTwo(type, bits, Times(LowBits(value, 1), Least(type)), Signed(kept, ShiftedRight(HalfOfAll(type), OneLess(bits, type))));
        });
    }

    /// <param name="type">The power's type.</param>
    /// <param name="bits">The exponent.</param>
    /// <param name="least">What stands for the last of them, which is the sign.</param>
    /// <param name="times">What the others are multiplied by, if anything.</param>
    static Expr PowerOfTwo(SqlType type, Expr bits, Expr least, Expr? times = null)
    {
        var last = Width(type) - 1;
        var power = ShiftedRight(HalfOfAll(type), Masked(From(last - 1, bits), type));
        return Exprs.Case(Exprs.Equal(bits, LiteralExpr.Int(last)), least, times is null ? power : Times(times, power), type);
    }

    // By no bits at all the value stays: neither formula has that case.
    static Expr OrAsItIs(Expr value, Expr count, Func<Expr, Expr> shifted)
    {
        var bits = Masked(count, value.Type);
        return Exprs.Case(Exprs.Equal(bits, LiteralExpr.Int(0)), value, shifted(bits), value.Type);
    }

    static Expr Masked(Expr count, SqlType type) => Exprs.Call(SqlFunction.BitAnd, SqlType.Int32, count, LiteralExpr.Int(Width(type) - 1));

    // Masked once more it is never negative, though an engine may compute it where it is not asked for.
    static Expr OneLess(Expr bits, SqlType type) => Masked(new ArithmeticExpr(ArithmeticOperator.Subtract, bits, LiteralExpr.Int(1), SqlType.Int32), type);

    static ArithmeticExpr From(int number, Expr bits) => new(ArithmeticOperator.Subtract, LiteralExpr.Int(number), bits, SqlType.Int32);

    static Expr Signed(Expr bits, Expr sign) =>
        new ArithmeticExpr(ArithmeticOperator.Subtract, Exprs.Call(SqlFunction.BitXor, bits.Type, bits, sign), sign, bits.Type);

    static Expr Times(Expr left, Expr right) => new ArithmeticExpr(ArithmeticOperator.Multiply, left, right, left.Type);

    static LiteralExpr HalfOfAll(SqlType type) => new(1L << (Width(type) - 2), type);

    static LiteralExpr Least(SqlType type) => new(type.Kind == SqlTypeKind.Int64 ? long.MinValue : int.MinValue, type);

    static LiteralExpr Greatest(SqlType type) => new(type.Kind == SqlTypeKind.Int64 ? long.MaxValue : int.MaxValue, type);

    static Expr LowBits(Expr value, int count) => Exprs.Call(SqlFunction.BitAnd, value.Type, value, new LiteralExpr((1L << count) - 1, value.Type));
}
