using Npgsql;

namespace Quern.Postgres;

/// <summary>Opens connections that work.</summary>
static class PostgresConnections
{
    /// <summary>Opens a connection, and asks the server something on it: the pool also hands out one that broke while it lay there.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenOneAsync(dataSource, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException { InnerException: IOException } or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown })
        {
            // The server was restarted; the others in the pool are broken too.
            dataSource.Clear();
            return await OpenOneAsync(dataSource, cancellationToken).ConfigureAwait(false);
        }
    }

    static async Task<NpgsqlConnection> OpenOneAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var ask = new NpgsqlCommand("SELECT 1", connection);
            await using var _ = ask.ConfigureAwait(false);
            await ask.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
