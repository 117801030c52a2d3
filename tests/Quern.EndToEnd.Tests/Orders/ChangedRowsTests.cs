using System.Globalization;
using global::Orders;
using Quern.EndToEnd.Tests.Pipelines;

namespace Quern.EndToEnd.Tests.Orders;

public sealed class ChangedRowsTests
{
    static readonly string[] Incremental =
        ["raw.customers", "raw.orders", "raw.order_items", "staging.stg_customers", "staging.stg_orders", "staging.stg_order_items", "marts.fct_orders"];

    [Theory]
    [InlineData(Route.DuckDbToDuckDb)]
    [InlineData(Route.PostgresToPostgres)]
    public async Task Run_without_changes_changes_no_row_and_says_so(Route route)
    {
        using var pipeline = await OrdersPipeline.CreateAsync(route);
        await pipeline.BuildAsync();

        var run = await pipeline.BuildAsync();

        foreach (var relation in Incremental)
        {
            var outcome = run.Outcome(relation);
            Assert.Equal(("incremental", 0L), (outcome.Mode, outcome.RowsChanged));
        }
    }

    [Theory]
    [InlineData(Route.DuckDbToDuckDb)]
    [InlineData(Route.PostgresToPostgres)]
    public async Task Run_after_one_percent_changed_reports_exactly_those_rows(Route route)
    {
        using var pipeline = await OrdersPipeline.CreateAsync(route, orders: 10_000);
        await pipeline.BuildAsync();
        var before = (await pipeline.RowsAsync<FctOrder>()).ToDictionary(f => f.OrderId);
        var change = await pipeline.Shop.ChangeAsync();

        var run = await pipeline.BuildAsync();

        Assert.Equal(change.Orders, run.Outcome("raw.orders").RowsChanged);
        Assert.Equal(change.OrderItems, run.Outcome("raw.order_items").RowsChanged);
        Assert.Equal(change.Customers, run.Outcome("raw.customers").RowsChanged);
        var after = (await pipeline.RowsAsync<FctOrder>()).ToDictionary(f => f.OrderId);
        var facts = run.Outcome("marts.fct_orders");
        Assert.Equal(
            (after.Keys.Except(before.Keys).LongCount(), before.Keys.Intersect(after.Keys).LongCount(id => before[id] != after[id]), before.Keys.Except(after.Keys).LongCount()),
            (facts.RowsInserted, facts.RowsUpdated, facts.RowsDeleted));
        Assert.InRange(facts.RowsChanged, change.Orders / 2, before.Count / 10);
        Assert.InRange(facts.RowsRead, facts.RowsInserted + facts.RowsUpdated, before.Count / 2);
    }

    [Theory]
    [InlineData(Route.DuckDbToDuckDb)]
    [InlineData(Route.PostgresToPostgres)]
    public async Task Item_that_changes_alone_corrects_its_orders_fact(Route route)
    {
        using var pipeline = await OrdersPipeline.CreateAsync(route);
        await pipeline.BuildAsync();
        var before = (await pipeline.RowsAsync<FctOrder>()).ToDictionary(f => f.OrderId);
        var order = before.Values.OrderBy(f => f.OrderId).First(f => f.ItemCount > 0);
        var id = order.OrderId.ToString(CultureInfo.InvariantCulture);
        await pipeline.Databases.ShopAsync(
            $"UPDATE order_items SET quantity = quantity + 5, updated_at = TIMESTAMP '2026-06-01 12:00:00' WHERE order_id = {id} AND id = (SELECT MIN(id) FROM order_items WHERE order_id = {id})");

        var run = await pipeline.BuildAsync();

        Assert.Equal(0, run.Outcome("staging.stg_orders").RowsChanged);
        Assert.Equal(1, run.Outcome("staging.stg_order_items").RowsUpdated);
        Assert.Equal((0L, 1L, 0L), run.Outcome("marts.fct_orders") is var o ? (o.RowsInserted, o.RowsUpdated, o.RowsDeleted) : default);
        before[order.OrderId] = order with { TotalQuantity = order.TotalQuantity + 5 };
        SameRows.Assert(before.Values, await pipeline.RowsAsync<FctOrder>(), "facts");
    }
}
