using Polly;
using Polly.Retry;
using Quern.Warehouses;

namespace Quern.Execution;

/// <summary>Connects, and tries again when the failure may pass. Statements are never tried again: they may have happened.</summary>
static class Connector
{
    static readonly ResiliencePipeline Retry = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<WarehouseException>(e => e.IsTransient),
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <summary>Opens a session.</summary>
    public static Task<IWarehouseSession> OpenAsync(IWarehouse warehouse, CancellationToken cancellationToken) =>
        FirstContactAsync(warehouse.OpenAsync, cancellationToken);

    /// <summary>Makes a first call that does nothing but connect and read.</summary>
    public static Task<T> FirstContactAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        Retry.ExecuteAsync(async token => await call(token), cancellationToken).AsTask();
}
