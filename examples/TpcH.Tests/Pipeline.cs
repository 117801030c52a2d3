using Quern.DuckDb;
using Quern.Execution;
using Quern.Planning;
using Quern.Postgres;
using Quern.Registry;
using Quern.TestServers;
using Quern.Warehouses;

namespace TpcH.Tests;

/// <summary>A warehouse in which the whole example has been built.</summary>
public abstract class Pipeline : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("quern-tpch-").FullName;
    IWarehouse? warehouse;

    /// <summary>Key of the engine's SQL.</summary>
    public abstract string Dialect { get; }

    /// <summary>The run that built it.</summary>
    public RunResult Run { get; private set; } = null!;

    public IWarehouse Warehouse => warehouse ?? throw new InvalidOperationException("The warehouse is not built yet.");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var files = Path.Combine(folder, "files.duckdb");
        await ParquetFiles.OpenAsDatabaseAsync(files, Cancel);
        warehouse = await OpenAsync(folder);
        Run = await Runner.RunAsync(
            new RunRequest
            {
                Registry = QuernProject.Relations,
                Command = RunCommand.Build,
                Selection = Selection.Parse([], QuernProject.Relations),
                Warehouse = warehouse,
                TargetName = "test",
                Sources = _ => new DuckDbSource(files),
                Threads = 2,
            },
            _ => { },
            Cancel);
    }

    /// <summary>The rows that a model's SELECT gives, in its order.</summary>
    public async Task<IReadOnlyList<object?[]>> SelectAsync(RelationDefinition model)
    {
        var sql = ModelSqlPrinter.Print(model, QuernProject.Relations, Dialect).Statements.First(s => s.Title == "select").Sql.TrimEnd().TrimEnd(';');
        await using var session = await Warehouse.OpenAsync(Cancel);
        return await session.QueryAsync(new SqlStatement(sql), row => Enumerable.Range(0, model.Columns.Count).Select(i => row.IsDBNull(i) ? null : row.GetValue(i)).ToArray(), Cancel);
    }

    protected abstract Task<IWarehouse> OpenAsync(string folder);

    public async ValueTask DisposeAsync()
    {
        if (warehouse is not null)
            await warehouse.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

public sealed class DuckDbPipeline : Pipeline
{
    public override string Dialect => "duckdb";

    protected override Task<IWarehouse> OpenAsync(string folder) =>
        Task.FromResult<IWarehouse>(new DuckDbWarehouse(Path.Combine(folder, "warehouse.duckdb")));
}

public sealed class PostgresPipeline : Pipeline
{
    public override string Dialect => "postgres";

    protected override async Task<IWarehouse> OpenAsync(string folder) =>
        new PostgresWarehouse(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
}
