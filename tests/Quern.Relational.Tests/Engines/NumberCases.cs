namespace Quern.Relational.Tests.Engines;

static class NumberCases
{
    static readonly SqlType Money = SqlType.Decimal(18, 4);

    static EngineCase Binary<T>(string name, SqlType type, ArithmeticOperator op, Func<T, T, object> csharp, params (T, T)[] pairs)
    {
        var c = new EngineCase(name, [type, type], a => new ArithmeticExpr(op, a[0], a[1], type.Kind == SqlTypeKind.Decimal ? SqlType.AnyDecimal : type));
        foreach (var (left, right) in pairs)
            _ = c.Row(csharp(left, right), Widen(left), Widen(right));
        return c;
    }

    static EngineCase Unary<T>(string name, SqlType type, Func<Expr, Expr> build, Func<T, object> csharp, params T[] values)
    {
        var c = new EngineCase(name, [type], a => build(a[0])).Row(null, [null]);
        foreach (var value in values)
            _ = c.Row(csharp(value), Widen(value));
        return c;
    }

    static object? Widen(object? value) => value is int i ? (long)i : value;

    static readonly (int, int)[] Ints = [(7, 2), (-7, 2), (7, -2), (-7, -2), (0, 3), (int.MaxValue, 3), (int.MinValue, 3), (1, 2)];
    static readonly decimal[] Ties = [0.5m, 1.5m, 2.5m, -0.5m, -1.5m, -2.5m, 2.4999m, 2.5001m, 0m, 12.345m, 12.355m, -12.345m, 99999.995m];
    static readonly double[] Doubles = [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 2.4999, 2.5001, 0, 0.49999999999999994, 1e15 + 0.5, 123456.5];

    static FunctionExpr Call(SqlFunction function, Expr value, params Expr[] more) => new(function, [value, .. more], value.Type, value.IsNullable);

