using System.Diagnostics;
using Quern.Execution;
using Quern.Registry;
using Quern.Tests.Pipelines;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Execution;

public sealed class CancellationTests : PipelineFixture
{
    static readonly RelationDefinition Old = Table("lab.sums", "n int64?", "SELECT 1::BIGINT AS n");

    // Would run for many minutes.
    static readonly RelationDefinition Endless = Table("lab.sums", "n int64?", "SELECT SUM((a.i * b.i) % 7)::BIGINT AS n FROM range(10000000) AS a(i), range(1000000) AS b(i)");
    static readonly RelationDefinition After = Table("lab.after", "n int64?", "SELECT n FROM {sums}", "sums");

    [Fact]
    public async Task Cancelled_query_stops_soon_and_leaves_the_old_table()
    {
        await BuildAsync(Old);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Observe = e =>
        {
            if (e is StepStarted)
                cancel.CancelAfter(TimeSpan.FromMilliseconds(100));
        };
        var clock = Stopwatch.StartNew();
        var result = await RunAsync(RunCommand.Build, [Endless, After], cancellationToken: cancel.Token);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"It took {clock.Elapsed}.");
        Assert.Equal(RunStatus.Cancelled, result.Status);
        Assert.Equal((0, 0, 2), (result.StepsSucceeded, result.StepsFailed, result.StepsSkipped));
        Assert.Equal(["1"], await RowsAsync("SELECT n FROM lab.sums"));
        Assert.Equal(["cancelled"], await RowsAsync("SELECT status FROM quern.runs ORDER BY started_at DESC LIMIT 1"));
        Assert.Equal(["lab.after,cancelled", "lab.sums,cancelled"], await RowsAsync("SELECT relation, status FROM quern.steps WHERE status <> 'success' ORDER BY 1"));
    }

    [Fact]
    public async Task Cancelled_load_keeps_what_was_there_and_a_rerun_ends_right()
    {
        await ShopAsync("CREATE TABLE orders (id BIGINT, updated_at TIMESTAMP)", "INSERT INTO orders SELECT i, TIMESTAMP '2024-01-01' FROM range(50000) AS r(i)");
        var orders = Source("raw.orders", "id int64, updated_at timestamp", new ExtractDefinition("shop", "orders", ["id"], "updated_at", TimeSpan.Zero, 1000));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Observe = e =>
        {
            if (e is StepProgressed { Rows: 20_000 })
                cancel.Cancel();
        };
        var result = await RunAsync(RunCommand.Build, [orders], cancellationToken: cancel.Token);

        Assert.Equal(RunStatus.Cancelled, result.Status);
        Assert.Equal(["0"], await RowsAsync("SELECT COUNT(*) FROM duckdb_tables() WHERE schema_name = 'raw'"));

        await BuildAsync(orders);
        Assert.Equal(["50000"], await RowsAsync("SELECT COUNT(*) FROM raw.orders"));
    }

    [Fact]
    public async Task Load_cancelled_between_batches_goes_on_from_the_last_one()
    {
        await ShopAsync("CREATE TABLE orders (id BIGINT, updated_at TIMESTAMP)", "INSERT INTO orders VALUES (-1, '2023-01-01')");
        var orders = Source("raw.orders", "id int64, updated_at timestamp", new ExtractDefinition("shop", "orders", ["id"], "updated_at", TimeSpan.Zero, 4000));
        await BuildAsync(orders);
        await ShopAsync("INSERT INTO orders SELECT i, TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND FROM range(30000) AS r(i)");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Observe = e =>
        {
            if (e is StepProgressed { Rows: 10_000 })
                cancel.Cancel();
        };
        await RunAsync(RunCommand.Build, [orders], cancellationToken: cancel.Token);
        Assert.Equal(["8000,7998"], await RowsAsync("SELECT COUNT(*), (SELECT key_int FROM quern.watermarks) FROM raw.orders"));

        await BuildAsync(orders);
        Assert.Equal(["30001"], await RowsAsync("SELECT COUNT(DISTINCT id) FROM raw.orders"));
        Assert.Equal(30000 - 7998, Outcome("orders").RowsRead);
    }

    [Fact]
    public async Task Run_cancelled_before_it_began_tries_nothing()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        var result = await RunAsync(RunCommand.Build, [Old], cancellationToken: cancel.Token);

        Assert.Equal(RunStatus.Cancelled, result.Status);
        Assert.Empty(Events.OfType<StepStarted>());
        Assert.Equal(RunStatus.Cancelled, Assert.IsType<RunFinished>(Events[^1]).Result.Status);
    }

    [Fact]
    public async Task Observer_that_throws_cancels_the_run_which_ends_in_good_order_and_throws_the_same()
    {
        Observe = e =>
        {
            if (e is StepFinished { Relation.Id: "sums" })
                throw new IOException("The pipe is closed.");
        };
        var e = await Assert.ThrowsAsync<IOException>(() => BuildAsync(Old, After));

        Assert.Equal("The pipe is closed.", e.Message);
        Assert.Equal(["cancelled"], await RowsAsync("SELECT status FROM quern.runs"));
        Assert.Equal(["lab.after,cancelled", "lab.sums,success"], await RowsAsync("SELECT relation, status FROM quern.steps ORDER BY 1"));
    }
}
