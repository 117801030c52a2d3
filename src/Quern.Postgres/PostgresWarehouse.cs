using Npgsql;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>A PostgreSQL database that runs hold their tables in.</summary>
public sealed class PostgresWarehouse : IWarehouse
{
    readonly NpgsqlDataSource dataSource;

    /// <summary>Makes a warehouse; opens nothing.</summary>
    /// <param name="connectionString">As Npgsql reads it.</param>
    /// <exception cref="WarehouseException">The connection string can't be read.</exception>
    public PostgresWarehouse(string connectionString) : this(PostgresServerAddress.Parse(connectionString, "The connection string")) { }

    internal PostgresWarehouse(PostgresServerAddress address)
    {
        Location = address.Location;
        dataSource = address.CreateDataSource();
    }

    /// <inheritdoc/>
    public string Dialect => PostgresDialect.Name;

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public string Quote(string identifier) => PostgresDialect.Quote(identifier);

    /// <inheritdoc/>
    public string ParameterMarker(string name) => PostgresDialect.Marker(name);

    /// <inheritdoc/>
    public string TypeName(ColumnType type) => PostgresDialect.TypeName(type);

    /// <inheritdoc/>
    public async Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new PostgresSession(await PostgresConnections.OpenAsync(dataSource, cancellationToken).ConfigureAwait(false), Location);
        }
        catch (Exception e) when (PostgresErrors.Translate(e, Location, null) is { } translated)
        {
            throw translated;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => dataSource.DisposeAsync();
}
