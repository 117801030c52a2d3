using Xunit;

namespace Quern.TestServers;

/// <summary>A server that runs already and is not ours to stop.</summary>
sealed class GivenPostgres(string connectionString) : IPostgresHost
{
    public string ConnectionString => connectionString;

    public string? DataDirectory => null;

    public Task StartAsync() => StopAsync(crash: false);

    public Task StopAsync(bool crash)
    {
        Assert.Skip("The server of QUERN_TEST_POSTGRES can't be stopped by a test.");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
