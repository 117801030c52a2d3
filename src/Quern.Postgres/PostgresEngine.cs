using Quern.Extraction;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>PostgreSQL 13 or newer. Its one setting is <c>ConnectionString</c>, as Npgsql reads it.</summary>
public sealed class PostgresEngine : IEngine
{
    /// <inheritdoc/>
    public string Type => "postgres";

    /// <inheritdoc/>
    public IWarehouse CreateWarehouse(ConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new PostgresWarehouse(PostgresServerAddress.Parse(settings.Required("ConnectionString"), settings.ConfigurationPath + ":ConnectionString"));
    }

    /// <inheritdoc/>
    public IExtractionSource CreateSource(ConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new PostgresSource(PostgresServerAddress.Parse(settings.Required("ConnectionString"), settings.ConfigurationPath + ":ConnectionString"));
    }
}
