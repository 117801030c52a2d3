using global::Orders;
using Npgsql;
using Quern.DuckDb;
using Quern.EndToEnd.Tests.Crashes;
using Quern.EndToEnd.Tests.Orders;
using Quern.EndToEnd.Tests.Pipelines;
using Quern.TestServers;

namespace Quern.EndToEnd.Tests.Failures;

/// <summary>What goes wrong says so with names, and leaves the tables that were there.</summary>
public sealed class ClearFailureTests
{
    const string Secret = "hunter2-the-secret";

    [Fact]
    public async Task Wrong_password_of_the_target_is_named_without_showing_it()
    {
        using var pipeline = await OrdersPipeline.CreateAsync(Route.DuckDbToPostgres, orders: 100);
        var environment = pipeline.Databases.Environment;
        environment["Quern__Targets__dev__ConnectionString"] = WithPassword(pipeline.Databases.WarehouseAddress);

        var result = await ApplicationProcess.RunAsync(environment, "build");

        AssertFailed(result, 1, "refuses the credentials", "127.0.0.1");
        AssertNoCredential(result, Secret);
    }

    [Fact]
    public async Task Wrong_password_of_the_source_fails_the_extractions_and_leaves_the_tables()
    {
        using var pipeline = await OrdersPipeline.CreateAsync(Route.PostgresToDuckDb, orders: 100);
        await pipeline.BuildAsync();
        var before = await pipeline.ModelRowsAsync();
        var environment = pipeline.Databases.Environment;
        environment["Quern__Sources__shop__ConnectionString"] = WithPassword(pipeline.Databases.ShopAddress);

        var result = await ApplicationProcess.RunAsync(environment, "build");

        AssertFailed(result, 1, "refuses the credentials", "raw.orders", "marts.fct_orders");
        AssertNoCredential(result, Secret);
        OrdersRows.AssertSame(before, await pipeline.ModelRowsAsync(), "after a refused password");
    }

    [Fact]
    public async Task Unknown_target_is_named_with_those_there_are()
    {
        using var pipeline = await OrdersPipeline.CreateAsync(Route.DuckDbToDuckDb, orders: 100);

        var result = await ApplicationProcess.RunAsync(pipeline.Databases.Environment, "build", "--target", "prdo");

        AssertFailed(result, 2, "prdo", "dev", "pg");
    }

    [Theory]
    [InlineData(Route.DuckDbToDuckDb)]
    [InlineData(Route.PostgresToPostgres)]
    public async Task Source_whose_columns_differ_is_described_with_all_differences_at_once(Route route)
    {
        using var pipeline = await OrdersPipeline.CreateAsync(route, orders: 200);
        await pipeline.BuildAsync();
        var before = await pipeline.ModelRowsAsync();
        await pipeline.Databases.ShopAsync(
            """
            CREATE TABLE changed AS SELECT id, customer_id, CAST('7' AS text) AS total_cents, status, created_at, updated_at, metadata FROM orders;
            DROP TABLE orders;
            ALTER TABLE changed RENAME TO orders;
            """);

        var run = (await pipeline.Databases.RunAsync()).Failed();

        var message = run.Step("raw.orders").Message!;
        Assert.Contains("column currency is missing", message, StringComparison.Ordinal);
        Assert.Contains("column total_cents is", message, StringComparison.Ordinal);
        Assert.Contains("Orders.RawOrder", message, StringComparison.Ordinal);
        Assert.Equal(Execution.RunStatus.Skipped, run.Step("marts.fct_orders").Status);
        Assert.Equal(Execution.RunStatus.Success, run.Step("raw.customers").Status);
        OrdersRows.AssertSame(before, await pipeline.ModelRowsAsync(), "after the source changed");
    }

    [Theory]
    [InlineData(Route.DuckDbToDuckDb)]
    [InlineData(Route.PostgresToPostgres)]
    public async Task Null_in_a_column_that_is_not_nullable_names_column_and_row_and_loses_nothing(Route route)
    {
        using var pipeline = await OrdersPipeline.CreateAsync(route, orders: 200);
        await pipeline.BuildAsync();
        var before = await pipeline.ModelRowsAsync();
        await pipeline.Databases.ShopAsync(
            """
            ALTER TABLE orders ALTER COLUMN currency DROP NOT NULL;
            UPDATE orders SET currency = NULL, updated_at = TIMESTAMP '2026-06-01 12:00:00' WHERE id = 77;
            """);

        var run = (await pipeline.Databases.RunAsync()).Failed();

        Assert.Contains("currency", run.Step("raw.orders").Message, StringComparison.Ordinal);
        Assert.Contains("77", run.Failures, StringComparison.Ordinal);
        OrdersRows.AssertSame(before, await pipeline.ModelRowsAsync(), "after a null");

        await pipeline.Databases.ShopAsync("UPDATE orders SET currency = 'EUR' WHERE id = 77");
        await pipeline.BuildAsync();
        OrdersRows.AssertSame(await pipeline.InMemoryAsync(), await pipeline.ModelRowsAsync(), "after the null was corrected");
    }

