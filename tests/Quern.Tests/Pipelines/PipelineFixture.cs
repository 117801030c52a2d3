using System.Data.Common;
using System.Globalization;
using Quern.DuckDb;
using Quern.Execution;
using Quern.Extraction;
using Quern.Planning;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Tests.Pipelines;

/// <summary>A shop to extract from and a warehouse to build in, both DuckDB files of their own, and the events of the last run.</summary>
public abstract class PipelineFixture : IAsyncLifetime
{
    readonly string directory = Path.Combine(Path.GetTempPath(), "quern-" + Guid.NewGuid().ToString("N"));

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected string ShopPath => Path.Combine(directory, "shop.duckdb");

    protected string WarehousePath => Path.Combine(directory, "warehouse.duckdb");

    /// <summary>The events of the last run.</summary>
    protected List<RunEvent> Events { get; } = [];

    /// <summary>What is told of each event besides.</summary>
    protected Action<RunEvent> Observe { get; set; } = _ => { };

    /// <summary>Makes the sources; DuckDB files by default.</summary>
    protected Func<string, IExtractionSource>? MakeSource { get; set; }

    /// <summary>Opens the warehouse as a process of its own would; a DuckDB file unless a class says otherwise.</summary>
    protected virtual IWarehouse OpenWarehouse() => new DuckDbWarehouse(WarehousePath);

    public virtual ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(directory);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(directory, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected Task<RunResult> BuildAsync(params RelationDefinition[] relations) => RunAsync(RunCommand.Build, relations);

    protected async Task<RunResult> RunAsync(
        RunCommand command, RelationDefinition[] relations, string select = "", bool fullRefresh = false, int threads = 1, CancellationToken? cancellationToken = null)
    {
        Events.Clear();
        var registry = new RelationRegistry([.. relations.OrderBy(r => r.Id, StringComparer.Ordinal)]);
        await using var warehouse = OpenWarehouse();
        var request = new RunRequest
        {
            Registry = registry,
            Command = command,
            Selection = Selection.Parse(select.Length == 0 ? [] : [select], registry),
            Warehouse = warehouse,
            TargetName = "dev",
            Sources = MakeSource ?? (_ => new DuckDbSource(ShopPath)),
            FullRefresh = fullRefresh,
            Threads = threads,
        };
        return await Runner.RunAsync(
            request,
            e =>
            {
                Events.Add(e);
                Observe(e);
            },
            cancellationToken ?? Cancel);
    }

    protected async Task ShopAsync(params string[] statements)
    {
        await using var shop = new DuckDbWarehouse(ShopPath);
        await ExecuteAsync(shop, statements);
    }

    protected async Task WarehouseAsync(params string[] statements)
    {
        await using var warehouse = OpenWarehouse();
        await ExecuteAsync(warehouse, statements);
    }

    /// <summary>Rows of the warehouse, each as its values with commas between; null as nothing.</summary>
    protected async Task<string[]> RowsAsync(string query)
    {
        await using var warehouse = OpenWarehouse();
        await using var session = await warehouse.OpenAsync(Cancel);
        return [.. await session.QueryAsync(new SqlStatement(query), Line, Cancel)];
    }

    /// <summary>The step of a relation in the last run.</summary>
    protected StepFinished Step(string id) => Events.OfType<StepFinished>().Single(e => e.Relation.Id == id);

    /// <summary>What a relation's step of the last run changed, after asserting that it succeeded.</summary>
    protected StepOutcome Outcome(string id)
    {
        var step = Step(id);
        Assert.True(step.Status == RunStatus.Success, step.Message);
        return step.Outcome!;
    }

    protected TestFinished Test(string name) => Events.OfType<TestFinished>().Single(e => e.Test.Name == name);

    static string Line(DbDataReader reader) => string.Join(",", Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) switch
    {
        DBNull => "",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    }));

    static async Task ExecuteAsync(IWarehouse warehouse, string[] statements)
    {
        await using var session = await warehouse.OpenAsync(Cancel);
        foreach (var statement in statements)
            await session.ExecuteAsync(new SqlStatement(statement), Cancel);
    }
}
