namespace Quern.Relational.Tests.Engines;

static class OperatorCases
{
    static readonly int?[] Values = [null, 1, 2];

    static IEnumerable<EngineCase> Comparisons() =>
        from op in Enum.GetValues<ComparisonOperator>()
        from isNegated in new[] { false, true }
        select Pairs($"{(isNegated ? "Negated" : "")}{op}",
            a => isNegated ? new UnaryExpr(UnaryOperator.Not, new ComparisonExpr(op, a[0], a[1]), SqlType.Boolean) : new ComparisonExpr(op, a[0], a[1]),
            (a, b) => Compare(op, a, b) != isNegated);

    static IEnumerable<EngineCase> InCondition() =>
        from op in Enum.GetValues<ComparisonOperator>()
        select Pairs($"When{op}",
            a => new CaseExpr([new(new LogicalExpr(LogicalOperator.Or, new ComparisonExpr(op, a[0], a[1]), LiteralExpr.False), LiteralExpr.Text("yes"))], LiteralExpr.Text("no"), SqlType.Text, false),
            (a, b) => Compare(op, a, b) ? "yes" : "no");

    static bool Compare(ComparisonOperator op, int? a, int? b) => op switch
    {
        ComparisonOperator.Equal => a == b,
        ComparisonOperator.NotEqual => a != b,
        ComparisonOperator.Less => a < b,
        ComparisonOperator.LessOrEqual => a <= b,
        ComparisonOperator.Greater => a > b,
        _ => a >= b,
    };

    static EngineCase Pairs(string name, Func<Expr[], Expr> build, Func<int?, int?, object> csharp)
    {
        var c = new EngineCase(name, [SqlType.Int32, SqlType.Int32], build);
        foreach (var a in Values)
            foreach (var b in Values)
                _ = c.Row(csharp(a, b), (long?)a, (long?)b);
        return c;
    }

    static EngineCase Member(string name, int?[] list, bool isNegated) =>
        Pairs(name, a => new InListExpr(a[0], [.. list.Select(v => new LiteralExpr((long?)v, SqlType.Int32))], isNegated), (a, _) => list.Contains(a) != isNegated);

    static EngineCase Flag(string name, Func<Expr, Expr> build, Func<bool?, object?> csharp) =>
        new EngineCase(name, [SqlType.Boolean], a => build(a[0])).Row(csharp(null), [null]).Row(csharp(true), true).Row(csharp(false), false);

    public static IEnumerable<EngineCase> All { get; } =
    [
        .. Comparisons(),
        .. InCondition(),
        Member("InList", [1, 3], false),
        Member("NotInList", [1, 3], true),
        Member("InListWithNull", [1, null], false),
        Member("NotInListWithNull", [1, null], true),
        Member("InEmptyList", [], false),
        Member("NotInListOfNull", [null], true),
        Pairs("EqualOfComparisons",
            a => new ComparisonExpr(ComparisonOperator.Equal, new ComparisonExpr(ComparisonOperator.Less, a[0], LiteralExpr.Int(2)), new ComparisonExpr(ComparisonOperator.Less, a[1], LiteralExpr.Int(2))),
            (a, b) => (a < 2) == (b < 2)),
        Pairs("AndOrNot",
            a => Queries.Or(Queries.And(Queries.Gt(a[0], LiteralExpr.Int(1)), Queries.Not(Queries.Gt(a[1], LiteralExpr.Int(1)))), Queries.Eq(a[0], a[1])),
            (a, b) => (a > 1 && !(b > 1)) || a == b),
        Pairs("NotOfAnd", a => Queries.Not(Queries.And(Queries.Gt(a[0], LiteralExpr.Int(1)), Queries.Ne(a[1], LiteralExpr.Int(1)))), (a, b) => !(a > 1 && b != 1)),
        Pairs("TestedForNull", a => Queries.And(new IsNullExpr(a[0], true), Queries.Eq(a[0], a[1])), (a, b) => a != null && a == b),
        Pairs("Coalesce", a => new CoalesceExpr([a[0], a[1], LiteralExpr.Int(9)], SqlType.Int32, false), (a, b) => a ?? b ?? 9),
        Pairs("NestedCase",
            a => new CaseExpr([new(Queries.Gt(a[0], a[1]), LiteralExpr.Int(1)), new(Queries.Eq(a[0], LiteralExpr.Null(SqlType.Int32)), LiteralExpr.Int(2))], LiteralExpr.Int(3), SqlType.Int32, false),
            (a, b) => a > b ? 1 : a == null ? 2 : 3),
        Flag("FlagIsTrue", a => Queries.Eq(a, LiteralExpr.True), a => a == true),
        Flag("FlagIsFalse", a => Queries.Eq(a, LiteralExpr.False), a => a == false),
        Flag("FlagIsNotTrue", a => Queries.Ne(a, LiteralExpr.True), a => a != true),
        Flag("NotOfFlag", a => Queries.Not(a), a => !a),
        Flag("NotOfFlagIsTrue", a => Queries.Not(Queries.Eq(a, LiteralExpr.True)), a => !(a == true)),
        Flag("FlagOrFalse", a => new CoalesceExpr([a, LiteralExpr.False], SqlType.Boolean, false), a => a ?? false),
        Flag("FlagToText", a => new CastExpr(a, SqlType.Text), a => a?.ToString()),
        new EngineCase("UuidRoundTrip", [SqlType.Uuid], a => a[0]).Row(Guid.Parse("123e4567-e89b-12d3-a456-426614174000"), "123e4567-e89b-12d3-a456-426614174000"),
    ];
}
