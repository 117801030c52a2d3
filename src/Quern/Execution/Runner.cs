using Quern.Planning;

namespace Quern.Execution;

/// <summary>Runs plans.</summary>
public static class Runner
{
    /// <summary>Runs what a request asks for.</summary>
    /// <param name="request">What to do, and where.</param>
    /// <param name="observe">Is told what happens, by one thread at a time, in order.</param>
    /// <param name="cancellationToken">Stops the run: steps under way are rolled back, and the result says cancelled.</param>
    /// <exception cref="PlanException">The run can't be planned.</exception>
    /// <exception cref="Warehouses.WarehouseException">The warehouse can't be reached or refuses what every run needs; no step was tried.</exception>
    public static Task<RunResult> RunAsync(RunRequest request, Action<RunEvent> observe, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(observe);
        return new Run(request, observe).ExecuteAsync(cancellationToken);
    }
}
