using Quern.Relational.Tests.Engines;
using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests;

public class LineageTests
{
    static IEnumerable<string> Edges(Rel query) =>
        Lineage.Of(query).Select(o => $"{o.Column} {(o.IsDirect ? "=" : "~")} {o.InputId}.{o.InputColumn}");

    [Fact]
    public void Column_passed_through_joins_projections_and_filters_is_direct() => Assert.Equal(
        ["order = Orders.id", "segment = Customers.segment"],
        Edges(Select(Where(Select(new JoinRel(JoinKind.Left, new ChangedRel(Shop.OrderRows(), Gt(Shop.Int("o", "updated_at"), LiteralExpr.Int(1))), Shop.CustomerRows(), Eq(Shop.Long("o", "customer_id"), Shop.Long("c", "id"))),
            "p", ("id", Shop.Long("o", "id")), ("s", Shop.Text("c", "segment", true))), Gt(Shop.Long("p", "id"), Long(1))), "q", ("order", Shop.Long("p", "id")), ("segment", Shop.Text("p", "s", true)))));

    [Fact]
    public void Computed_column_depends_on_each_input_column_once() => Assert.Equal(
        ["x ~ Orders.cents", "x ~ Orders.id"],
        Edges(Select(Shop.OrderRows(), "p", ("x", Add(Shop.Long("o", "cents"), Add(Shop.Long("o", "id"), Shop.Long("o", "cents")))), ("constant", Long(1)))));

    [Fact]
    public void Aggregate_depends_on_its_argument_and_filter_and_a_key_is_direct() => Assert.Equal(
        ["k = Items.order_id", "s ~ Items.quantity", "s ~ Items.product"],
        Edges(Select(new NamedRel("totals", Select(new AggregateRel(Shop.ItemRows(), [new("k", Shop.Long("i", "order_id"))],
            [new("s", new AggregateExpr(AggregateFunction.Sum, Shop.Int("i", "quantity"), false, new IsNullExpr(Shop.Text("i", "product", true), true), SqlType.Int64, false)), new("n", Count())], "g"),
            "h", ("k", Shop.Long("g", "k")), ("s", Shop.Long("g", "s")), ("n", Shop.Long("g", "n"))), "t"),
            "p", ("k", Shop.Long("t", "k")), ("s", Shop.Long("t", "s")), ("n", Shop.Long("t", "n")))));

    [Fact]
    public void Set_operation_depends_on_both_sides() => Assert.Equal(
        ["v = Orders.status", "v = Customers.segment"],
        Edges(new DistinctRel(Select(new SetRel(SetOperator.UnionAll, Select(Shop.OrderRows(), "a", ("v", Shop.Text("o", "status"))), Select(Shop.CustomerRows(), "b", ("v", Shop.Text("c", "segment", true))), "u"), "p", ("v", Shop.Text("u", "v", true))))));

    [Theory]
    [InlineData(SetOperator.Except, "v = Orders.status")]
    [InlineData(SetOperator.Intersect, "v = Orders.status", "v = Customers.segment")]
    public void Rows_that_the_other_side_keeps_or_leaves_out_are_chosen_by_it(object set, params string[] edges)
    {
        var query = new SetRel((SetOperator)set, Select(Shop.OrderRows(), "a", ("v", Shop.Text("o", "status"))), Select(Shop.CustomerRows(), "b", ("v", Shop.Text("c", "segment", true))), "u");
        Assert.Equal(edges, Edges(query));
        Assert.Equal([new(RowUse.Join, "Customers", "segment"), new(RowUse.Join, "Orders", "status")], Lineage.RowsOf(query));
    }

