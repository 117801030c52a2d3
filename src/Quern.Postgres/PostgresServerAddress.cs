using System.Data.Common;
using System.Globalization;
using Npgsql;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>A server and a database, read from a connection string, and what Quern needs of each connection to it.</summary>
sealed class PostgresServerAddress
{
    readonly NpgsqlConnectionStringBuilder builder;

    PostgresServerAddress(NpgsqlConnectionStringBuilder builder) => this.builder = builder;

    /// <summary>Host, port and database, for people: no user, no password.</summary>
    public string Location => string.Create(CultureInfo.InvariantCulture, $"{builder.Host}:{builder.Port}/{builder.Database ?? builder.Username}");

    /// <summary>Reads a connection string.</summary>
    /// <param name="connectionString">As Npgsql reads it.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="WarehouseException">It can't be read. The message doesn't repeat it.</exception>
    public static PostgresServerAddress Parse(string connectionString, string name)
    {
        NpgsqlConnectionStringBuilder builder;
        bool hasTimeout;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(connectionString);
            var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
            hasTimeout = given.ContainsKey("Command Timeout") || given.ContainsKey("CommandTimeout");
        }
        // No inner exception: the driver's may quote the part that it can't read, and that may be the password.
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw Misconfigured("is no connection string that Npgsql can read");
        }
        if (string.IsNullOrEmpty(builder.Host))
            throw Misconfigured("names no host");

        builder.Timezone = "UTC";
        builder.Enlist = false;
        builder.ApplicationName ??= "quern";
        // Without the detail an error names neither the duplicate key nor the row.
        builder.IncludeErrorDetail = true;
        // The driver gives up after 30 s by default, and a model may well take longer.
        if (!hasTimeout)
            builder.CommandTimeout = 0;
        return new PostgresServerAddress(builder);

        WarehouseException Misconfigured(string what) => new(WarehouseFailure.Misconfigured,
            $"'{name}' {what}. Expected: Host=localhost;Port=5432;Database=analytics;Username=quern;Password=…");
    }

    public NpgsqlDataSource CreateDataSource() => NpgsqlDataSource.Create(builder);
}
