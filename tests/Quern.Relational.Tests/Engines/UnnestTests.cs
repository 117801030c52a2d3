using static Quern.Relational.Tests.Engines.Shop;
using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Engines;

/// <summary>
/// Queries that are asked once for all rows, on the real engines, against PostgreSQL that asks the same ones for each row: DuckDB
/// 1.5 runs not all of those, and loses GROUPING of a total over nothing.
/// </summary>
public abstract class UnnestTests(IEngine engine, PostgresEngine asking)
{
    static readonly ColumnExpr OrderId = Long("o", "id");
    static readonly ColumnExpr CustomerId = Long("o", "customer_id", true);
    static readonly ColumnExpr Cents = Long("o", "cents");
    static readonly ColumnExpr ItemId = Long("i", "id");
    static readonly ColumnExpr Link = Long("i", "order_id");
    static readonly ColumnExpr Product = Text("i", "product", true);
    static readonly ColumnExpr Quantity = Int("i", "quantity");

    static readonly Dictionary<string, Rel> All = new()
    {
        ["a sum of an outer value, also over nothing"] = Beside(Scalar(Sum(Times(ItemId, Cents)), Where(ItemRows(), Gt(ItemId, OrderId)))),
        ["a sum of an outer value for rows that are linked by it"] = Beside(Scalar(Sum(Times(OrderId, ItemId)), Where(ItemRows(), Eq(Link, OrderId)))),
        ["a count, also over nothing"] = Beside(Scalar(Count(), Where(ItemRows(), Gt(Add(Link, ItemId), Add(OrderId, Cents))))),
        ["a greatest value, also over nothing"] = Beside(Scalar(Of(AggregateFunction.Max, Add(ItemId, OrderId), SqlType.Int64, true), Where(ItemRows(), Gt(ItemId, OrderId)))),
        ["conditions, also over nothing"] = Select(OrderRows(), "p", ("id", OrderId),
            ("all", Scalar(Of(AggregateFunction.All, Gt(Add(ItemId, OrderId), Queries.Long(5)), SqlType.Boolean), Where(ItemRows(), Gt(ItemId, OrderId)))),
            ("any", Scalar(Of(AggregateFunction.Any, Gt(Add(Long("j", "id"), OrderId), Queries.Long(11)), SqlType.Boolean), Where(ItemRows("j"), Gt(Long("j", "id"), OrderId)))),
            ("texts", Scalar(Joined(Text("k", "product", true), Long("k", "id")), Where(ItemRows("k"), Gt(Long("k", "id"), OrderId))))),
        ["a default over nothing and null over something"] = Beside(Scalar(
            [new("lines", Count()), new("product", Of(AggregateFunction.Max, Product, SqlType.Text, true))],
            new CaseExpr([new CaseBranch(Eq(Long("all", "lines"), Queries.Long(0)), LiteralExpr.Text("none"))], Text("all", "product", true), SqlType.Text, true),
            Where(ItemRows(), Eq(Add(Link, Queries.Long(0)), OrderId)))),
        ["an outer value beside an aggregate"] = Beside(Scalar([new("lines", Count())], Add(Long("all", "lines"), Cents), Where(ItemRows(), Gt(ItemId, OrderId)))),
        ["null in both rows"] = Beside(Scalar(Sum(Add(Long("p", "cents"), Cents)), Where(OrderRows("p"), Eq(Long("p", "customer_id", true), CustomerId)))),
        ["null in both rows beside another link"] = Beside(Scalar(Count(), Where(OrderRows("p"), And(Eq(Long("p", "customer_id", true), CustomerId), Gt(Add(Long("p", "id"), OrderId), Queries.Long(5)))))),
        ["equal outer rows"] = Select(ItemRows("j"), "p", ("product", Text("j", "product", true)),
            ("x", Scalar(Count(), Where(ItemRows(), And(Eq(Product, Text("j", "product", true)), Gt(Quantity, Int("j", "quantity"))))))),
        ["rows of groups"] = Beside(Scalar(Count(), Where(Totals(Where(ItemRows(), Lt(Link, OrderId))), Gt(Long("t", "lines"), Queries.Long(1))))),
        ["a condition on a total, over nothing"] = Select(Where(OrderRows(), new ExistsExpr(Where(Total(Where(ItemRows(), Gt(ItemId, OrderId))), Ne(Long("t", "lines"), Queries.Long(2))), false)), "p", ("id", OrderId)),
        ["a total always exists"] = Select(Where(OrderRows(), new ExistsExpr(Total(Where(ItemRows(), Gt(ItemId, OrderId))), false)), "p", ("id", OrderId)),
        ["two levels"] = Beside(Scalar(Sum(Times(ItemId, Cents)), Where(ItemRows(), And(
            Gt(ItemId, OrderId), Gt(Scalar(Count(), Where(ItemRows("j"), Lt(Long("j", "id"), Add(ItemId, OrderId))), "inner"), Queries.Long(1)))))),
        ["beyond the row around"] = Select(Where(OrderRows(), Exists(ItemRows(), Exists(OrderRows("p"), And(Eq(Add(Long("p", "cents"), Cents), Queries.Long(1250)), Gt(ItemId, Long("p", "id"))), "inner"))), "p", ("id", OrderId)),
        ["whether there is one, as a value"] = Beside(Exists(ItemRows(), Gt(Add(ItemId, OrderId), Queries.Long(11)))),
        ["whether there is none"] = Select(Where(OrderRows(), new ExistsExpr(Select(Where(ItemRows(), Eq(Link, OrderId)), "any", ("one", Queries.Long(1))), true)), "p", ("id", OrderId)),
        ["whether there is one with null"] = Beside(Exists(OrderRows("p"), And(Eq(Long("p", "customer_id", true), CustomerId), Ne(Long("p", "id"), OrderId)))),
        ["one of values, with nulls"] = Beside(Member(false)),
        ["none of values, with nulls"] = Select(Where(OrderRows(), Member(true)), "p", ("id", OrderId)),
        ["one of the values, as a condition"] = Select(Where(OrderRows(), Member(false)), "p", ("id", OrderId)),
        ["different values"] = Lateral(JoinKind.Cross, new DistinctRel(Select(Where(ItemRows(), Lt(Link, OrderId)), "d", ("quantity", Quantity))), ("quantity", SqlType.Int32)),
        ["rows of each row, none for some"] = Lateral(JoinKind.Left, Select(Where(ItemRows(), Gt(ItemId, Add(OrderId, OrderId))), "d", ("id", ItemId)), ("id", SqlType.Int64)),
        ["rows without a condition"] = Lateral(JoinKind.Cross, Select(ItemRows(), "d", ("id", Add(ItemId, OrderId))), ("id", SqlType.Int64)),
        ["groups of each row"] = Lateral(JoinKind.Left, Totals(Where(ItemRows(), Lt(Link, OrderId))), ("order_id", SqlType.Int64), ("lines", SqlType.Int64)),
        ["a total of each row"] = Lateral(JoinKind.Cross, Total(Where(ItemRows(), Lt(Link, OrderId))), ("lines", SqlType.Int64), ("last", SqlType.Text)),
        ["a total of each row that has only one column with null"] = Lateral(JoinKind.Left, new AggregateRel(Where(OrderRows("p"), Eq(Long("p", "customer_id", true), CustomerId)), [], [new("last", Of(AggregateFunction.Max, Add(Long("p", "cents"), Cents), SqlType.Int64, true))], "t"), ("last", SqlType.Int64)),
        ["subtotals of each row"] = Lateral(JoinKind.Cross, Subtotals(GroupingSets.Rollup, Lt(Link, OrderId)), ("key", SqlType.Int64), ("product", SqlType.Text), ("lines", SqlType.Int64), ("is_total", SqlType.Int64)),
        ["subtotals by the link"] = Lateral(JoinKind.Cross, Subtotals(GroupingSets.Cube, Eq(Link, OrderId)), ("key", SqlType.Int64), ("product", SqlType.Text), ("lines", SqlType.Int64), ("is_total", SqlType.Int64)),
        ["all rows"] = Lateral(JoinKind.Cross, Union(SetOperator.UnionAll, Lt(Link, OrderId), Eq(Long("j", "id"), OrderId)), ("id", SqlType.Int64)),
        ["different rows of two queries"] = Lateral(JoinKind.Left, Union(SetOperator.Union, Lt(Link, OrderId), Eq(Long("j", "order_id"), OrderId)), ("id", SqlType.Int64)),
        ["rows of both queries"] = Lateral(JoinKind.Cross, Union(SetOperator.Intersect, Lt(Link, OrderId), Gt(Long("j", "quantity"), Queries.Long(1))), ("id", SqlType.Int64)),
        ["rows of one query alone"] = Lateral(JoinKind.Cross, Union(SetOperator.Except, Gt(Quantity, Queries.Long(0)), Eq(Long("j", "order_id"), OrderId)), ("id", SqlType.Int64)),
        ["a window of each row"] = Lateral(JoinKind.Cross, Select(Where(ItemRows(), Lt(Link, OrderId)), "w",
            ("id", ItemId), ("place", new WindowExpr(new WindowFunctionExpr(WindowFunction.RowNumber, [], SqlType.Int64, false), [], [new SortKey(ItemId, true)], null)),
            ("sum", new WindowExpr(Sum(Times(ItemId, Cents)), [Quantity], [], null))), ("id", SqlType.Int64), ("place", SqlType.Int64), ("sum", SqlType.Int64)),
        ["numbers of each row"] = Lateral(JoinKind.Left, Select(Where(new SeriesRel(Queries.Long(2), OrderId, "n"), Gt(Long("n", "value"), Queries.Long(2))), "d", ("n", Long("n", "value"))), ("n", SqlType.Int64)),
        ["a sum over an array of the row"] = Beside(Scalar(Sum(Long("a", "value")), new UnnestRel(new FunctionExpr(SqlFunction.MakeArray, [OrderId, Cents], SqlType.Array(SqlType.Int64), false), "a"))),
        ["an array of each row beside others"] = Beside(Scalar(Count(), Where(new JoinRel(JoinKind.Cross, ItemRows(), new SeriesRel(Quantity, OrderId, "n"), null), Lt(Link, Long("n", "value"))))),
        ["a join of each row"] = Beside(Scalar(Count(), new JoinRel(JoinKind.Inner, ItemRows(), Where(OrderRows("p"), Lt(Long("p", "id"), OrderId)), Eq(Link, Long("p", "id"))))),
        ["a condition of a join on the row"] = Beside(Scalar(Count(), new JoinRel(JoinKind.Inner, ItemRows(), OrderRows("p"), And(Eq(Link, Long("p", "id")), Lt(Add(Long("p", "id"), ItemId), Add(OrderId, Cents)))))),
        ["a left join of each row"] = Beside(Scalar(Of(AggregateFunction.Sum, Long("p", "cents", true), SqlType.Int64, true), new JoinRel(JoinKind.Left, Where(ItemRows(), Lt(Link, OrderId)), Where(OrderRows("p"), Gt(Long("p", "cents"), Cents)), Eq(Link, Long("p", "id"))))),
        ["a left join of what the row chooses"] = Beside(Scalar(Count(), new JoinRel(JoinKind.Left, ItemRows(), Where(OrderRows("p"), Gt(Long("p", "cents"), Cents)), Eq(Link, Long("p", "id"))))),
        ["a full join of each row"] = Beside(Scalar(Of(AggregateFunction.Sum, new CoalesceExpr([Long("p", "cents", true), ItemId], SqlType.Int64, true), SqlType.Int64, true), new JoinRel(JoinKind.Full, Where(ItemRows(), Lt(Link, OrderId)), Where(OrderRows("p"), Gt(Long("p", "cents"), Cents)), Eq(Link, Long("p", "id"))))),
        ["rows of rows of each row"] = Lateral(JoinKind.Left, Select(new JoinRel(JoinKind.Left, Where(ItemRows(), Lt(Link, OrderId)), new NamedRel("inner", First(Where(CustomerRows(), Gt(Long("c", "id"), Add(ItemId, OrderId))), Long("c", "id"), 0, 1), "n"), LiteralExpr.True), "d", ("id", ItemId), ("c", Long("n", "id", true))), ("id", SqlType.Int64), ("c", SqlType.Int64)),
        ["a subquery in the condition of a join, of the left side"] = Pairs(JoinKind.Left, Gt(Scalar(Count(), Where(CustomerRows(), Gt(Long("c", "id"), Add(OrderId, Cents)))), ItemId)),
        ["a subquery in the condition of a join, of the right side"] = Pairs(JoinKind.Left, Gt(Scalar(Count(), Where(CustomerRows(), Gt(Long("c", "id"), Add(ItemId, ItemId)))), OrderId)),
        ["a subquery in the condition of a join, of both sides"] = Pairs(JoinKind.Inner, Gt(Scalar(Count(), Where(OrderRows("q"), Gt(Long("q", "id"), Add(ItemId, OrderId)))), Queries.Long(1))),
        ["a subquery in the condition of a left join, of both sides"] = Pairs(JoinKind.Left, Gt(Scalar(Count(), Where(OrderRows("q"), Gt(Long("q", "id"), Add(ItemId, OrderId)))), Queries.Long(1))),
        ["of joined and filtered rows"] = Select(Where(new JoinRel(JoinKind.Inner, OrderRows(), ItemRows("j"), Eq(Long("j", "order_id"), OrderId)), Gt(Cents, Queries.Long(0))), "p", ("id", OrderId), ("item", Long("j", "id")),
            ("x", Scalar(Count(), Where(ItemRows(), Gt(Add(ItemId, OrderId), Long("j", "id")))))),
        ["of rows that may be missing"] = Select(new JoinRel(JoinKind.Left, OrderRows(), ItemRows("j"), Eq(Long("j", "order_id"), OrderId)), "p", ("id", OrderId), ("item", Long("j", "id", true)),
            ("x", Scalar(Count(), Where(ItemRows(), Ne(Product, Text("j", "product", true)))))),
        ["of groups"] = Select(Where(Totals(ItemRows("i")), Gt(Scalar(Count(), Where(ItemRows("j"), Gt(Add(Long("j", "id"), Long("t", "order_id")), Long("t", "lines")))), Queries.Long(5))), "p", ("id", Long("t", "order_id"))),
        ["of a union"] = Select(Union(SetOperator.UnionAll, Gt(Quantity, Queries.Long(1)), Gt(Long("j", "id"), Queries.Long(3))), "p", ("id", Long("u", "id")), ("x", Scalar(Count(), Where(OrderRows(), Gt(Add(OrderId, Cents), Long("u", "id")))))),
        ["of ordered rows"] = Select(new SortRel(OrderRows(), [new SortKey(Cents, true)], null, null), "p", ("id", OrderId), ("x", Counted)),
        ["in a condition and in a column"] = Select(Where(OrderRows(), Gt(Counted, Queries.Long(2))), "p", ("id", OrderId), ("x", Counted)),
        ["in an aggregate and its key"] = new AggregateRel(OrderRows(), [new("x", Counted)], [new("orders", Count()), new("sum", Sum(Counted))], "g"),
        ["as an order"] = new SortRel(Select(OrderRows(), "p", ("id", OrderId)), [new SortKey(Scalar(Count(), Where(ItemRows(), Gt(Add(ItemId, Long("p", "id")), Queries.Long(6)))), true), new SortKey(Long("p", "id"), false)], null, 3),
        ["in a step that is read twice"] = Select(new JoinRel(JoinKind.Inner, new NamedRel("counts", Select(OrderRows(), "s", ("id", OrderId), ("x", Counted)), "a"), new NamedRel("counts", Select(OrderRows(), "s", ("id", OrderId), ("x", Counted)), "b"), Eq(Long("a", "x"), Long("b", "x"))), "p",
            ("a", Long("a", "id")), ("b", Long("b", "id"))),
        ["in a query that depends on no row"] = Select(Where(CustomerRows(), new InQueryExpr(Long("c", "id"), Select(Where(OrderRows(), Gt(Counted, Queries.Long(2))), "s", ("id", new CoalesceExpr([CustomerId, Queries.Long(0)], SqlType.Int64, false))), false)), "p", ("id", Long("c", "id"))),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Query_that_is_asked_once_gives_the_rows_of_one_that_is_asked_for_each(string name) => AreSame(All[name]);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, null)]
    [InlineData(9, 1)]
    public async Task First_rows_of_each_row_are_the_same(int skip, int? take)
    {
        // The quantity has ties.
        var rows = First(Where(ItemRows(), Lt(Link, Add(OrderId, OrderId))), Quantity, skip, take);
        await AreSame(Lateral(JoinKind.Cross, rows, ("id", SqlType.Int64)));
        await AreSame(Lateral(JoinKind.Left, rows, ("id", SqlType.Int64)));
        await AreSame(Beside(new ScalarQueryExpr(Select(new AggregateRel(new NamedRel("first", rows, "f"), [], [new("sum", Sum(Long("f", "id")))], "all"), "s", ("value", Long("all", "sum"))), SqlType.Int64, false)));
        await AreSame(Select(Where(OrderRows(), new ExistsExpr(rows, false)), "p", ("id", OrderId)));
    }

    [Fact]
    public void Query_in_a_condition_and_in_a_column_is_joined_once()
    {
        var sql = Verified.CompileUnnested(All["in a condition and in a column"], SqlDialects.ByName(engine.Dialect)).ToString();
        Assert.Equal(2, sql.Split("COUNT(").Length);
        Assert.Equal(2, sql.Split("LEFT JOIN").Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Query_is_one_that_snowflake_runs(string name)
    {
        _ = Verified.Compile(All[name], SqlDialects.Snowflake);
        _ = Verified.CompileUnnested(All[name], SqlDialects.Snowflake);
    }

    async Task AreSame(Rel query)
    {
        var expected = await RowsAsync(asking, dialect => Verified.Compile(query, dialect));
        Assert.Equal(expected, await RowsAsync(engine, dialect => Verified.CompileUnnested(query, dialect)));
    }

    static async Task<List<string>> RowsAsync(IEngine engine, Func<SqlDialect, SqlText> compile)
    {
        var dialect = SqlDialects.ByName(engine.Dialect);
        var sql = Verified.Fill(compile(dialect), id => Relation(id, dialect), _ => "");
        return [.. (await engine.QueryAsync(sql)).Select(r => Show(r)).Order(StringComparer.Ordinal)];
    }

    static ScalarQueryExpr Counted => Scalar(Count(), Where(ItemRows(), Gt(Add(ItemId, OrderId), Queries.Long(6))));

    static ProjectRel Beside(Expr value) => Select(OrderRows(), "p", ("id", OrderId), ("x", value));

    static ProjectRel Lateral(JoinKind kind, Rel rows, params (string Name, SqlType Type)[] columns) => Select(
        new JoinRel(kind, OrderRows(), new NamedRel("each", rows, "e"), kind == JoinKind.Cross ? null : LiteralExpr.True), "p",
        [("order", OrderId), .. columns.Select(c => (c.Name, (Expr)Col("e", c.Name, c.Type, true)))]);

    static ProjectRel Pairs(JoinKind kind, Expr on) =>
        Select(new JoinRel(kind, OrderRows(), ItemRows(), And(Ne(Link, OrderId), on)), "p", ("id", OrderId), ("item", Long("i", "id", kind == JoinKind.Left)));

    static Rel First(Rel rows, Expr key, int skip, int? take) =>
        Select(new SortRel(rows, [new SortKey(key, false), new SortKey(Long(rows.BoundAliases().Single(), "id"), true)], skip == 0 ? null : skip, take), "first", ("id", Long(rows.BoundAliases().Single(), "id")));

    static AggregateRel Totals(Rel rows) => new(rows, [new("order_id", Link)], [new("lines", Count())], "t");

    static AggregateRel Total(Rel rows) => new(rows, [], [new("lines", Count()), new("last", Of(AggregateFunction.Max, Product, SqlType.Text, true))], "t");

    static AggregateRel Subtotals(GroupingSets sets, Expr condition) => new(
        Where(ItemRows(), condition), [new("key", Link), new("product", Product)], [new("lines", Count()), new("is_total", Of(AggregateFunction.Grouping, Link, SqlType.Int64))], "t") { Sets = sets };

    static SetRel Union(SetOperator op, Expr left, Expr right) =>
        new(op, Select(Where(ItemRows(), left), "l", ("id", ItemId)), Select(Where(ItemRows("j"), right), "r", ("id", Long("j", "id"))), "u");

    static InQueryExpr Member(bool isNegated) => new(CustomerId, Select(Where(OrderRows("q"), Ne(Add(Long("q", "id"), Cents), Add(OrderId, Queries.Long(1)))), "s", ("customer_id", Long("q", "customer_id", true))), isNegated);

    static ExistsExpr Exists(Rel rows, Expr condition, string alias = "any") => new(Select(Where(rows, condition), alias, ("one", Queries.Long(1))), false);

    static ScalarQueryExpr Scalar(AggregateExpr value, Rel rows, string alias = "s") =>
        Scalar([new("value", value)], Col(alias + "_all", "value", value.Type, value.IsNullable), rows, alias);

    static ScalarQueryExpr Scalar(EquatableArray<NamedExpr> aggregates, Expr value, Rel rows, string alias = "") =>
        new(Select(new AggregateRel(rows, [], aggregates, alias.Length == 0 ? "all" : alias + "_all"), alias.Length == 0 ? "s" : alias, ("value", value)), value.Type, value.IsNullable);

    static AggregateExpr Sum(Expr value) => Of(AggregateFunction.Sum, value, SqlType.Int64);

    static AggregateExpr Of(AggregateFunction function, Expr value, SqlType type, bool isNullable = false) => new(function, value, false, null, type, isNullable);

    static AggregateExpr Joined(Expr value, Expr key) => Of(AggregateFunction.StringJoin, value, SqlType.Text) with { Separator = ",", Order = [new SortKey(key, false)] };

    static Expr Times(Expr left, Expr right) => new ArithmeticExpr(ArithmeticOperator.Multiply, left, right, SqlType.Int64);
}

public sealed class DuckDbUnnestTests(DuckDbEngine engine, PostgresEngine asking) : UnnestTests(engine, asking), IClassFixture<DuckDbEngine>, IClassFixture<PostgresEngine>;

public sealed class PostgresUnnestTests(PostgresEngine engine) : UnnestTests(engine, engine), IClassFixture<PostgresEngine>;
