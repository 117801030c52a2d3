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
public abstract class WarehousePipeline : Pipeline
{
    readonly string folder = Directory.CreateTempSubdirectory("quern-queries-").FullName;
    readonly Dictionary<string, string> failures = [];
    IWarehouse? warehouse;

    public override IReadOnlyDictionary<string, string> Failures => failures;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        var source = Path.Combine(folder, "rows.duckdb");
        await CreateSourceAsync(source);
        warehouse = await OpenAsync(folder);
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
    }

    public override async Task<IReadOnlyList<T>> RowsAsync<T>()
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
        command.CommandText = await SourceRowsAsync();
        await command.ExecuteNonQueryAsync(Cancel);
    }

    public override async ValueTask DisposeAsync()
    {
        if (warehouse is not null)
            await warehouse.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

public sealed class DuckDbPipeline : WarehousePipeline
{
    protected override Task<IWarehouse> OpenAsync(string folder) =>
        Task.FromResult<IWarehouse>(new DuckDbWarehouse(Path.Combine(folder, "warehouse.duckdb")));
}

public sealed class PostgresPipeline : WarehousePipeline
{
    protected override async Task<IWarehouse> OpenAsync(string folder) =>
        new PostgresWarehouse(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
}
