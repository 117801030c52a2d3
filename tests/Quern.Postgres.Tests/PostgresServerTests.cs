using Npgsql;
using Quern.TestServers;

namespace Quern.Postgres.Tests;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task Own_server_is_stopped_and_deleted_when_disposed()
    {
        string folder;
        string connectionString;
        await using (var server = await PostgresServer.StartOwnAsync())
        {
            folder = server.DataDirectory!;
            connectionString = await server.CreateDatabaseAsync();
            await server.KillAsync();
            await server.StartAsync();
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
        }
        Assert.False(Directory.Exists(folder));
        await using var after = new NpgsqlConnection(connectionString);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => after.OpenAsync(TestContext.Current.CancellationToken));
    }
}
