namespace Quern.TestServers;

/// <summary>What runs a PostgreSQL server.</summary>
interface IPostgresHost : IAsyncDisposable
{
    string ConnectionString { get; }

    string? DataDirectory { get; }

    Task StartAsync();

    Task StopAsync(bool crash);
}
