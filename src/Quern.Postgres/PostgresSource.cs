using System.Data;
using System.Data.Common;
using Npgsql;
using Quern.Extraction;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>A PostgreSQL database to extract from; every transaction on it is read only.</summary>
public sealed class PostgresSource : IExtractionSource
{
    readonly NpgsqlDataSource dataSource;

    /// <summary>Makes a source; opens nothing.</summary>
    /// <param name="connectionString">As Npgsql reads it.</param>
    /// <exception cref="WarehouseException">The connection string can't be read.</exception>
    public PostgresSource(string connectionString) : this(PostgresServerAddress.Parse(connectionString, "The connection string")) { }

    internal PostgresSource(PostgresServerAddress address)
    {
        Location = address.Location;
        dataSource = address.CreateDataSource();
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceColumn>?> DescribeAsync(string table, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        var connection = await PostgresConnections.OpenAsync(dataSource, cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var columns = await PostgresSourceColumn.ReadAsync(connection, table, cancellationToken).ConfigureAwait(false);
        return columns.Count == 0 ? null : (IReadOnlyList<SourceColumn>)[.. columns.Select(c => c.ToSourceColumn())];
    });

    /// <inheritdoc/>
    public Task<DbDataReader> ReadAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return GuardAsync<DbDataReader>(async () =>
        {
            var connection = await PostgresConnections.OpenAsync(dataSource, cancellationToken).ConfigureAwait(false);
            try
            {
                // One snapshot from the columns' types to the last row. Ends with the connection.
                await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(connection, "SET TRANSACTION READ ONLY", cancellationToken).ConfigureAwait(false);
                var columns = await PostgresSourceColumn.ReadAsync(connection, query.Table, cancellationToken).ConfigureAwait(false);
                var command = PostgresSourceSelect.Command(connection, query, columns);
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                return new PostgresSourceReader(connection, command, reader, query, Location);
            }
            catch
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => dataSource.DisposeAsync();

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    async Task<T> GuardAsync<T>(Func<Task<T>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresErrors.Translate(e, Location, null) is { } translated)
        {
            throw translated;
        }
    }
}
