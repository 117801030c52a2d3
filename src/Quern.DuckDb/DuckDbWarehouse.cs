using Quern.Registry;
using Quern.Warehouses;

namespace Quern.DuckDb;

/// <summary>A DuckDB file, or a database in memory, that runs hold their tables in.</summary>
/// <remarks>The file is opened with the first session and stays open, and closed to other processes, until the warehouse is disposed.</remarks>
public sealed class DuckDbWarehouse : IWarehouse
{
    readonly Lock gate = new();
    readonly string path;
    DuckDbFile? file;
    bool disposed;

    /// <summary>Makes a warehouse; opens nothing.</summary>
    /// <param name="path">The file, which need not exist, or <c>:memory:</c>: shared by this warehouse's sessions and by nobody else.</param>
    public DuckDbWarehouse(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        this.path = path;
        Location = DuckDbFile.IsInMemory(path) ? ":memory:" : DuckDbFile.Canonical(path);
    }

    /// <inheritdoc/>
    public string Dialect => DuckDbDialect.Name;

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public string Quote(string identifier) => DuckDbDialect.Quote(identifier);

    /// <inheritdoc/>
    public string ParameterMarker(string name) => DuckDbDialect.Marker(name);

    /// <inheritdoc/>
    public string TypeName(ColumnType type) => DuckDbDialect.TypeName(type);

    /// <inheritdoc/>
    public Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken)
    {
        // Opening replays the write-ahead log, which may take a while.
        return Task.Run<IWarehouseSession>(() => new DuckDbSession(File()), cancellationToken);

        DuckDbFile File()
        {
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                return file ??= DuckDbFile.Acquire(path, readOnly: false);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            disposed = true;
            file?.Dispose();
            file = null;
        }
        return ValueTask.CompletedTask;
    }
}
