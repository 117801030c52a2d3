using Quern.Execution;

namespace Quern.Hosting.Reporting;

/// <summary>Shows a run.</summary>
abstract class RunReporter
{
    /// <summary>Runs, and shows what happens.</summary>
    public virtual Task<RunResult> ReportAsync(Func<Action<RunEvent>, Task<RunResult>> run) => run(Observe);

    /// <summary>Ends the report of a run that could not begin, or that broke off without a result.</summary>
    public virtual void ReportNothingDone(RunStatus status = RunStatus.Failed) { }

    /// <summary>Shows one event; called by one thread at a time.</summary>
    protected abstract void Observe(RunEvent runEvent);
}
