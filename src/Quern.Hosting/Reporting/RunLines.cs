using Quern.Execution;

namespace Quern.Hosting.Reporting;

// The wire format of `--output json`. Property order is the order in the output.

sealed record RunStartedLine() : JsonLine("run_started")
{
    public required string RunId { get; init; }

    public required string Target { get; init; }

    public required string Location { get; init; }

    public required int Steps { get; init; }

    public required int Tests { get; init; }

    public static RunStartedLine Of(RunStarted e) => new()
    {
        RunId = e.RunId, Target = e.Target, Location = e.Location, Steps = e.Steps, Tests = e.Tests,
    };
}

sealed record StepStartedLine() : JsonLine("step_started")
{
    public required string Relation { get; init; }

    public required string Kind { get; init; }

    public required int Index { get; init; }

    public static StepStartedLine Of(StepStarted e) => new()
    {
        Relation = e.Relation.DisplayName, Kind = Words.Of(e.Kind), Index = e.Index,
    };
}

sealed record StepProgressedLine() : JsonLine("step_progressed")
{
    public required string Relation { get; init; }

    public required string Kind { get; init; }

    public required long Rows { get; init; }

    public static StepProgressedLine Of(StepProgressed e) => new()
    {
        Relation = e.Relation.DisplayName, Kind = Words.Of(e.Kind), Rows = e.Rows,
    };
}

sealed record TestFinishedLine() : JsonLine("test_finished")
{
    public required string Relation { get; init; }

    public required string Test { get; init; }

    public required string Status { get; init; }

    public required long Failures { get; init; }

    public required string? Message { get; init; }

    public static TestFinishedLine Of(TestFinished e) => new()
    {
        Relation = e.Relation.DisplayName, Test = e.Test.Name, Status = Words.Of(e.Status), Failures = e.Failures, Message = e.Message,
    };
}

sealed record StepFinishedLine() : JsonLine("step_finished")
{
    public required string Relation { get; init; }

    public required string Kind { get; init; }

    public required int Index { get; init; }

    public required string Status { get; init; }

    public required string? Mode { get; init; }

    public required long RowsRead { get; init; }

    public required long RowsInserted { get; init; }

    public required long RowsUpdated { get; init; }

    public required long RowsDeleted { get; init; }

    public required long ElapsedMs { get; init; }

    public required string? Message { get; init; }

    public static StepFinishedLine Of(StepFinished e) => new()
    {
        Relation = e.Relation.DisplayName,
        Kind = Words.Of(e.Kind),
        Index = e.Index,
        Status = Words.Of(e.Status),
        Mode = e.Outcome?.Mode,
        RowsRead = e.Outcome?.RowsRead ?? 0,
        RowsInserted = e.Outcome?.RowsInserted ?? 0,
        RowsUpdated = e.Outcome?.RowsUpdated ?? 0,
        RowsDeleted = e.Outcome?.RowsDeleted ?? 0,
        ElapsedMs = (long)e.Elapsed.TotalMilliseconds,
        Message = e.Message,
    };
}

sealed record RunFinishedLine() : JsonLine("run_finished")
{
    public required string Status { get; init; }

    public required StepCounts Models { get; init; }

    public required TestCounts Tests { get; init; }

    public required long Rows { get; init; }

    public required long ElapsedMs { get; init; }

    public static RunFinishedLine Of(RunResult result) => new()
    {
        Status = Words.Of(result.Status),
        Models = new(result.StepsSucceeded, result.StepsFailed, result.StepsSkipped),
        Tests = new(result.TestsPassed, result.TestsWarned, result.TestsFailed),
        Rows = result.Rows,
        ElapsedMs = (long)result.Elapsed.TotalMilliseconds,
    };
}

sealed record StepCounts(int Succeeded, int Failed, int Skipped);

sealed record TestCounts(int Passed, int Warned, int Failed);
