using System.Diagnostics;
using System.Reflection;
using Npgsql;
using Quern.EndToEnd.Tests.Pipelines;

namespace Quern.EndToEnd.Tests.Crashes;

/// <summary>Kills runs that rename a model, its columns and what is remembered of them: all of it is done, or none.</summary>
public sealed class KilledRenameTests(ITestOutputHelper output)
{
    const int Kills = 6;

    static readonly string Application = Path.GetFullPath(Path.Combine(
        Constant("ProjectDirectory"), "..", "Quern.EndToEnd.RenamedApplication", "bin", Constant("Configuration"), "net10.0", "Quern.EndToEnd.RenamedApplication.dll"));

    [Theory]
    [InlineData(Route.DuckDbToDuckDb)]
    [InlineData(Route.PostgresToPostgres)]
    public async Task Renaming_that_was_killed_at_any_time_is_whole_or_was_not_and_the_next_run_ends_it(Route route)
    {
        // How long the steps of such a run take tells when there is something to kill.
        TimeSpan undisturbed;
        using (var other = await BuiltUnderFormerNamesAsync(route))
        using (var process = Started(other))
        {
            await process.UntilItSaysAsync("step_started");
            var clock = Stopwatch.StartNew();
            Assert.Equal(0, (await process.EndAsync()).ExitCode);
            undisturbed = clock.Elapsed;
        }
        using var databases = await BuiltUnderFormerNamesAsync(route);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Started(databases);
            await process.UntilItSaysAsync("step_started");
            await process.KillAfterAsync(undisturbed * kill / Kills);
            var isRenamed = await AssertWholeAsync(databases);
            output.WriteLine($"Kill {kill}: {(isRenamed ? "renamed" : "as it was")}.");
            if (isRenamed)
                await GiveFormerNamesAsync(databases);
        }
        await AssertRerunAsync(databases);
    }

    [Fact]
    public async Task Renaming_that_was_killed_between_its_statements_on_Postgres_was_not()
    {
        using var databases = await BuiltUnderFormerNamesAsync(Route.PostgresToPostgres);
        // The table and its columns are renamed by then, and what is remembered of them is next.
        await using (var blocker = new NpgsqlConnection(databases.WarehouseAddress))
        {
            await blocker.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = await blocker.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using (var command = new NpgsqlCommand("LOCK TABLE quern.watermarks IN SHARE MODE", blocker, transaction))
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            using var process = Started(databases);
            while ((await databases.TextsAsync("SELECT 'waits' FROM pg_locks WHERE NOT granted AND relation = 'quern.watermarks'::regclass")).Count == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
            await process.KillAsync();
        }
        // The server learns of the death when it has an answer for the dead.
        while ((await databases.TextsAsync("SELECT 'alive' FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE '%transaction%'")).Count > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);

        Assert.False(await AssertWholeAsync(databases));
        await AssertRerunAsync(databases);
    }

    // The state that an application leaves which knows the former names alone, with a row that no query gives: it says whether rows are kept.
    static async Task<PipelineDatabases> BuiltUnderFormerNamesAsync(Route route)
    {
        var databases = await PipelineDatabases.CreateAsync(global::Orders.QuernProject.Relations, route);
        await databases.ExecuteAsync("CREATE SCHEMA raw");
        await databases.ExecuteAsync("CREATE TABLE raw.payments (id BIGINT, cents BIGINT, updated_at TIMESTAMP)");
        await databases.ExecuteAsync("INSERT INTO raw.payments SELECT n, n, CASE WHEN n = 7 THEN TIMESTAMP '2023-01-01' ELSE TIMESTAMP '2024-01-01' END FROM generate_series(1, 1000) AS s(n)");
        await RunAsync(databases);
        await databases.ExecuteAsync("UPDATE staging.payments SET total_cents = -1 WHERE payment_id = 7");
        await GiveFormerNamesAsync(databases);
        await databases.ExecuteAsync("INSERT INTO raw.payments SELECT n, n, TIMESTAMP '2024-01-02' FROM generate_series(1001, 1100) AS s(n)");
        return databases;
    }

    static async Task GiveFormerNamesAsync(PipelineDatabases databases)
    {
        foreach (var (name, former) in ((string, string)[])[("payment_id", "id"), ("total_cents", "cents"), ("changed_at", "updated_at")])
            await databases.ExecuteAsync($"ALTER TABLE staging.payments RENAME COLUMN {name} TO {former}");
        await databases.ExecuteAsync("ALTER TABLE staging.payments RENAME TO stg_payments");
        foreach (var table in (string[])["watermarks", "steps", "test_results"])
            await databases.ExecuteAsync($"UPDATE quern.{table} SET relation = 'staging.stg_payments' WHERE relation = 'staging.payments'");
        await databases.ExecuteAsync("UPDATE quern.watermarks SET input = 'staging.stg_payments', cursor_column = 'updated_at' WHERE input = 'staging.payments'");
    }

    /// <summary>Whether all is renamed; fails when some is and some is not.</summary>
    static async Task<bool> AssertWholeAsync(PipelineDatabases databases)
    {
        var tables = await databases.TextsAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = 'staging' AND table_name NOT LIKE '%quern%'");
        var isRenamed = Assert.Single(tables) == "payments";
        var columns = await databases.TextsAsync($"SELECT column_name FROM information_schema.columns WHERE table_schema = 'staging' AND table_name = '{tables[0]}' ORDER BY 1");
        Assert.Equal(isRenamed ? ["changed_at", "payment_id", "total_cents"] : ["cents", "id", "updated_at"], columns);
        var marks = await databases.TextsAsync("SELECT relation || ' of ' || input || '.' || cursor_column FROM quern.watermarks ORDER BY 1");
        Assert.Equal(
            isRenamed
                ? ["marts.large_payments of staging.payments.changed_at", "staging.payments of raw.payments.updated_at"]
                : ["marts.large_payments of staging.stg_payments.updated_at", "staging.stg_payments of raw.payments.updated_at"],
            marks);
        Assert.Equal([isRenamed ? "staging.payments" : "staging.stg_payments"], await databases.TextsAsync("SELECT DISTINCT relation FROM quern.test_results WHERE relation LIKE 'staging.%'"));
        return isRenamed;
    }

    static async Task AssertRerunAsync(PipelineDatabases databases)
    {
        await RunAsync(databases);
        Assert.True(await AssertWholeAsync(databases));
        Assert.Equal(["1100"], await databases.TextsAsync("SELECT count(*) FROM staging.payments"));
        Assert.Equal(["-1"], await databases.TextsAsync("SELECT total_cents FROM staging.payments WHERE payment_id = 7"));
        Assert.Equal(["601"], await databases.TextsAsync("SELECT count(*) FROM marts.large_payments"));
        Assert.Empty(await databases.TextsAsync("SELECT table_name FROM information_schema.tables WHERE table_name LIKE '%quern%' AND table_schema <> 'quern'"));
        Assert.DoesNotContain("running", await databases.TextsAsync("SELECT DISTINCT status FROM quern.runs"));
    }

    static async Task RunAsync(PipelineDatabases databases)
    {
        using var process = Started(databases);
        var result = await process.EndAsync();
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    static ApplicationProcess Started(PipelineDatabases databases) => new(Application, databases.Environment, ["build", "--output", "json"]);

    static string Constant(string key) => typeof(KilledRenameTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
