using Quern.Relational.Passes;
using Quern.Relational.Tests.Engines;
using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Passes;

public sealed class DropUnusedJoinsTests
{
    static readonly ColumnExpr OrderId = Shop.Long("o", "id");
    static readonly Expr SameCustomer = Eq(Shop.Long("o", "customer_id", true), Shop.Long("c", "id", true));
    static readonly ScanRel Customers = Shop.CustomerRows() with { Key = ["id"] };

    static ProjectRel Joined(Rel right, Expr on, params (string Name, Expr Expr)[] columns) =>
        Select(new JoinRel(JoinKind.Left, Shop.OrderRows(), right, on), "p", columns);

    static AggregateRel ItemsBy(params string[] keys) =>
        new(Shop.ItemRows(), keys.Select(k => new NamedExpr(k, Shop.Long("i", k))).ToEquatableArray(), [new NamedExpr("count", Count())], "g");

    static void Stays(Rel query) => Assert.Equal(query, DropUnusedJoins.Apply(query));

    [Fact]
    public void Join_on_a_key_of_which_no_column_is_used_goes()
    {
        var plain = Select(Shop.OrderRows(), "p", ("id", OrderId));
        Assert.Equal(plain, DropUnusedJoins.Apply(Joined(Customers, SameCustomer, ("id", OrderId))));
        Assert.Equal(plain, DropUnusedJoins.Apply(Joined(Where(Customers, Gt(Shop.Long("c", "id"), Long(1))), SameCustomer, ("id", OrderId))));
        Assert.Equal(plain, DropUnusedJoins.Apply(Joined(ItemsBy("order_id"), Eq(OrderId, Shop.Long("g", "order_id", true)), ("id", OrderId))));
    }

    [Fact]
    public void Joins_of_which_one_is_for_another_all_go()
    {
        var first = new JoinRel(JoinKind.Left, Shop.OrderRows(), Customers, SameCustomer);
        var second = new JoinRel(JoinKind.Left, first, ItemsBy("order_id"), Eq(Shop.Long("c", "id", true), Shop.Long("g", "order_id", true)));
        Assert.Equal(Select(Shop.OrderRows(), "p", ("id", OrderId)), DropUnusedJoins.Apply(Select(second, "p", ("id", OrderId))));
    }

    [Fact]
    public void Join_that_may_repeat_rows_or_is_used_stays()
    {
        Stays(Joined(Shop.CustomerRows(), SameCustomer, ("id", OrderId)));
        Stays(Joined(Shop.CustomerRows() with { Key = ["id", "segment"] }, SameCustomer, ("id", OrderId)));
        Stays(Joined(ItemsBy("order_id", "id"), Eq(OrderId, Shop.Long("g", "order_id", true)), ("id", OrderId)));
        Stays(Joined(Customers, SameCustomer, ("segment", Shop.Text("c", "segment", true))));
        var asked = new ExistsExpr(Where(Shop.ItemRows(), Eq(Shop.Long("i", "order_id"), Shop.Long("c", "id", true))), false);
        Stays(Select(Where(new JoinRel(JoinKind.Left, Shop.OrderRows(), Customers, SameCustomer), asked), "p", ("id", OrderId)));
    }

    [Fact]
    public void Inner_join_stays_since_it_chooses_rows() =>
        Stays(Select(new JoinRel(JoinKind.Inner, Shop.OrderRows(), Customers, SameCustomer), "p", ("id", OrderId)));
}
