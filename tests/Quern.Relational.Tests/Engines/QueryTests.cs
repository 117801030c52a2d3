using static Quern.Relational.Tests.Engines.Shop;
using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Engines;

/// <summary>Every relation on the real engines, against LINQ over the same rows.</summary>
public abstract class QueryTests(IEngine engine)
{
    async Task<List<string>> RunAsync(Rel query, RowSelection rows = RowSelection.All, long since = 0)
    {
        var dialect = SqlDialects.ByName(engine.Dialect);
        var sql = Verified.Fill(Verified.Compile(query, dialect, rows), id => Relation(id, dialect), _ => since.ToString());
        return [.. (await engine.QueryAsync(sql)).Select(r => Show(r))];
    }

    async Task GivesRows(IEnumerable<string> expected, Rel query) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await RunAsync(query)).Order(StringComparer.Ordinal));

    async Task GivesInOrder(IEnumerable<string> expected, Rel query) => Assert.Equal(expected, await RunAsync(query));

    static AggregateRel Totals(Rel items, string alias = "t") => new(
        items,
        [new("order_id", Long("i", "order_id"))],
        [
            new("lines", Count()),
            new("quantity", new AggregateExpr(AggregateFunction.Sum, Int("i", "quantity"), false, null, SqlType.Int64, false)),
            new("products", new AggregateExpr(AggregateFunction.Count, Text("i", "product", true), true, null, SqlType.Int64, false)),
        ],
        alias);

    [Fact]
    public Task Left_join_of_groups_gives_null_without_a_match() => GivesRows(
        from o in Shop.Orders
        let lines = Items.Where(i => i.OrderId == o.Id).ToList()
        select Show(o.Id, lines.Count == 0 ? null : (object)lines.Count, lines.Sum(i => i.Quantity), lines.Select(i => i.Product).Where(p => p != null).Distinct().Count()),
        Select(new JoinRel(JoinKind.Left, OrderRows(), new NamedRel("totals", Totals(ItemRows(), "g"), "t"), Eq(Long("o", "id"), Long("t", "order_id"))), "p",
            ("id", Long("o", "id")), ("lines", Long("t", "lines", true)),
            ("quantity", new CoalesceExpr([Long("t", "quantity", true), Queries.Long(0)], SqlType.Int64, false)),
            ("products", new CoalesceExpr([Long("t", "products", true), Queries.Long(0)], SqlType.Int64, false))));

    [Fact]
    public Task Left_join_of_a_projection_keeps_its_constants_null_without_a_match() => GivesRows(
        from o in Shop.Orders
        join c in Customers on o.CustomerId equals c.Id into found
        from c in found.DefaultIfEmpty()
        select Show(o.Id, c is null ? null : "known"),
        Select(new JoinRel(JoinKind.Left, OrderRows(), Select(CustomerRows(), "k", ("id", Long("c", "id")), ("mark", LiteralExpr.Text("known"))),
            Eq(Long("o", "customer_id", true), Long("k", "id"))), "p", ("id", Long("o", "id")), ("mark", Text("k", "mark", true))));

    [Fact]
    public Task Left_join_of_a_filtered_relation_filters_before_joining() => GivesRows(
        from o in Shop.Orders
        join c in Customers.Where(c => c.Segment != null) on o.CustomerId equals c.Id into found
        from c in found.DefaultIfEmpty()
        where o.Cents > 0
        select Show(o.Id, c?.Segment),
        Select(Where(new JoinRel(JoinKind.Left, OrderRows(), Where(CustomerRows(), new IsNullExpr(Text("c", "segment", true), true)),
            Eq(Long("o", "customer_id", true), Long("c", "id"))), Gt(Long("o", "cents"), Queries.Long(0))), "p",
            ("id", Long("o", "id")), ("segment", Text("c", "segment", true))));

    [Fact]
    public Task Inner_join_of_a_join_nests() => GivesRows(
        from o in Shop.Orders from i in Items from c in Customers where i.OrderId == o.Id && o.CustomerId == c.Id select Show(o.Id, i.Id, c.Id),
        Select(new JoinRel(JoinKind.Inner, ItemRows(), new JoinRel(JoinKind.Inner, OrderRows(), CustomerRows(), Eq(Long("o", "customer_id", true), Long("c", "id"))),
            Eq(Long("i", "order_id"), Long("o", "id"))), "p", ("o", Long("o", "id")), ("i", Long("i", "id")), ("c", Long("c", "id"))));

    [Fact]
    public Task Cross_join_with_a_filter_pairs_rows() => GivesRows(
        from o in Shop.Orders from c in Customers where o.Id > c.Id - 9 select Show(o.Id, c.Id),
        Select(Where(new JoinRel(JoinKind.Cross, OrderRows(), CustomerRows(), null),
            Gt(Long("o", "id"), new ArithmeticExpr(ArithmeticOperator.Subtract, Long("c", "id"), Queries.Long(9), SqlType.Int64))), "p", ("o", Long("o", "id")), ("c", Long("c", "id"))));

    [Fact]
    public Task Filters_over_a_group_ask_keys_and_aggregates() => GivesRows(
        from i in Items group i by i.OrderId into g where g.Count() > 1 || g.Key > 4 where g.Key != 77 select Show(g.Key, g.Sum(i => i.Quantity) * 2),
        Select(Where(Where(Totals(ItemRows()), Or(Gt(Long("t", "lines"), Queries.Long(1)), Gt(Long("t", "order_id"), Queries.Long(4)))), Ne(Long("t", "order_id"), Queries.Long(77))), "p",
            ("order_id", Long("t", "order_id")), ("twice", new ArithmeticExpr(ArithmeticOperator.Multiply, Long("t", "quantity"), Queries.Long(2), SqlType.Int64))));

    [Fact]
    public Task Aggregates_over_nothing_give_csharps_answers() => GivesRows(
        [Show(0L, 0L, null, null, null, true, false)],
        Select(new AggregateRel(Where(ItemRows(), Gt(Long("i", "id"), Queries.Long(100))), [],
            [
                new("count", Count()),
                new("sum", new AggregateExpr(AggregateFunction.Sum, Int("i", "quantity"), false, null, SqlType.Int64, false)),
                new("least", new AggregateExpr(AggregateFunction.Min, Text("i", "product", true), false, null, SqlType.Text, true)),
                new("most", new AggregateExpr(AggregateFunction.Max, Int("i", "quantity"), false, null, SqlType.Int32, true)),
                new("average", new AggregateExpr(AggregateFunction.Average, Int("i", "quantity"), false, null, SqlType.Double, true)),
                new("all", new AggregateExpr(AggregateFunction.All, Gt(Int("i", "quantity"), LiteralExpr.Int(1)), false, null, SqlType.Boolean, false)),
                new("any", new AggregateExpr(AggregateFunction.Any, Gt(Int("i", "quantity"), LiteralExpr.Int(1)), false, null, SqlType.Boolean, false)),
            ], "t"), "p", [.. new[] { ("count", SqlType.Int64), ("sum", SqlType.Int64), ("least", SqlType.Text), ("most", SqlType.Int32), ("average", SqlType.Double), ("all", SqlType.Boolean), ("any", SqlType.Boolean) }
                .Select(c => (c.Item1, (Expr)Col("t", c.Item1, c.Item2, true)))]));

    [Fact]
    public Task Aggregates_of_groups_give_csharps_answers() => GivesRows(
        from i in Items
        group i by i.Quantity > 1 into g
        select Show(g.Key, g.Count(i => i.Product == null), g.Sum(i => i.Product == "a" ? i.Quantity : 0), g.Min(i => i.Product), g.Max(i => i.Id), g.Average(i => i.Id), g.All(i => i.Product != null), g.Any(i => i.Product == null)),
        Select(new AggregateRel(ItemRows(), [new("key", Gt(Int("i", "quantity"), LiteralExpr.Int(1)))],
            [
                new("nulls", new AggregateExpr(AggregateFunction.Count, null, false, new IsNullExpr(Text("i", "product", true), false), SqlType.Int64, false)),
                new("sum", new AggregateExpr(AggregateFunction.Sum, Int("i", "quantity"), false, Eq(Text("i", "product", true), LiteralExpr.Text("a")), SqlType.Int64, false)),
                new("least", new AggregateExpr(AggregateFunction.Min, Text("i", "product", true), false, null, SqlType.Text, true)),
                new("most", new AggregateExpr(AggregateFunction.Max, Long("i", "id"), false, null, SqlType.Int64, false)),
                new("average", new AggregateExpr(AggregateFunction.Average, Long("i", "id"), false, null, SqlType.Double, false)),
                new("all", new AggregateExpr(AggregateFunction.All, Ne(Text("i", "product", true), LiteralExpr.Null(SqlType.Text)), false, null, SqlType.Boolean, false)),
                new("any", new AggregateExpr(AggregateFunction.Any, Eq(Text("i", "product", true), LiteralExpr.Null(SqlType.Text)), false, null, SqlType.Boolean, false)),
            ], "t"), "p", [.. new[] { ("key", SqlType.Boolean), ("nulls", SqlType.Int64), ("sum", SqlType.Int64), ("least", SqlType.Text), ("most", SqlType.Int64), ("average", SqlType.Double), ("all", SqlType.Boolean), ("any", SqlType.Boolean) }
                .Select(c => (c.Item1, (Expr)Col("t", c.Item1, c.Item2, c.Item1 == "least")))]));

    [Fact]
    public Task Aggregate_of_groups_reads_them_as_rows() => GivesRows(
        [Show(Items.GroupBy(i => i.OrderId).Max(g => g.Sum(i => i.Quantity)))],
        Select(new AggregateRel(Totals(ItemRows()), [], [new("most", new AggregateExpr(AggregateFunction.Max, Long("t", "quantity"), false, null, SqlType.Int64, true))], "u"), "p", ("most", Long("u", "most", true))));

    [Fact]
    public Task Constant_over_an_aggregate_of_all_rows_is_one_row() => GivesRows(
        [Show(1)],
        Select(new AggregateRel(ItemRows(), [], [new("count", Count())], "t"), "p", ("one", LiteralExpr.Int(1))));

    [Fact]
    public Task Grouping_by_a_constant_is_not_by_a_column() => GivesRows(
        [Show(2, Items.Length)],
        Select(new AggregateRel(ItemRows(), [new("two", LiteralExpr.Int(2))], [new("count", Count())], "t"), "p", ("two", Int("t", "two")), ("count", Long("t", "count"))));

    [Fact]
    public Task Grouping_key_of_another_size_is_compared_as_it_is_grouped_by() => GivesRows(
        Items.GroupBy(i => (long)i.Quantity).Where(g => g.Key > g.Count()).Select(g => Show(g.Key)),
        Select(Where(new AggregateRel(ItemRows(), [new("size", new CastExpr(Int("i", "quantity"), SqlType.Int64))], [new("count", Count())], "t"), Gt(Long("t", "size"), Long("t", "count"))), "p", ("size", Long("t", "size"))));

    [Fact]
    public Task Distinct_then_sorted_and_limited_keeps_csharps_order() => GivesInOrder(
        Items.Select(i => i.Product).Distinct().OrderBy(p => p, StringComparer.Ordinal).Skip(1).Take(3).Select(p => Show(p)),
        new SortRel(new DistinctRel(Select(ItemRows(), "p", ("product", Text("i", "product", true)))), [new(Text("p", "product", true), false)], 1, 3));

    [Fact]
    public Task Sorting_puts_nulls_first_and_descending_last() => GivesInOrder(
        Shop.Orders.OrderByDescending(o => o.CustomerId).ThenBy(o => o.Status, StringComparer.Ordinal).ThenBy(o => o.Id).Select(o => Show(o.Id)),
        Select(new SortRel(OrderRows(), [new(Long("o", "customer_id", true), true), new(Text("o", "status"), false), new(Long("o", "id"), false)], null, null), "p", ("id", Long("o", "id"))));

    [Fact]
    public Task Filter_over_a_limit_filters_what_is_left() => GivesRows(
        Shop.Orders.OrderBy(o => o.Id).Take(3).Where(o => o.Cents > 100).Select(o => Show(o.Id)),
        Select(Where(new SortRel(OrderRows(), [new(Long("o", "id"), false)], null, 3), Gt(Long("o", "cents"), Queries.Long(100))), "p", ("id", Long("o", "id"))));

    [Fact]
    public Task Join_of_limited_joins_reads_their_columns() => GivesRows(
        (from o in Shop.Orders join c in Customers on o.CustomerId equals c.Id orderby o.Id select (o, c)).Take(2)
            .Join(Items, x => x.o.Id, i => i.OrderId, (x, i) => Show(x.o.Id, x.c.Id, i.Id)),
        Select(new JoinRel(JoinKind.Inner,
            new SortRel(new JoinRel(JoinKind.Inner, OrderRows(), CustomerRows(), Eq(Long("o", "customer_id", true), Long("c", "id"))), [new(Long("o", "id"), false)], null, 2),
            ItemRows(), Eq(Long("o", "id"), Long("i", "order_id"))), "p", ("o", Long("o", "id")), ("c", Long("c", "id")), ("i", Long("i", "id"))));

    [Fact]
    public Task Union_all_keeps_duplicates_and_union_drops_them() => GivesRows(
        Shop.Orders.Select(o => o.Status).Concat(Customers.Select(c => c.Segment)).Union(Items.Select(i => i.Product)).Where(s => s != "b").Select(s => Show(s)),
        Select(Where(new SetRel(SetOperator.Union,
            new SetRel(SetOperator.UnionAll, Select(OrderRows(), "a", ("s", Text("o", "status"))), Select(CustomerRows(), "b", ("s", Text("c", "segment", true))), "ab"),
            Select(ItemRows(), "d", ("s", Text("i", "product", true))), "u"), Ne(Text("u", "s", true), LiteralExpr.Text("b"))), "p", ("s", Text("u", "s", true))));

    [Fact]
    public Task Union_of_limited_sides_limits_each() => GivesRows(
        Shop.Orders.OrderBy(o => o.Id).Take(2).Select(o => Show(o.Id)).Concat(Items.OrderByDescending(i => i.Id).Take(1).Select(i => Show(i.Id))),
        new SetRel(SetOperator.UnionAll,
            new SortRel(Select(OrderRows(), "a", ("id", Long("o", "id"))), [new(Long("a", "id"), false)], null, 2),
            new SortRel(Select(ItemRows(), "b", ("id", Long("i", "id"))), [new(Long("b", "id"), true)], null, 1), "u"));

    [Fact]
    public Task Long_column_used_twice_is_computed_once() => GivesRows(
        from o in Shop.Orders let x = ((o.Id + 1) * (o.Cents + 2)) + (o.Id * 3) where x > 500 select Show(x, x + 1),
        Select(Where(Select(OrderRows(), "l", ("x", Add(new ArithmeticExpr(ArithmeticOperator.Multiply, Add(Long("o", "id"), Queries.Long(1)), Add(Long("o", "cents"), Queries.Long(2)), SqlType.Int64),
            new ArithmeticExpr(ArithmeticOperator.Multiply, Long("o", "id"), Queries.Long(3), SqlType.Int64)))), Gt(Long("l", "x"), Queries.Long(500))), "p",
            ("x", Long("l", "x")), ("y", Add(Long("l", "x"), Queries.Long(1)))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Exists_with_groups_of_the_outer_row_is_correlated(bool isNegated) => GivesRows(
        from o in Shop.Orders where Items.Where(i => i.OrderId == o.Id).GroupBy(i => i.Product).Any(g => g.Count() > 1) != isNegated select Show(o.Id),
        Select(Where(OrderRows(), new ExistsExpr(Where(new AggregateRel(Where(ItemRows(), Eq(Long("i", "order_id"), Long("o", "id"))),
            [new("product", Text("i", "product", true))], [new("count", Count())], "g"), Gt(Long("g", "count"), Queries.Long(1))), isNegated)), "p", ("id", Long("o", "id"))));

    [Fact]
    public Task Long_value_used_twice_over_a_join_is_computed_once() => GivesRows(
        from o in Shop.Orders join c in Customers on o.CustomerId equals c.Id where o.Cents > 0 && c.Segment != null select Show(o.Id, 0, c.Segment),
        Select(
            Where(
                new JoinRel(JoinKind.Inner, OrderRows(), CustomerRows(), Eq(Long("o", "customer_id", true), Long("c", "id"))),
                And(And(Gt(Long("o", "cents"), Queries.Long(0)), new IsNullExpr(Parsed(Text("c", "segment", true)), false)), new IsNullExpr(Text("c", "segment", true), true))),
            "p", ("id", Long("o", "id")), ("n", new CoalesceExpr([Parsed(Text("c", "segment", true)), Queries.Long(0)], SqlType.Int64, false)), ("segment", Text("c", "segment", true))));

    static FunctionExpr Parsed(Expr text) => new(SqlFunction.TryParseText, [text], SqlType.Int64, true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Exists_with_an_equality_finds_what_is_there(bool isNegated) => GivesRows(
        from o in Shop.Orders where Customers.Any(c => c.Id == o.CustomerId && c.UpdatedAt < 5) != isNegated && Items.Any(i => i.OrderId == o.Id) select Show(o.Id),
        Select(Where(OrderRows(), And(
            new ExistsExpr(Select(Where(CustomerRows(), And(Eq(Long("c", "id"), Long("o", "customer_id", true)), Lt(Int("c", "updated_at"), LiteralExpr.Int(5)))), "f", ("found", LiteralExpr.Int(1))), isNegated),
            new ExistsExpr(Select(Where(new NamedRel("lines", Select(ItemRows(), "s", ("order_id", Long("i", "order_id"))), "l"), Eq(Long("l", "order_id"), Long("o", "id"))), "g", ("found", LiteralExpr.Int(1))), false))), "p", ("id", Long("o", "id"))));

    [Fact]
    public Task Exists_over_a_limited_outer_row_keeps_its_limit() => GivesRows(
        from o in Shop.Orders where Items.Where(i => i.OrderId == o.Id).OrderBy(i => i.Id).Take(1).Any(i => i.Product == "a") select Show(o.Id),
        Select(Where(OrderRows(), new ExistsExpr(Where(new SortRel(Where(ItemRows(), Eq(Long("i", "order_id"), Long("o", "id"))), [new(Long("i", "id"), false)], null, 1),
            Eq(Text("i", "product", true), LiteralExpr.Text("a"))), false)), "p", ("id", Long("o", "id"))));

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Membership_in_a_query_treats_null_as_a_value(bool isNegated, bool listHasNull)
    {
        var segments = Customers.Select(c => c.Segment).Concat(["a"]).Where(s => listHasNull || s != null).ToList();
        Rel list = new SetRel(SetOperator.UnionAll,
            Select(listHasNull ? CustomerRows() : Where(CustomerRows(), new IsNullExpr(Text("c", "segment", true), true)), "s", ("v", Text("c", "segment", listHasNull))),
            Select(Where(OrderRows(), Eq(Long("o", "id"), Queries.Long(1))), "q", ("v", LiteralExpr.Text("a"))), "u");
        var condition = new InQueryExpr(Text("i", "product", true), list, isNegated);
        var expected = Items.Where(i => segments.Contains(i.Product) != isNegated).Select(i => Show(i.Id)).ToList();
        await GivesRows(expected, Select(Where(ItemRows(), condition), "p", ("id", Long("i", "id"))));
        await GivesRows(Items.Select(i => Show(i.Id, segments.Contains(i.Product) != isNegated)), Select(ItemRows(), "p", ("id", Long("i", "id")), ("is_in", condition)));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(100)]
    public Task Recursion_ends_where_a_step_gives_no_rows(int maxDepth) => GivesRows(
        from c in Customers from n in Enumerable.Range(0, 5) select Show(c.Id, n),
        Numbered(Lt(Int("a", "number"), LiteralExpr.Int(4)), maxDepth));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Recursion_deeper_than_its_depth_fails(int maxDepth)
    {
        var error = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => RunAsync(Numbered(Lt(Int("a", "number"), LiteralExpr.Int(4)), maxDepth)));
        Assert.Contains($"The recursion still gives rows after {maxDepth} steps", error.Message);
    }

    static ProjectRel Numbered(Expr condition, int maxDepth) => Select(
        new RecurseRel(
            Select(CustomerRows(), "s", ("id", Long("c", "id")), ("number", LiteralExpr.Int(0))),
            Select(
                Where(new PreviousRel("r", [new("id", Long("a", "id")), new("number", Int("a", "number"))], "a"), condition),
                "t", ("id", Long("a", "id")), ("number", Add(Int("a", "number"), LiteralExpr.Int(1)))),
            maxDepth, "r"),
        "p", ("id", Long("r", "id")), ("number", Int("r", "number")));

    [Fact]
    public Task Filter_over_groups_of_a_step_asks_keys_before_and_counts_after() => GivesRows(
        Items.Where(i => i.OrderId < 50).GroupBy(i => i.OrderId).Where(g => g.Count() > 1).Select(g => Show(g.Key, g.Count())),
        Select(Where(new NamedRel("totals", Totals(ItemRows(), "g"), "t"), And(Gt(Long("t", "lines"), Queries.Long(1)), Lt(Long("t", "order_id"), Queries.Long(50)))), "p",
            ("id", Long("t", "order_id")), ("lines", Long("t", "lines"))));

    [Fact]
    public Task Filter_over_numbered_rows_by_their_partition_leaves_the_numbers() => GivesRows(
        from i in Items where i.OrderId == 1 || i.OrderId == 5 select Show(i.Id, Items.Count(x => x.OrderId == i.OrderId && x.Id <= i.Id)),
        Select(Where(new NamedRel("numbered", Select(ItemRows(), "n", ("id", Long("i", "id")), ("order_id", Long("i", "order_id")),
            ("number", new WindowExpr(new WindowFunctionExpr(WindowFunction.RowNumber, [], SqlType.Int64, false), [Long("i", "order_id")], [new(Long("i", "id"), false)], null))), "t"),
            Or(Eq(Long("t", "order_id"), Queries.Long(1)), Eq(Long("t", "order_id"), Queries.Long(5)))), "p", ("id", Long("t", "id")), ("number", Long("t", "number"))));

    [Fact]
    public Task Intersection_in_a_union_in_a_difference_keeps_its_order() => GivesRows(
        Shop.Orders.Select(o => o.Status).Intersect(["paid", "open", "e"]).Union(Items.Select(i => i.Product)).Except(["a"]).Select(s => Show(s)),
        new SetRel(SetOperator.Except,
            new SetRel(SetOperator.Union,
                new SetRel(SetOperator.Intersect, Select(OrderRows(), "a", ("s", Text("o", "status"))), Select(Where(OrderRows("x"), Ne(Text("x", "status"), LiteralExpr.Text("É"))), "b", ("s", Text("x", "status"))), "ab"),
                Select(ItemRows(), "d", ("s", Text("i", "product", true))), "abd"),
            Select(Where(ItemRows("y"), Eq(Text("y", "product", true), LiteralExpr.Text("a"))), "e", ("s", Text("y", "product", true))), "u"));

    [Theory]
    [InlineData((int)SetOperator.UnionAll)]
    [InlineData((int)SetOperator.Union)]
    public Task Union_with_a_difference_on_the_right_keeps_its_order(int op)
    {
        SetRel Set(int op, Rel left, Rel right, string alias) => new((SetOperator)op, left, right, alias);
        ProjectRel Statuses(string alias, string rows) => Select(OrderRows(rows), alias, ("s", Text(rows, "status")));
        var open = Select(Where(OrderRows("z"), Eq(Text("z", "status"), LiteralExpr.Text("open"))), "c", ("s", Text("z", "status")));
        var right = Shop.Orders.Select(o => o.Status).Except(["open"]);
        var all = Shop.Orders.Select(o => o.Status).Concat(op == (int)SetOperator.Union ? right.Union(["paid"]) : right.Concat(["paid", "paid"]));
        return GivesRows(
            (op == (int)SetOperator.Union ? all.Distinct() : all).Select(s => Show(s)),
            Set(op, Statuses("a", "x"),
                Set(op, Set((int)SetOperator.Except, Statuses("b", "y"), open, "bc"), Select(Where(OrderRows("w"), Eq(Text("w", "status"), LiteralExpr.Text("paid"))), "d", ("s", Text("w", "status"))), "bcd"), "u"));
    }

    [Fact]
    public Task Named_query_used_twice_is_one_cte() => GivesRows(
        from a in Items where a.Quantity > 1 from b in Items where b.Quantity > 1 && a.Id < b.Id select Show(a.Id, b.Id),
        Select(new JoinRel(JoinKind.Inner, Big("a"), Big("b"), Lt(Long("a", "id"), Long("b", "id"))), "p", ("a", Long("a", "id")), ("b", Long("b", "id"))));

    static NamedRel Big(string alias) => new("big", Select(Where(ItemRows(), Gt(Int("i", "quantity"), LiteralExpr.Int(1))), "s", ("id", Long("i", "id")), ("product", Text("i", "product", true))), alias);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(100)]
    public async Task Changed_rows_joined_with_groups_give_the_rows_of_a_full_run(int since)
    {
        var changed = new ChangedRel(OrderRows(), Or(
            Ge(Int("o", "updated_at"), new ParameterExpr("since", SqlType.Int32)),
            new InQueryExpr(Long("o", "id"), Select(Where(ItemRows("x"), Ge(Int("x", "updated_at"), new ParameterExpr("since", SqlType.Int32))), "k", ("order_id", Long("x", "order_id"))), false)));
        var query = Select(new JoinRel(JoinKind.Left,
            new JoinRel(JoinKind.Left, changed, new NamedRel("totals", Totals(ItemRows(), "g"), "t"), Eq(Long("o", "id"), Long("t", "order_id"))),
            CustomerRows(), Eq(Long("o", "customer_id", true), Long("c", "id"))), "p",
            ("id", Long("o", "id")), ("lines", Long("t", "lines", true)), ("quantity", Long("t", "quantity", true)), ("segment", Text("c", "segment", true)));
        var ids = Shop.Orders.Where(o => o.UpdatedAt >= since || Items.Any(i => i.OrderId == o.Id && i.UpdatedAt >= since)).Select(o => o.Id).ToHashSet();
        var full = (await RunAsync(query)).Where(r => ids.Contains(long.Parse(r.Split('|')[0]))).Order(StringComparer.Ordinal);
        Assert.Equal(full, (await RunAsync(query, RowSelection.Changed, since)).Order(StringComparer.Ordinal));
        Assert.Contains("changed_rows", SqlCompiler.Compile(query, SqlDialects.ByName(engine.Dialect), RowSelection.Changed).ToString());
    }
}

public sealed class DuckDbQueryTests(DuckDbEngine engine) : QueryTests(engine), IClassFixture<DuckDbEngine>;

public sealed class PostgresQueryTests(PostgresEngine engine) : QueryTests(engine), IClassFixture<PostgresEngine>;
