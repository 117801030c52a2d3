using System.Globalization;
using Orders;
using Orders.Shop;
using Quern.Benchmarks.Measuring;
using Quern.DuckDb;
using Quern.Execution;
using Quern.Planning;
using Quern.Postgres;
using Quern.Registry;
using Quern.TestServers;
using Quern.Warehouses;

namespace Quern.Benchmarks.Increments;

/// <summary>The orders pipeline's build after 1 % of the orders changed, against its build from nothing, step by step.</summary>
static class IncrementalBenchmark
{
    static readonly RelationRegistry Pipeline = new([.. new RelationDefinition[]
    {
        RelationRegistry.DefinitionOf<RawOrder>(), RelationRegistry.DefinitionOf<RawOrderItem>(), RelationRegistry.DefinitionOf<RawCustomer>(),
        RelationRegistry.DefinitionOf<StgOrder>(), RelationRegistry.DefinitionOf<StgOrderItem>(), RelationRegistry.DefinitionOf<StgCustomer>(),
        RelationRegistry.DefinitionOf<DimCustomer>(), RelationRegistry.DefinitionOf<FctOrder>(),
    }.OrderBy(r => r.Id, StringComparer.Ordinal)]);

    public static async Task RunAsync(string engine, int orders, int rounds, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var server = engine == "postgres" ? await PostgresServer.StartOwnAsync() : null;
        await using IWarehouse warehouse = server is null
            ? new DuckDbWarehouse(folder.NewFile("duckdb"))
            : new PostgresWarehouse(await server.CreateDatabaseAsync());
        var shopPath = folder.NewFile("duckdb");
        var shop = ShopDatabase.InDuckDb(shopPath);
        await shop.CreateAsync(orders, cancellationToken);

        var changed = new List<double>();
        var medians = await Comparison.RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"The orders pipeline with {orders:N0} orders on {engine}, one thread"),
            ["ms, whole run", "CPU ms, whole run", .. Pipeline.Relations.Select(r => $"ms, {r.DisplayName}"), "rows changed, whole run"],
            rounds,
            [
                new("full refresh", () => BuildAsync(fullRefresh: true)),
                new("incremental, after a day", async () =>
                {
                    var day = await shop.ChangeAsync(cancellationToken);
                    changed.Add(day.Orders);
                    return await BuildAsync(fullRefresh: false);
                }),
            ]);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Orders that were new or differed, a day: {Comparison.Median(changed):N0}."));

        async Task<IReadOnlyList<double>> BuildAsync(bool fullRefresh)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            var steps = new Dictionary<string, double>(StringComparer.Ordinal);
            var result = await Runner.RunAsync(
                new RunRequest
                {
                    Registry = Pipeline,
                    Command = RunCommand.Build,
                    Selection = Selection.All(Pipeline),
                    Warehouse = warehouse,
                    TargetName = "benchmark",
                    Sources = _ => new DuckDbSource(shopPath),
                    FullRefresh = fullRefresh,
                },
                e =>
                {
                    if (e is StepFinished step)
                        steps[step.Relation.Id] = step.Status == RunStatus.Success ? step.Elapsed.TotalMilliseconds : throw new InvalidOperationException(step.Message);
                },
                cancellationToken);
            return [result.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, .. Pipeline.Relations.Select(r => steps[r.Id]), result.Rows];
        }
    }
}
