using System.Globalization;
using Orders;
using Quern.Benchmarks.Measuring;
using Quern.DuckDb;
using Quern.Execution;
using Quern.Planning;
using Quern.Postgres;
using Quern.Registry;
using Quern.TestServers;
using Quern.Warehouses;

namespace Quern.Benchmarks.Extraction;

/// <summary>A first extraction of orders from Postgres, against COPY to nowhere and against copying by hand.</summary>
static class ExtractBenchmark
{
    public static async Task RunAsync(int rows, int rounds, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var server = await PostgresServer.StartOwnAsync();
        var shop = await server.CreateDatabaseAsync();
        await OrdersTable.CreateAsync(shop, rows, cancellationToken);

        var medians = await Comparison.RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"Extraction of {rows:N0} orders from Postgres"),
            Clock.Metrics,
            rounds,
            [
                Variant.Timed("COPY binary to nowhere", () => OrdersTable.DrainAsync(shop, cancellationToken)),
                Variant.Timed("by hand: reader to DuckDB appender", () => OrdersTable.AppendAsync(shop, folder.NewFile("duckdb"), cancellationToken)),
                Variant.Timed("Quern to DuckDB", () => ExtractAsync(shop, new DuckDbWarehouse(folder.NewFile("duckdb")), rows, cancellationToken)),
                IntoPostgres("by hand: COPY to COPY, key", to => OrdersTable.PassOnAsync(shop, to, cancellationToken)),
                IntoPostgres("Quern to Postgres", to => ExtractAsync(shop, new PostgresWarehouse(to), rows, cancellationToken)),
            ]);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Rows per second: {string.Join(", ", medians.Select(m => string.Create(CultureInfo.InvariantCulture, $"{rows / m[0] / 1000:0.00} M")))}."));

        Variant IntoPostgres(string name, Func<string, Task> run) => new(name, async () =>
        {
            var to = await server.CreateDatabaseAsync();
            return await Clock.MeasureAsync(() => run(to));
        });
    }

    static async Task ExtractAsync(string shop, IWarehouse target, int rows, CancellationToken cancellationToken)
    {
        await using var warehouse = target;
        var registry = new RelationRegistry([RelationRegistry.DefinitionOf<RawOrder>()]);
        var result = await Runner.RunAsync(
            new RunRequest
            {
                Registry = registry,
                Command = RunCommand.Extract,
                Selection = Selection.All(registry),
                Warehouse = warehouse,
                TargetName = "benchmark",
                Sources = _ => new PostgresSource(shop),
            },
            _ => { },
            cancellationToken);
        if (result.Status != RunStatus.Success || result.Rows != rows)
            throw new InvalidOperationException($"The extraction ended as {result.Status} with {result.Rows} rows.");
    }
}
