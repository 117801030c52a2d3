using Quern.Extraction;
using Quern.Warehouses;
using Quern.Warehouses.Tests;

namespace Quern.DuckDb.Tests;

public sealed class DuckDbArrayTests : ArrayTests
{
    readonly TestFolder folder = new();

    protected override Task<IWarehouse> CreateAsync() => Task.FromResult<IWarehouse>(new DuckDbWarehouse(folder.File("shop.duckdb")));

    protected override IExtractionSource CreateSource() => new DuckDbSource(folder.File("shop.duckdb"));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}
