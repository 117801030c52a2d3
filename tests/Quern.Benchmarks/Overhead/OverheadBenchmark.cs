using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Npgsql;
using Quern.Benchmarks.Measuring;
using Quern.DuckDb;
using Quern.Execution;
using Quern.Planning;
using Quern.Postgres;
using Quern.TestServers;
using Quern.Warehouses;

namespace Quern.Benchmarks.Overhead;

/// <summary>What Quern adds to the SQL of a model and of a data test, in one process and on one thread.</summary>
static class OverheadBenchmark
{
    const int Models = 100;
    const int Tests = 10;

    public static async Task RunAsync(string engine, int rounds, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var server = engine == "postgres" ? await PostgresServer.StartOwnAsync() : null;

        async Task<string> NewDatabaseAsync() => server is null ? folder.NewFile("duckdb") : await server.CreateDatabaseAsync();

        Variant ByHand(string name, Action<DbConnection> run) => new(name, async () =>
        {
            var database = await NewDatabaseAsync();
            return await Clock.MeasureAsync(async () =>
            {
                await using DbConnection connection = server is null
                    ? new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = database }.ConnectionString)
                    : new NpgsqlConnection(database);
                await connection.OpenAsync(cancellationToken);
                run(connection);
            });
        });

        Variant Quern(string name, int models, int tests) => new(name, async () =>
        {
            var database = await NewDatabaseAsync();
            return await Clock.MeasureAsync(async () =>
            {
                await using IWarehouse warehouse = server is null ? new DuckDbWarehouse(database) : new PostgresWarehouse(database);
                await BuildAsync(warehouse, models, tests, cancellationToken);
            });
        });

        var medians = await Comparison.RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"{Models} models of 100 rows on {engine}, {Tests} tests each"),
            Clock.Metrics,
            rounds,
            [
                ByHand("by hand: stage, swap", c => HandWritten.WriteAuditPublish(c, Models, 0)),
                ByHand("by hand: drop, create as select", c => HandWritten.Replace(c, Models)),
                ByHand("by hand: stage, tests, swap", c => HandWritten.WriteAuditPublish(c, Models, Tests)),
                Quern("Quern: one model", 1, 0),
                Quern("Quern: models", Models, 0),
                Quern("Quern: models and tests", Models, Tests),
            ]);
        Console.WriteLine();
        for (var m = 0; m < Clock.Metrics.Count; m++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                {Clock.Metrics[m]} per model: {medians[0][m] / Models:0.00} by hand, {(medians[4][m] - medians[3][m]) / (Models - 1):0.00} with Quern, beside {medians[3][m]:0.0} for a run of one model.
                {Clock.Metrics[m]} per test: {(medians[2][m] - medians[0][m]) / Models / Tests:0.000} by hand, {(medians[5][m] - medians[4][m]) / Models / Tests:0.000} with Quern.
                """));
    }

    static async Task BuildAsync(IWarehouse warehouse, int models, int tests, CancellationToken cancellationToken)
    {
        var registry = SmallModels.Create(models, tests);
        var result = await Runner.RunAsync(
            new RunRequest { Registry = registry, Command = RunCommand.Build, Selection = Selection.All(registry), Warehouse = warehouse, TargetName = "benchmark" },
            _ => { },
            cancellationToken);
        if (result.Status != RunStatus.Success || result.TestsPassed != models * tests)
            throw new InvalidOperationException($"The run ended as {result.Status} with {result.TestsPassed} tests passed.");
    }
}
