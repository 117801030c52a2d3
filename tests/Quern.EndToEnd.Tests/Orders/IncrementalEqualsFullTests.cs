using global::Orders;
using Quern.EndToEnd.Tests.Pipelines;

namespace Quern.EndToEnd.Tests.Orders;

public sealed class IncrementalEqualsFullTests
{
    [Theory]
    [InlineData(Route.DuckDbToDuckDb)]
    [InlineData(Route.PostgresToDuckDb)]
    [InlineData(Route.DuckDbToPostgres)]
    [InlineData(Route.PostgresToPostgres)]
    public async Task Changes_of_two_days_give_the_rows_of_a_full_refresh_of_handwritten_sql_and_of_lists(Route route)
    {
        using var pipeline = await OrdersPipeline.CreateAsync(route);
        await pipeline.BuildAsync();
        await AssertRowsAsync(pipeline, "after the first run");

        for (var day = 1; day <= 2; day++)
        {
            await pipeline.Shop.ChangeAsync();
            var run = await pipeline.BuildAsync();
            foreach (var model in (string[])["raw.orders", "staging.stg_orders", "marts.fct_orders"])
                Assert.Equal("incremental", run.Outcome(model).Mode);
            await AssertRowsAsync(pipeline, $"after the run of day {day}");
        }

        var incremental = await pipeline.ModelRowsAsync();
        var refreshed = await pipeline.BuildAsync(fullRefresh: true);
        Assert.Equal("full", refreshed.Outcome("marts.fct_orders").Mode);
        OrdersRows.AssertSame(await pipeline.ModelRowsAsync(), incremental, "an incremental run against a full refresh");
    }

    [Fact]
    public async Task DuckDb_and_Postgres_give_the_same_rows()
    {
        using var duckDb = await OrdersPipeline.CreateAsync(Route.DuckDbToDuckDb);
        using var postgres = await OrdersPipeline.CreateAsync(Route.DuckDbToPostgres);
        foreach (var pipeline in (OrdersPipeline[])[duckDb, postgres])
        {
            await pipeline.BuildAsync();
            await pipeline.Shop.ChangeAsync();
            await pipeline.BuildAsync();
        }

        OrdersRows.AssertSame(await duckDb.ModelRowsAsync(), await postgres.ModelRowsAsync(), "PostgreSQL against DuckDB");
    }

    [Fact]
    public async Task Order_whose_status_becomes_unknown_leaves_and_comes_back_when_it_recovers()
    {
        using var pipeline = await OrdersPipeline.CreateAsync(Route.DuckDbToDuckDb);
        await pipeline.BuildAsync();
        var before = (await pipeline.RowsAsync<FctOrder>()).Select(f => f.OrderId).ToHashSet();
        await pipeline.Shop.ChangeAsync();
        await pipeline.BuildAsync();
        var after = (await pipeline.RowsAsync<FctOrder>()).Select(f => f.OrderId).ToHashSet();

        var unknown = await pipeline.Databases.ShopTextsAsync("SELECT id FROM orders WHERE status = 'chargeback review'");
        Assert.NotEmpty(unknown);
        Assert.All(unknown, id => Assert.True(before.Contains(long.Parse(id!)) && !after.Contains(long.Parse(id!))));
        var recovered = after.Except(before).Where(id => id <= OrdersPipeline.Orders).ToArray();
        Assert.NotEmpty(recovered);
    }

    static async Task AssertRowsAsync(OrdersPipeline pipeline, string when)
    {
        var rows = await pipeline.ModelRowsAsync();
        Assert.True(rows.Facts.Count > OrdersPipeline.Orders / 2);
        OrdersRows.AssertSame(await pipeline.InMemoryAsync(), rows, $"SQL against lists, {when}");
        SameRows.Assert(await pipeline.HandWrittenAsync<StgOrder>("stg_orders"), rows.Orders, $"stg_orders against hand-written SQL, {when}");
        SameRows.Assert(await pipeline.HandWrittenAsync<FctOrder>("fct_orders"), rows.Facts, $"fct_orders against hand-written SQL, {when}");
    }
}
