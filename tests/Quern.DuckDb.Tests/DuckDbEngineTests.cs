using Quern.Warehouses;

namespace Quern.DuckDb.Tests;

public sealed class DuckDbEngineTests
{
    readonly DuckDbEngine engine = new();

    [Fact]
    public void Path_that_is_missing_is_named_as_the_configuration_spells_it()
    {
        var settings = new ConnectionSettings("dev", "Quern:Targets:dev", new Dictionary<string, string>());
        var refused = Assert.Throws<WarehouseException>(() => engine.CreateWarehouse(settings));
        Assert.Equal(WarehouseFailure.Misconfigured, refused.Failure);
        Assert.Contains("Quern:Targets:dev:Path", refused.Message, StringComparison.Ordinal);
        Assert.Throws<WarehouseException>(() => engine.CreateSource(settings));
    }

    [Fact]
    public void Source_in_memory_is_refused()
    {
        var settings = new ConnectionSettings("shop", "Quern:Sources:shop", new Dictionary<string, string> { ["Path"] = ":memory:" });
        Assert.Contains("Quern:Sources:shop:Path", Assert.Throws<WarehouseException>(() => engine.CreateSource(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warehouse_has_the_dialect_and_the_whole_path()
    {
        var settings = new ConnectionSettings("dev", "Quern:Targets:dev", new Dictionary<string, string> { ["Path"] = "dev.duckdb" });
        await using var warehouse = engine.CreateWarehouse(settings);
        Assert.Equal("duckdb", warehouse.Dialect);
        Assert.Equal(Path.GetFullPath("dev.duckdb"), warehouse.Location);
        Assert.False(File.Exists(warehouse.Location));
    }
}