    public static IEnumerable<EngineCase> All { get; } =
    [
        Binary<int>("IntDivide", SqlType.Int32, ArithmeticOperator.Divide, (a, b) => a / b, Ints),
        Binary<int>("IntModulo", SqlType.Int32, ArithmeticOperator.Modulo, (a, b) => a % b, Ints),
        Binary<long>("LongDivide", SqlType.Int64, ArithmeticOperator.Divide, (a, b) => a / b, (long.MaxValue, 7), (long.MinValue, 7), (-1, 2)),
        Binary<double>("DoubleDivide", SqlType.Double, ArithmeticOperator.Divide, (a, b) => a / b, (7, 2), (1, 3), (-1, 3), (0.1, 0.3)),
        Binary<decimal>("DecimalAdd", Money, ArithmeticOperator.Add, (a, b) => a + b, (0.1m, 0.2m), (9999999999999.9999m, 0.0001m)),
        Binary<decimal>("DecimalMultiply", Money, ArithmeticOperator.Multiply, (a, b) => a * b, (0.1m, 0.2m), (-1.0001m, 1.0001m), (99999.9999m, 99999.9999m)),
        Binary<decimal>("DecimalModulo", Money, ArithmeticOperator.Modulo, (a, b) => a % b, (7.5m, 2m), (-7.5m, 2m), (7.5m, -2m), (0.3m, 0.1m)),
        Unary<long>("CentsToAmount", SqlType.Int64, a => new CastExpr(new ArithmeticExpr(ArithmeticOperator.Divide, new CastExpr(a, SqlType.AnyDecimal), new LiteralExpr(100m, SqlType.AnyDecimal), SqlType.AnyDecimal), SqlType.Decimal(18, 2)),
            a => a / 100m, 0L, 1L, 99L, -1L, -150L, 999999999999999999L / 100),
        Unary<int>("SubtractFromNegative", SqlType.Int32, a => new ArithmeticExpr(ArithmeticOperator.Subtract, new UnaryExpr(UnaryOperator.Negate, a, SqlType.Int32), new LiteralExpr(-3L, SqlType.Int32), SqlType.Int32), a => -a - -3, 5, -5),
        Unary<int>("Associativity", SqlType.Int32, a => new ArithmeticExpr(ArithmeticOperator.Subtract, LiteralExpr.Int(10), new ArithmeticExpr(ArithmeticOperator.Subtract, LiteralExpr.Int(4), a, SqlType.Int32), SqlType.Int32), a => 10 - (4 - a), 1, 9),
        new EngineCase("NegateNegative", [SqlType.Int32], a => new UnaryExpr(UnaryOperator.Negate, new UnaryExpr(UnaryOperator.Negate, new LiteralExpr(-2L, SqlType.Int32), SqlType.Int32), SqlType.Int32)).Row(-2, 1L),
        Unary<int>("Abs", SqlType.Int32, a => Call(SqlFunction.Abs, a), a => Math.Abs(a), 5, -5, 0),
        Unary<decimal>("DecimalRoundToEven", Money, a => Call(SqlFunction.RoundToEven, a, LiteralExpr.Int(0)), a => Math.Round(a), Ties),
        Unary<decimal>("DecimalRoundToEvenCents", Money, a => Call(SqlFunction.RoundToEven, a, LiteralExpr.Int(2)), a => Math.Round(a, 2), Ties),
        Unary<decimal>("DecimalRoundAway", Money, a => Call(SqlFunction.RoundAwayFromZero, a, LiteralExpr.Int(0)), a => Math.Round(a, MidpointRounding.AwayFromZero), Ties),
        Unary<decimal>("DecimalRoundAwayCents", Money, a => Call(SqlFunction.RoundAwayFromZero, a, LiteralExpr.Int(2)), a => Math.Round(a, 2, MidpointRounding.AwayFromZero), Ties),
        Unary<double>("DoubleRoundToEven", SqlType.Double, a => Call(SqlFunction.RoundToEven, a, LiteralExpr.Int(0)), a => Math.Round(a), Doubles),
        Unary<double>("DoubleRoundToEvenCents", SqlType.Double, a => Call(SqlFunction.RoundToEven, a, LiteralExpr.Int(2)), a => Math.Round(a, 2), [.. Doubles, 1.005, 2.675, 1.115]),
        Unary<double>("DoubleRoundAway", SqlType.Double, a => Call(SqlFunction.RoundAwayFromZero, a, LiteralExpr.Int(0)), a => Math.Round(a, MidpointRounding.AwayFromZero), Doubles),
        Unary<double>("DoubleRoundAwayCents", SqlType.Double, a => Call(SqlFunction.RoundAwayFromZero, a, LiteralExpr.Int(2)), a => Math.Round(a, 2, MidpointRounding.AwayFromZero), [.. Doubles, 1.005, 2.675, 1.115]),
        Unary<decimal>("DecimalFloor", Money, a => Call(SqlFunction.Floor, a), a => Math.Floor(a), Ties),
        Unary<decimal>("DecimalCeiling", Money, a => Call(SqlFunction.Ceiling, a), a => Math.Ceiling(a), Ties),
        Unary<double>("DoubleFloor", SqlType.Double, a => Call(SqlFunction.Floor, a), a => Math.Floor(a), [2.5, -2.5, 3]),
        Unary<decimal>("DecimalToInt", Money, a => new CastExpr(a, SqlType.Int32), a => (int)a, Ties),
        Unary<double>("DoubleToLong", SqlType.Double, a => new CastExpr(a, SqlType.Int64), a => (long)a, Doubles),
        Unary<int>("IntToDouble", SqlType.Int32, a => new CastExpr(a, SqlType.Double), a => (double)a, 7, -7),
        Unary<decimal>("DecimalToText", Money, a => new CastExpr(a, SqlType.Text), a => a.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture), 1.5m, -0.0001m),
        Unary<double>("DoubleLiteral", SqlType.Double, a => new ArithmeticExpr(ArithmeticOperator.Multiply, a, new LiteralExpr(0.1, SqlType.Double), SqlType.Double), a => a * 0.1, 3, 7, -1e300),
        new EngineCase("DoubleToText", [SqlType.Double], a => new CastExpr(a[0], SqlType.Text)).Row("x", 1.5).UnsupportedOn("duckdb").UnsupportedOn("postgres"),
        new EngineCase("Least", [SqlType.Int32, SqlType.Int32], a => new FunctionExpr(SqlFunction.Least, [a[0], a[1]], SqlType.Int32, true)).Row(1, 1L, 2L).Row(null, 1L, null).Row(null, null, 1L),
        new EngineCase("Greatest", [SqlType.Text, SqlType.Text], a => new FunctionExpr(SqlFunction.Greatest, [a[0], a[1]], SqlType.Text, false)).Row("é", "z", "é").Row("a", "B", "a"),
    ];
}
