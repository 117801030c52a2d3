using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Quern.Execution.State;
using Quern.Planning;
using Quern.Warehouses;

namespace Quern.Execution;

/// <summary>One run, from its first row in the log to its last.</summary>
sealed class Run
{
    static readonly TimeSpan RecordTimeout = TimeSpan.FromSeconds(15);
    readonly RunRequest request;
    readonly CancellationTokenSource stop;
    readonly EventStream events;
    readonly RunLog log;
    readonly string runId = Guid.CreateVersion7().ToString("N");
    readonly List<StepRecord> ended = [];
    readonly Stopwatch clock = Stopwatch.StartNew();

    Run(RunRequest request, Action<RunEvent> observe, CancellationToken cancellationToken)
    {
        this.request = request;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        events = new EventStream(observe, stop.Cancel);
        log = new RunLog(request.Warehouse, runId);
    }

    public static async Task<RunResult> ExecuteAsync(RunRequest request, Action<RunEvent> observe, CancellationToken cancellationToken)
    {
        var run = new Run(request, observe, cancellationToken);
        using (run.stop)
        {
            var result = await run.ExecuteAsync(run.stop.Token);
            if (run.events.Failure is { } failure)
                ExceptionDispatchInfo.Throw(failure);
            return result;
        }
    }

    async Task<RunResult> ExecuteAsync(CancellationToken cancellationToken)
    {
        var plan = RunPlanner.Plan(request);
        try
        {
            await PrepareAsync(plan, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return Finish(RunStatus.Cancelled);
        }
        events.Publish(new RunStarted(runId, request.TargetName, request.Warehouse.Location, plan.Steps.Count, plan.TestCount));

        var executor = new StepExecutor(request, runId, events.Publish);
        var scheduler = new StepScheduler(
            Math.Max(1, request.Threads),
            start: step => events.Publish(new StepStarted(step.Relation, step.Kind, step.Index)),
            execute: async step =>
            {
                var clockOfStep = Stopwatch.StartNew();
                return End(await executor.ExecuteAsync(step, cancellationToken), clockOfStep.Elapsed);
            },
            skip: (step, culprit) => End(
                culprit is null
                    ? new StepRecord(step, RunStatus.Cancelled, null, null, "The run was cancelled before this step began.", [])
                    : new StepRecord(step, RunStatus.Skipped, null, null, $"Skipped because {culprit.Relation.DisplayName} was not built.", []),
                TimeSpan.Zero));
        await scheduler.RunAsync(plan, cancellationToken);

        var status = ended.Any(s => s.Status == RunStatus.Failed) ? RunStatus.Failed : RunStatus.Success;
        if (cancellationToken.IsCancellationRequested && ended.Any(s => s.Status == RunStatus.Cancelled))
            status = RunStatus.Cancelled;
        await RecordEndAsync(status);
        return Finish(status);
    }

    async Task PrepareAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        await using var session = await Connector.OpenAsync(request.Warehouse, cancellationToken);
        await log.BeginRunAsync(session, request, cancellationToken);
        // Before the steps, whose transactions would wait for each other over a new schema.
        foreach (var schema in plan.Steps.Where(s => s.Kind != StepKind.Test).Select(s => s.Relation.Schema).Distinct(StringComparer.Ordinal))
            await session.EnsureSchemaAsync(schema, cancellationToken);
    }

    RunStatus End(StepRecord record, TimeSpan elapsed)
    {
        lock (ended)
            ended.Add(record);
        foreach (var test in record.Tests)
            events.Publish(new TestFinished(record.Step.Relation, test.Test, test.Status, test.Failures, test.Message));
        events.Publish(new StepFinished(
            record.Step.Relation, record.Step.Kind, record.Step.Index, record.Status, record.Outcome, elapsed, record.Message));
        return record.Status;
    }

    // Without the caller's token: that a run was cancelled is worth recording too.
    async Task RecordEndAsync(RunStatus status)
    {
        using var timeout = new CancellationTokenSource(RecordTimeout);
        try
        {
            await using var session = await request.Warehouse.OpenAsync(timeout.Token);
            await log.EndRunAsync(session, status, ended.Where(s => s.StartedAt is null).OrderBy(s => s.Step.Index), timeout.Token);
        }
        catch (Exception e) when (status != RunStatus.Success && e is WarehouseException or OperationCanceledException)
        {
            // The steps have said what is wrong. The run's row stays 'running', and the next run calls it interrupted.
        }
    }

    RunResult Finish(RunStatus status)
    {
        var steps = ended.Where(s => s.Step.Kind != StepKind.Test).ToArray();
        var tests = ended.SelectMany(s => s.Tests).ToArray();
        var result = new RunResult
        {
            RunId = runId,
            Status = status,
            StepsSucceeded = steps.Count(s => s.Status == RunStatus.Success),
            StepsFailed = steps.Count(s => s.Status == RunStatus.Failed),
            StepsSkipped = steps.Count(s => s.Status is RunStatus.Skipped or RunStatus.Cancelled),
            TestsPassed = tests.Count(t => t.Status == TestStatus.Passed),
            TestsWarned = tests.Count(t => t.Status == TestStatus.Warned),
            TestsFailed = tests.Count(t => t.Status == TestStatus.Failed),
            Rows = ended.Sum(s => s.Outcome?.RowsChanged ?? 0),
            Elapsed = clock.Elapsed,
        };
        events.Publish(new RunFinished(result));
        return result;
    }
}
