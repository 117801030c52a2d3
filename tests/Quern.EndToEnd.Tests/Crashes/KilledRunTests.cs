using System.Diagnostics;
using Quern.EndToEnd.Tests.Orders;
using Quern.EndToEnd.Tests.Pipelines;

namespace Quern.EndToEnd.Tests.Crashes;

/// <summary>Kills first and incremental runs at random points, and runs again.</summary>
public sealed class KilledRunTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Route.DuckDbToDuckDb, 6)]
    [InlineData(Route.PostgresToPostgres, 4)]
    public async Task Run_that_was_killed_ends_with_the_rows_of_an_undisturbed_one_when_it_is_run_again(Route route, int kills)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}, {route}.");
        var random = new Random(seed);
        using var pipeline = await OrdersPipeline.CreateAsync(route);
        // The time of a run tells when there is something to kill; its rows are what each rerun must end with.
        using var undisturbed = await OrdersPipeline.CreateAsync(route);
        var first = await MeasureAsync(undisturbed);
        var killed = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            if (kill == kills / 2)
            {
                await RunAsync(pipeline);
                await pipeline.Shop.ChangeAsync();
                await undisturbed.Shop.ChangeAsync();
                await RunAsync(undisturbed);
            }
            // Each kill in a stretch of the run of its own, so that a few of them reach all of it.
            var stretches = kills - kills / 2;
            var delay = first.Started + ((first.All - first.Started) * ((kill % stretches + random.NextDouble()) / stretches));
            output.WriteLine($"Kill {kill} after {delay.TotalMilliseconds:0} ms of {first.All.TotalMilliseconds:0} ms.");
            using var process = new ApplicationProcess(pipeline.Databases.Environment, "build");
            if (await process.KillAfterAsync(delay))
                killed++;
        }
        // However fast the machine is today: one kill that is sure to hit a run that is recorded.
        using (var process = new ApplicationProcess(pipeline.Databases.Environment, "build", "--output", "json"))
            await process.KillWhenItSaysAsync("step_started");
        Assert.Equal(["1"], await pipeline.Databases.TextsAsync("SELECT count(*) FROM quern.runs WHERE status = 'running'"));

        await RunAsync(pipeline);

        OrdersRows.AssertSame(await undisturbed.ModelRowsAsync(), await pipeline.ModelRowsAsync(), $"after kills with seed {seed}");
        var statuses = await pipeline.Databases.TextsAsync("SELECT DISTINCT status FROM quern.runs");
        Assert.Contains("interrupted", statuses);
        Assert.DoesNotContain("running", statuses);
        Assert.Empty(await pipeline.Databases.TextsAsync(
            "SELECT table_schema || '.' || table_name FROM information_schema.tables WHERE table_schema IN ('raw', 'staging', 'marts') "
            + "AND table_name NOT IN ('customers', 'orders', 'order_items', 'stg_customers', 'stg_orders', 'stg_order_items', 'dim_customers', 'fct_orders')"));
        output.WriteLine($"{killed} of {kills} runs were alive when they were to be killed.");
    }

    static async Task RunAsync(OrdersPipeline pipeline)
    {
        var result = await ApplicationProcess.RunAsync(pipeline.Databases.Environment, "build");
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    // How long the runtime takes to start, and how long a whole run does.
    static async Task<(TimeSpan Started, TimeSpan All)> MeasureAsync(OrdersPipeline pipeline)
    {
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, (await ApplicationProcess.RunAsync(pipeline.Databases.Environment, "ls")).ExitCode);
        var started = clock.Elapsed;
        clock.Restart();
        await RunAsync(pipeline);
        return (started / 2, clock.Elapsed);
    }
}
