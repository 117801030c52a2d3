using DuckDB.NET.Data;
using Quern.DuckDb;
using Quern.Execution;
using Quern.Planning;
using Quern.Postgres;
using Quern.Registry;
using Quern.TestServers;
using Quern.Warehouses;

namespace Quern.Queries.Tests;

/// <summary>A warehouse in which all models of this project have been built.</summary>
public abstract class Pipeline : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("quern-queries-").FullName;
    IWarehouse? warehouse;

    /// <summary>What went wrong while it was built.</summary>
    public IReadOnlyDictionary<string, string> Failures { get; private set; } = null!;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var source = Path.Combine(folder, "rows.duckdb");
        await CreateSourceAsync(source);
        warehouse = await OpenAsync(folder);
        var failures = new Dictionary<string, string>();
        _ = await Runner.RunAsync(
            new RunRequest
            {
                Registry = QuernProject.Relations,
                Command = RunCommand.Build,
                Selection = Selection.Parse([], QuernProject.Relations),
                Warehouse = warehouse,
                TargetName = "test",
                Sources = _ => new DuckDbSource(source),
                Threads = 2,
            },
            e =>
            {
                if (e is StepFinished { Message: { } message } step)
                    failures[step.Relation.Id] = message;
            },
            Cancel);
        Failures = failures;
    }

    /// <summary>A relation's rows in the warehouse.</summary>
    public async Task<IReadOnlyList<T>> RowsAsync<T>() where T : IRelation<T>
    {
        var relation = RelationRegistry.DefinitionOf<T>();
        await using var session = await warehouse!.OpenAsync(Cancel);
        var columns = string.Join(", ", relation.Columns.Select(c => warehouse.Quote(c.Name)));
        return await session.QueryAsync(
            new SqlStatement($"SELECT {columns} FROM {warehouse.Quote(relation.Schema)}.{warehouse.Quote(relation.Name)}"), relation.ReadRow, Cancel);
    }

    protected abstract Task<IWarehouse> OpenAsync(string folder);

    static async Task CreateSourceAsync(string path)
    {
        await using var database = new DuckDBConnection($"DataSource={path}");
        await database.OpenAsync(Cancel);
        await using var command = database.CreateCommand();
        using var script = new StreamReader(typeof(Pipeline).Assembly.GetManifestResourceStream("Rows.sql")!);
        command.CommandText = await script.ReadToEndAsync(Cancel);
        await command.ExecuteNonQueryAsync(Cancel);
    }

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
    protected override Task<IWarehouse> OpenAsync(string folder) =>
        Task.FromResult<IWarehouse>(new DuckDbWarehouse(Path.Combine(folder, "warehouse.duckdb")));
}

public sealed class PostgresPipeline : Pipeline
{
    protected override async Task<IWarehouse> OpenAsync(string folder) =>
        new PostgresWarehouse(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
}