    [Fact]
    public void Whether_a_row_exists_depends_on_what_is_asked_of_it()
    {
        var found = new ExistsExpr(Select(Where(Shop.ItemRows(), Eq(Shop.Long("i", "order_id"), Shop.Long("o", "id"))), "f", ("found", Long(1))), false);
        Assert.Equal(["x ~ Items.order_id", "x ~ Orders.id"], Edges(Select(Shop.OrderRows(), "p", ("x", found))));
        Assert.Equal(
            [new(RowUse.Join, "Items", "order_id"), new(RowUse.Join, "Orders", "id")],
            Lineage.RowsOf(Select(Where(Shop.OrderRows(), new UnaryExpr(UnaryOperator.Not, found, SqlType.Boolean)), "p", ("id", Shop.Long("o", "id")))));
    }

    [Fact]
    public void Recursion_depends_on_its_seed_and_on_what_each_step_adds() => Assert.Equal(
        ["id = Customers.id", "id = Orders.id", "root = Customers.id", "sum ~ Customers.id", "sum ~ Orders.cents", "last ~ Customers.id", "last ~ Orders.cents"],
        Edges(Select(
            new NamedRel("tree", new RecurseRel(
                Select(Shop.CustomerRows(), "s", ("id", Shop.Long("c", "id")), ("root", Shop.Long("c", "id")), ("sum", Shop.Long("c", "id")), ("last", Long(0))),
                Select(
                    new JoinRel(JoinKind.Inner, new PreviousRel("r", [.. new[] { "id", "root", "sum", "last" }.Select(n => new NamedExpr(n, Shop.Long("a", n)))], "a"), Shop.OrderRows(), Eq(Shop.Long("a", "id"), Shop.Long("o", "customer_id"))),
                    "t", ("id", Shop.Long("o", "id")), ("root", Shop.Long("a", "root")), ("sum", Add(Shop.Long("a", "sum"), Shop.Long("o", "cents"))), ("last", Shop.Long("a", "sum"))),
                10, "r"), "n"),
            "p", [.. new[] { "id", "root", "sum", "last" }.Select(n => (n, (Expr)Shop.Long("n", n)))])));

    [Fact]
    public void Membership_depends_on_the_value_and_the_list() => Assert.Equal(
        ["x ~ Orders.id", "x ~ Items.order_id"],
        Edges(Select(Shop.OrderRows(), "p", ("x", new InQueryExpr(Shop.Long("o", "id"), Select(Shop.ItemRows(), "k", ("order_id", Shop.Long("i", "order_id"))), false)))));

    [Fact]
    public void Rows_are_chosen_by_conditions_joins_groups_and_orders_of_the_whole_query_but_not_by_cursors() => Assert.Equal(
        [
            new(RowUse.Filter, "Orders", "cents"), new(RowUse.Filter, "Orders", "status"),
            new(RowUse.Join, "Customers", "id"), new(RowUse.Join, "Items", "order_id"), new(RowUse.Join, "Orders", "customer_id"), new(RowUse.Join, "Orders", "id"),
            new(RowUse.Group, "Customers", "segment"), new(RowUse.Order, "Orders", "cents"),
        ],
        Lineage.RowsOf(new SortRel(
            Select(new AggregateRel(
                Where(
                    Where(
                        new JoinRel(JoinKind.Inner, new ChangedRel(Shop.OrderRows(), Gt(Shop.Int("o", "updated_at"), LiteralExpr.Int(1))), Shop.CustomerRows(), Eq(Shop.Long("o", "customer_id"), Shop.Long("c", "id"))),
                        new LogicalExpr(LogicalOperator.And, Gt(Shop.Long("o", "cents"), Long(1)), new ComparisonExpr(ComparisonOperator.Equal, Shop.Text("o", "status"), LiteralExpr.Text("paid")))),
                    new ExistsExpr(Select(Where(Shop.ItemRows(), Eq(Shop.Long("i", "order_id"), Shop.Long("o", "id"))), "f", ("found", Long(1))), false)),
                [new("segment", Shop.Text("c", "segment", true))], [new("most", new AggregateExpr(AggregateFunction.Max, Shop.Long("o", "cents"), false, null, SqlType.Int64, true))], "g"),
                "p", ("segment", Shop.Text("g", "segment", true)), ("most", Shop.Long("g", "most"))),
            [new SortKey(Shop.Long("p", "most"), true)], null, 3)));
}
