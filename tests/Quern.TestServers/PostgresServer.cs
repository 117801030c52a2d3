using System.Collections.Concurrent;
using Npgsql;
using Xunit;

namespace Quern.TestServers;

/// <summary>
/// A real PostgreSQL for tests: the one that the environment variable QUERN_TEST_POSTGRES names (the connection string of
/// a user who may create databases), else one made from PostgreSQL's programs on this machine, else a container. Without
/// any of them tests are skipped, and fail when CI=true.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    static readonly Lazy<Task<PostgresServer>> Shared = new(() => FindAsync(local: false));

    readonly IPostgresHost host;
    readonly ConcurrentBag<string> databases = [];

    PostgresServer(IPostgresHost host) => this.host = host;

    /// <summary>The folder of the cluster; null unless the server was made from programs on this machine.</summary>
    public string? DataDirectory => host.DataDirectory;

    /// <summary>Connection string of the server's own database, as a user who may do everything.</summary>
    public string AdminConnectionString => host.ConnectionString;

    /// <summary>The server that all tests of this process share; started on first use, stopped and deleted when the process ends, however it ends.</summary>
    public static async Task<PostgresServer> SharedAsync()
    {
        try
        {
            return await Shared.Value;
        }
        catch (NoPostgresException e) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    /// <summary>A server of the caller's own, made from programs on this machine, that may be stopped and killed.</summary>
    public static async Task<PostgresServer> StartOwnAsync()
    {
        try
        {
            return await FindAsync(local: true);
        }
        catch (NoPostgresException e) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = "quern_" + Guid.NewGuid().ToString("n");
        await using (var admin = NpgsqlDataSource.Create(AdminConnectionString))
        await using (var create = admin.CreateCommand($"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
            await create.ExecuteNonQueryAsync();
        databases.Add(name);
        return new NpgsqlConnectionStringBuilder(AdminConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Stops the server in good order.</summary>
    public Task StopAsync() => host.StopAsync(crash: false);

    /// <summary>Ends the server as a crash does: connections break, nothing is written out, and the next start recovers.</summary>
    public Task KillAsync() => host.StopAsync(crash: true);

    /// <summary>Starts the server again, on the same port.</summary>
    public Task StartAsync() => host.StartAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await host.DisposeAsync();
    }

    static async Task<PostgresServer> FindAsync(bool local)
    {
        if (!local && Environment.GetEnvironmentVariable("QUERN_TEST_POSTGRES") is { Length: > 0 } given)
        {
            var server = new PostgresServer(new GivenPostgres(given));
            AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DropDatabases();
            return server;
        }
        IPostgresHost? host = await LocalPostgres.TryStartAsync();
        host ??= local ? null : await ContainerPostgres.TryStartAsync();
        return new PostgresServer(host ?? throw new NoPostgresException());
    }

    // A server that was given outlives the process.
    void DropDatabases()
    {
        NpgsqlConnection.ClearAllPools();
        using var admin = NpgsqlDataSource.Create(AdminConnectionString);
        foreach (var database in databases)
        {
            using var drop = admin.CreateCommand($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
            drop.ExecuteNonQuery();
        }
    }
}