    [Theory]
    [InlineData(Route.DuckDbToDuckDb)]
    [InlineData(Route.PostgresToPostgres)]
    public async Task Key_that_repeats_with_one_cursor_is_refused_and_loses_nothing(Route route)
    {
        using var pipeline = await OrdersPipeline.CreateAsync(route, orders: 200);
        await pipeline.BuildAsync();
        var before = await pipeline.ModelRowsAsync();
        if (pipeline.Databases.IsShopInPostgres)
            await pipeline.Databases.ShopAsync("ALTER TABLE orders DROP CONSTRAINT orders_pkey");
        await pipeline.Databases.ShopAsync(
            """
            UPDATE orders SET updated_at = TIMESTAMP '2026-06-01 12:00:00' WHERE id = 77;
            INSERT INTO orders SELECT id, customer_id, status, total_cents + 1, currency, created_at, updated_at, metadata FROM orders WHERE id = 77;
            """);

        var run = (await pipeline.Databases.RunAsync()).Failed();

        var message = run.Step("raw.orders").Message!;
        Assert.Contains("77", message, StringComparison.Ordinal);
        Assert.Contains("id", message, StringComparison.Ordinal);
        OrdersRows.AssertSame(before, await pipeline.ModelRowsAsync(), "after a repeated key");

        await pipeline.Databases.ShopAsync("UPDATE orders SET updated_at = TIMESTAMP '2026-06-01 12:00:01' WHERE id = 77 AND total_cents = (SELECT MAX(total_cents) FROM orders WHERE id = 77)");
        await pipeline.BuildAsync();
        var shopRow = (await pipeline.Databases.ShopTextsAsync("SELECT MAX(total_cents) FROM orders WHERE id = 77"))[0];
        Assert.Equal(shopRow, (await pipeline.RowsAsync<RawOrder>()).Single(o => o.Id == 77).TotalCents.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task File_that_another_process_holds_is_named_and_can_be_used_again_afterwards()
    {
        using var pipeline = await OrdersPipeline.CreateAsync(Route.DuckDbToDuckDb, orders: 100);
        await pipeline.BuildAsync();
        var before = await pipeline.ModelRowsAsync();

        await using (var holder = new DuckDbWarehouse(pipeline.Databases.WarehouseAddress))
        await using (await holder.OpenAsync(TestContext.Current.CancellationToken))
        {
            var result = await ApplicationProcess.RunAsync(pipeline.Databases.Environment, "build");
            AssertFailed(result, 1, pipeline.Databases.WarehouseAddress, $"process {Environment.ProcessId}");
        }

        OrdersRows.AssertSame(before, await pipeline.ModelRowsAsync(), "after a locked file");
        Assert.Equal(0, (await ApplicationProcess.RunAsync(pipeline.Databases.Environment, "build")).ExitCode);
    }

    [Fact]
    public async Task Server_that_is_killed_in_a_run_loses_nothing_and_a_rerun_catches_up()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        using var pipeline = await OrdersPipeline.CreateAsync(Route.DuckDbToPostgres, server: server);
        await pipeline.BuildAsync();
        var before = await pipeline.ModelRowsAsync();
        await pipeline.Shop.ChangeAsync();

        Task? kill = null;
        var run = await pipeline.Databases.RunAsync(observe: e =>
        {
            if (e is Execution.StepFinished { Relation.DisplayName: "staging.stg_orders" })
                (kill ??= server.KillAsync()).Wait();
        });
        Assert.NotNull(kill);
        run.Failed();
        Assert.Contains("127.0.0.1", run.Failures, StringComparison.Ordinal);
        AssertNoCredential(new ProcessResult(1, run.Failures, ""), new NpgsqlConnectionStringBuilder(pipeline.Databases.WarehouseAddress).Password!);

        await server.StartAsync();
        SameRows.Assert(before.Facts, await pipeline.RowsAsync<FctOrder>(), "facts after the server was killed");
        await pipeline.BuildAsync();
        OrdersRows.AssertSame(await pipeline.InMemoryAsync(), await pipeline.ModelRowsAsync(), "after a rerun");
        Assert.Contains("interrupted", await pipeline.Databases.TextsAsync("SELECT status FROM quern.runs"));
    }

    static string WithPassword(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Password = Secret }.ConnectionString;

    static void AssertFailed(ProcessResult result, int exitCode, params string[] named)
    {
        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.All(named, text => Assert.Contains(text, result.ToString(), StringComparison.Ordinal));
    }

    static void AssertNoCredential(ProcessResult result, string secret) =>
        Assert.DoesNotContain(secret, result.ToString(), StringComparison.Ordinal);
}
