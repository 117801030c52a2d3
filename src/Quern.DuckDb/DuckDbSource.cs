using System.Data.Common;
using DuckDB.NET.Data;
using Quern.Extraction;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.DuckDb;

/// <summary>A DuckDB file to extract from; it is opened to read only. When this process has it open as a target already, reading goes through that.</summary>
public sealed class DuckDbSource : IExtractionSource
{
    readonly Lock gate = new();
    readonly string path;
    DuckDbFile? file;
    bool disposed;

    /// <summary>Makes a source; opens nothing.</summary>
    /// <param name="path">The file.</param>
    public DuckDbSource(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        this.path = path;
        Location = DuckDbFile.Canonical(path);
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SourceColumn>?> DescribeAsync(string table, CancellationToken cancellationToken)
    {
        var relation = DuckDbSourceTable.Parse(table);
        using var connector = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        var columns = await connector.QueryAsync(
            new("""
                SELECT column_name, data_type, is_nullable
                FROM duckdb_columns()
                WHERE database_name = current_database() AND lower(schema_name) = lower($schema) AND lower(table_name) = lower($name)
                ORDER BY column_index
                """, [new("schema", new(ColumnKind.Text), relation.Schema), new("name", new(ColumnKind.Text), relation.Name)]),
            r => DuckDbSourceTypes.Column(r.GetString(0), r.GetString(1), r.GetBoolean(2)),
            cancellationToken).ConfigureAwait(false);
        return columns.Count == 0 ? null : columns;
    }

    /// <inheritdoc/>
    public async Task<DbDataReader> ReadAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var statement = DuckDbSourceTable.Select(query);
        var connector = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        DuckDBCommand? command = null;
        try
        {
            command = connector.CreateCommand(statement);
            // Rows come as they are computed, not after all of them lie in memory.
            command.UseStreamingMode = true;
            var reader = await connector.InterruptiblyAsync(command.ExecuteReader, statement.Text, cancellationToken).ConfigureAwait(false);
            return new DuckDbSourceReader(connector, command, reader, query);
        }
        catch
        {
            command?.Dispose();
            connector.Dispose();
            throw;
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

    Task<DuckDbConnector> ConnectAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                if (file is null && !File.Exists(Location))
                    throw new WarehouseException(WarehouseFailure.Misconfigured,
                        $"The source's DuckDB file '{Location}' does not exist. Check the configured Path; it is relative to the current directory.");
                file ??= DuckDbFile.Acquire(path, readOnly: true);
            }
            return new DuckDbConnector(file);
        },
        cancellationToken);
}
