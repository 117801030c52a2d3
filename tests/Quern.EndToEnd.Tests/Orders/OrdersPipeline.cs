using global::Orders;
using global::Orders.Shop;
using Quern.EndToEnd.Tests.Pipelines;
using Quern.Execution;
using Quern.Registry;
using Quern.TestServers;

namespace Quern.EndToEnd.Tests.Orders;

/// <summary>The example's pipeline on a small shop.</summary>
sealed class OrdersPipeline : IDisposable
{
    public const int Orders = 2_000;

    OrdersPipeline(PipelineDatabases databases, ShopDatabase shop) => (Databases, Shop) = (databases, shop);

    public PipelineDatabases Databases { get; }

    public ShopDatabase Shop { get; }

    public static async Task<OrdersPipeline> CreateAsync(Route route, int orders = Orders, PostgresServer? server = null)
    {
        var databases = await PipelineDatabases.CreateAsync(global::Orders.QuernProject.Relations, route, server);
        var shop = databases.IsShopInPostgres ? ShopDatabase.InPostgres(databases.ShopAddress) : ShopDatabase.InDuckDb(databases.ShopAddress);
        await shop.CreateAsync(orders);
        return new OrdersPipeline(databases, shop);
    }

    /// <summary>Builds everything, and asserts that it succeeds.</summary>
    public async Task<PipelineRun> BuildAsync(bool fullRefresh = false) =>
        (await Databases.RunAsync(RunCommand.Build, fullRefresh)).Succeeded();

    public Task<IReadOnlyList<T>> RowsAsync<T>() where T : IRelation<T> => Databases.RowsAsync<T>();

    /// <summary>The rows of every model.</summary>
    public async Task<OrdersRows> ModelRowsAsync() => new(
        await RowsAsync<StgCustomer>(), await RowsAsync<StgOrder>(), await RowsAsync<StgOrderItem>(), await RowsAsync<DimCustomer>(), await RowsAsync<FctOrder>());

    /// <summary>What the hand-written SQL gives from the raw tables: <c>stg_orders</c>.</summary>
    public async Task<IReadOnlyList<T>> HandWrittenAsync<T>(string model) where T : IRelation<T>
    {
        var engine = Databases.IsWarehouseInPostgres ? "postgres" : "duckdb";
        string[] before = Databases.IsWarehouseInPostgres ? [await ResourceAsync("json_or_null.postgres.sql")] : [];
        return await Databases.RowsOfQueryAsync<T>(await ResourceAsync($"{model}.{engine}.sql"), before);
    }

    /// <summary>What the models' queries give in memory, from the raw tables' rows.</summary>
    public async Task<OrdersRows> InMemoryAsync()
    {
        var customers = StgCustomer.Define(Query.Of(await RowsAsync<RawCustomer>())).ToList();
        var orders = StgOrder.Define(Query.Of(await RowsAsync<RawOrder>())).ToList();
        var items = StgOrderItem.Define(Query.Of(await RowsAsync<RawOrderItem>())).ToList();
        var dimension = DimCustomer.Define(Query.Of(customers)).ToList();
        var facts = FctOrder.Define(Query.Of(orders), Query.Of(items), Query.Of(dimension)).ToList();
        return new(customers, orders, items, dimension, facts);
    }

    public void Dispose() => Databases.Dispose();

    static async Task<string> ResourceAsync(string name)
    {
        await using var stream = typeof(OrdersPipeline).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"'{name}' is not embedded.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
