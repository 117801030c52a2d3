using System.Data.Common;
using DuckDB.NET.Data;
using Npgsql;
using Quern.DuckDb;
using Quern.Execution;
using Quern.Extraction;
using Quern.Planning;
using Quern.Postgres;
using Quern.Registry;
using Quern.TestServers;
using Quern.Warehouses;

namespace Quern.EndToEnd.Tests.Pipelines;

/// <summary>A source and a warehouse of a test's own, and what a test does with them.</summary>
sealed class PipelineDatabases : IDisposable
{
    readonly RelationRegistry relations;
    readonly Database shop;
    readonly Database warehouse;
    readonly string folder;

    PipelineDatabases(RelationRegistry relations, string folder, Database shop, Database warehouse) =>
        (this.relations, this.folder, this.shop, this.warehouse) = (relations, folder, shop, warehouse);

    /// <summary>The source, which is empty at first: a file's path or a connection string.</summary>
    public string ShopAddress => shop.Address;

    /// <summary>Where the warehouse is: a file's path or a connection string.</summary>
    public string WarehouseAddress => warehouse.Address;

    public bool IsShopInPostgres => shop.IsPostgres;

    public bool IsWarehouseInPostgres => warehouse.IsPostgres;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="relations">What runs build.</param>
    /// <param name="route">The engines.</param>
    /// <param name="server">The server of databases in PostgreSQL; the shared one when null.</param>
    public static async Task<PipelineDatabases> CreateAsync(RelationRegistry relations, Route route, PostgresServer? server = null)
    {
        var folder = Directory.CreateTempSubdirectory("quern-e2e-").FullName;
        return new PipelineDatabases(
            relations,
            folder,
            await DatabaseAsync("shop", route is Route.PostgresToDuckDb or Route.PostgresToPostgres),
            await DatabaseAsync("warehouse", route is Route.DuckDbToPostgres or Route.PostgresToPostgres));

        async Task<Database> DatabaseAsync(string name, bool isPostgres) => isPostgres
            ? new Database(await (server ?? await PostgresServer.SharedAsync()).CreateDatabaseAsync(), IsPostgres: true)
            : new Database(Path.Combine(folder, name + ".duckdb"), IsPostgres: false);
    }

    /// <summary>Settings that lead an application to these databases, under the names <c>dev</c> and <c>shop</c>.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["Quern__Target"] = "dev",
        ["Quern__Targets__dev__Type"] = warehouse.Type,
        [$"Quern__Targets__dev__{warehouse.Setting}"] = warehouse.Address,
        ["Quern__Sources__shop__Type"] = shop.Type,
        [$"Quern__Sources__shop__{shop.Setting}"] = shop.Address,
    };

    public async Task<PipelineRun> RunAsync(
        RunCommand command = RunCommand.Build, bool fullRefresh = false, string[]? select = null, Action<RunEvent>? observe = null)
    {
        await using var target = OpenWarehouse();
        var events = new List<RunEvent>();
        var result = await Runner.RunAsync(
            new RunRequest
            {
                Registry = relations,
                Command = command,
                Selection = Selection.Parse(select ?? [], relations),
                Warehouse = target,
                TargetName = "dev",
                Sources = _ => OpenSource(),
                FullRefresh = fullRefresh,
                Threads = 4,
            },
            e =>
            {
                events.Add(e);
                observe?.Invoke(e);
            },
            Cancel);
        return new PipelineRun(result, events);
    }

    /// <summary>A relation's rows.</summary>
    public async Task<IReadOnlyList<T>> RowsAsync<T>() where T : IRelation<T>
    {
        var relation = RelationRegistry.DefinitionOf<T>();
        await using var target = OpenWarehouse();
        return await RowsOfAsync(relation, target, $"{target.Quote(relation.Schema)}.{target.Quote(relation.Name)}", []);
    }

    /// <summary>The rows of a query that has a relation's columns.</summary>
    public async Task<IReadOnlyList<T>> RowsOfQueryAsync<T>(string sql, params string[] before) where T : IRelation<T>
    {
        await using var target = OpenWarehouse();
        return await RowsOfAsync(RelationRegistry.DefinitionOf<T>(), target, $"({sql})", before);
    }

    /// <summary>The first column of a query on the warehouse, as text; null for null.</summary>
    public Task<IReadOnlyList<string?>> TextsAsync(string sql) => warehouse.TextsAsync(sql);

    /// <summary>Runs statements in the warehouse.</summary>
    public Task ExecuteAsync(string sql) => warehouse.TextsAsync(sql);

    /// <summary>Runs statements in the source.</summary>
    public Task ShopAsync(string sql) => shop.TextsAsync(sql);

    /// <summary>The first column of a query on the source, as text.</summary>
    public Task<IReadOnlyList<string?>> ShopTextsAsync(string sql) => shop.TextsAsync(sql);

    public IWarehouse OpenWarehouse() =>
        warehouse.IsPostgres ? new PostgresWarehouse(warehouse.Address) : new DuckDbWarehouse(warehouse.Address);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    IExtractionSource OpenSource() => shop.IsPostgres
        ? (IExtractionSource)new PostgresEngine().CreateSource(new ConnectionSettings("shop", "Quern:Sources:shop", new Dictionary<string, string> { ["ConnectionString"] = shop.Address }))
        : new DuckDbSource(shop.Address);

    static async Task<IReadOnlyList<T>> RowsOfAsync<T>(RelationDefinition<T> relation, IWarehouse target, string from, string[] before)
    {
        await using var session = await target.OpenAsync(Cancel);
        foreach (var statement in before)
            await session.ExecuteAsync(new SqlStatement(statement), Cancel);
        var columns = string.Join(", ", relation.Columns.Select(c => target.Quote(c.Name)));
        return await session.QueryAsync(new SqlStatement($"SELECT {columns} FROM {from} AS r"), relation.ReadRow, Cancel);
    }

    sealed record Database(string Address, bool IsPostgres)
    {
        public string Type => IsPostgres ? "postgres" : "duckdb";

        public string Setting => IsPostgres ? "ConnectionString" : "Path";

        public async Task<IReadOnlyList<string?>> TextsAsync(string sql)
        {
            await using DbConnection connection = IsPostgres ? new NpgsqlConnection(Address) : new DuckDBConnection($"Data Source={Address}");
            await connection.OpenAsync(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            var texts = new List<string?>();
            while (await reader.ReadAsync(Cancel))
                texts.Add(reader.IsDBNull(0) ? null : Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture));
            return texts;
        }
    }
}
