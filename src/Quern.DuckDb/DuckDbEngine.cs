using Quern.Extraction;
using Quern.Warehouses;

namespace Quern.DuckDb;

/// <summary>DuckDB in this process. Its one setting is <c>Path</c>: a file, or <c>:memory:</c> for a target that lives as long as the process.</summary>
public sealed class DuckDbEngine : IEngine
{
    /// <inheritdoc/>
    public string Type => "duckdb";

    /// <inheritdoc/>
    public IWarehouse CreateWarehouse(ConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new DuckDbWarehouse(settings.Required("Path"));
    }

    /// <inheritdoc/>
    public IExtractionSource CreateSource(ConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var path = settings.Required("Path");
        return DuckDbFile.IsInMemory(path)
            ? throw new WarehouseException(WarehouseFailure.Misconfigured,
                $"'{settings.ConfigurationPath}:Path' is '{path}', and a source can't be in memory: it would be empty. Give the path of a DuckDB file.")
            : new DuckDbSource(path);
    }
}
