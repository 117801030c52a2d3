using Quern.Planning;

namespace Quern.Execution;

/// <summary>Runs plans.</summary>
public static class Runner
{
    /// <summary>Runs what a request asks for.</summary>
    /// <param name="request">What to do, and where.</param>
    /// <param name="observe">Is told what happens, by one thread at a time, in order. When it throws, the run is cancelled, and throws the same.</param>
    /// <param name="cancellationToken">Stops the run: steps under way are rolled back, and the result says cancelled.</param>
    /// <exception cref="PlanException">The run can't be planned.</exception>
    /// <exception cref="Warehouses.WarehouseException">
    /// The warehouse can't be reached or refuses what every run needs, and no step was tried; or all steps succeeded and the
    /// end of the run could not be recorded.
    /// </exception>
    public static Task<RunResult> RunAsync(RunRequest request, Action<RunEvent> observe, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(observe);
        return Run.ExecuteAsync(request, observe, cancellationToken);
    }
}
