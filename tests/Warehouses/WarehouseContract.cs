using Quern.Registry;

namespace Quern.Warehouses.Tests;

/// <summary>What each engine's tests need: a warehouse of their own, and short forms of its calls.</summary>
public abstract class WarehouseContract : IAsyncLifetime
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected IWarehouse Warehouse { get; private set; } = null!;

    /// <summary>Makes an empty warehouse.</summary>
    protected abstract Task<IWarehouse> CreateAsync();

    /// <summary>A schema that exists.</summary>
    protected static RelationName In(string name) => new("lab", name);

    public virtual async ValueTask InitializeAsync()
    {
        Warehouse = await CreateAsync();
        await using var session = await Warehouse.OpenAsync(Cancel);
        await session.EnsureSchemaAsync("lab", Cancel);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Warehouse.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<IWarehouseSession> OpenAsync() => Warehouse.OpenAsync(Cancel);

    protected string Quoted(RelationName relation) => $"{Warehouse.Quote(relation.Schema)}.{Warehouse.Quote(relation.Name)}";

    protected static TableColumn Column(string name, ColumnKind kind, bool isNullable = true) =>
        new(name, kind == ColumnKind.Decimal ? new(kind, 18, 4) : new(kind), isNullable);

    protected static Task<long> RunAsync(IWarehouseSession session, string sql) => session.ExecuteAsync(new(sql), Cancel);

    protected static async Task<T> ScalarAsync<T>(IWarehouseSession session, string sql, params SqlParameterValue[] parameters) =>
        (await session.QueryAsync(new(sql, parameters), r => r.GetFieldValue<T>(0), Cancel)).Single();

    /// <summary>A table of one <c>integer</c> column <c>n</c> with these rows.</summary>
    protected async Task NumbersAsync(IWarehouseSession session, RelationName table, params int[] numbers)
    {
        await session.CreateTableAsync(table, [Column("n", ColumnKind.Int32)], transient: false, Cancel);
        foreach (var number in numbers)
            await RunAsync(session, $"INSERT INTO {Quoted(table)} VALUES ({number})");
    }

    protected async Task AssertNumbersAsync(IWarehouseSession session, RelationName table, params int[] expected) =>
        Assert.Equal(expected, await session.QueryAsync(new($"SELECT n FROM {Quoted(table)} ORDER BY n"), r => r.GetInt32(0), Cancel));
}
