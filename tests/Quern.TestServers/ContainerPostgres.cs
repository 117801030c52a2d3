using Testcontainers.PostgreSql;
using Xunit;

namespace Quern.TestServers;

/// <summary>A server in a container, which Testcontainers removes when the process ends.</summary>
sealed class ContainerPostgres(PostgreSqlContainer container) : IPostgresHost
{
    public string ConnectionString { get; } = container.GetConnectionString();

    public string? DataDirectory => null;

    /// <summary>Starts one; null when there is no Docker.</summary>
    public static async Task<ContainerPostgres?> TryStartAsync()
    {
        try
        {
            var container = new PostgreSqlBuilder("postgres:17").WithCommand("-c", "fsync=off").Build();
            await container.StartAsync();
            return new ContainerPostgres(container);
        }
        // What Testcontainers throws without a Docker daemon has changed between its versions.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    public Task StartAsync() => StopAsync(crash: false);

    public Task StopAsync(bool crash)
    {
        // A container gets another port at each start.
        Assert.Skip("A server in a container can't be restarted on its port; install PostgreSQL to run this test.");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => container.DisposeAsync();
}
