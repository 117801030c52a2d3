using Quern.Registry;

namespace Quern.Execution;

/// <summary>How a step, a test or a run ended.</summary>
public enum RunStatus
{
    /// <summary>It did all it was to do.</summary>
    Success,

    /// <summary>It failed; targets are as they were before.</summary>
    Failed,

    /// <summary>It was not tried because something it depends on failed.</summary>
    Skipped,

    /// <summary>It was stopped from outside; targets are as they were before.</summary>
    Cancelled,
}

/// <summary>How a data test ended.</summary>
public enum TestStatus
{
    /// <summary>No row violates it.</summary>
    Passed,

    /// <summary>Rows violate it, and its severity is <see cref="Severity.Warn"/>.</summary>
    Warned,

    /// <summary>Rows violate it, and its severity is <see cref="Severity.Error"/>; or it could not be run.</summary>
    Failed,
}

/// <summary>What a step does.</summary>
public enum StepKind
{
    /// <summary>Loads a source's table from an operational database.</summary>
    Extract,

    /// <summary>Builds a model.</summary>
    Model,

    /// <summary>Runs a relation's data tests and nothing else.</summary>
    Test,
}

/// <summary>Something that happened in a run; the command line shows it and artifacts keep it.</summary>
public abstract record RunEvent;

/// <summary>The run began.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Target">The target's name.</param>
/// <param name="Location">Where the target's tables are.</param>
/// <param name="Steps">Number of steps.</param>
/// <param name="Tests">Number of data tests.</param>
public sealed record RunStarted(string RunId, string Target, string Location, int Steps, int Tests) : RunEvent;

/// <summary>A step began.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Kind">What the step does.</param>
/// <param name="Index">The step's number, from 1.</param>
public sealed record StepStarted(RelationDefinition Relation, StepKind Kind, int Index) : RunEvent;

/// <summary>A step is under way.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Kind">What the step does.</param>
/// <param name="Rows">Rows so far.</param>
public sealed record StepProgressed(RelationDefinition Relation, StepKind Kind, long Rows) : RunEvent;

/// <summary>A data test ended.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Test">The test.</param>
/// <param name="Status">How.</param>
/// <param name="Failures">Rows that violate it.</param>
/// <param name="Message">What was found, with a few of the rows' values; null when it passed.</param>
public sealed record TestFinished(RelationDefinition Relation, TestDefinition Test, TestStatus Status, long Failures, string? Message) : RunEvent;

/// <summary>A step ended.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Kind">What the step did.</param>
/// <param name="Index">The step's number, from 1.</param>
/// <param name="Status">How.</param>
/// <param name="Outcome">What it changed; null unless it succeeded.</param>
/// <param name="Elapsed">Time it took.</param>
/// <param name="Message">Why it failed or was skipped; null when it succeeded.</param>
public sealed record StepFinished(
    RelationDefinition Relation, StepKind Kind, int Index, RunStatus Status, StepOutcome? Outcome, TimeSpan Elapsed, string? Message) : RunEvent;

/// <summary>What a step changed in its target.</summary>
/// <param name="Mode">How it was built: <c>table</c>, <c>view</c>, <c>full</c>, <c>incremental</c>.</param>
/// <param name="RowsRead">Rows that the query gave, or that were read from the source.</param>
/// <param name="RowsInserted">Rows that are new.</param>
/// <param name="RowsUpdated">Rows that differ from before.</param>
/// <param name="RowsDeleted">Rows that are gone.</param>
public sealed record StepOutcome(string Mode, long RowsRead, long RowsInserted, long RowsUpdated, long RowsDeleted)
{
    /// <summary>Rows written: inserted, updated and deleted.</summary>
    public long RowsChanged => RowsInserted + RowsUpdated + RowsDeleted;
}

/// <summary>The run ended. The counts are over models and extractions together, and over tests.</summary>
public sealed record RunFinished(RunResult Result) : RunEvent;

/// <summary>What a run came to.</summary>
public sealed record RunResult
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>How it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Steps that succeeded.</summary>
    public required int StepsSucceeded { get; init; }

    /// <summary>Steps that failed.</summary>
    public required int StepsFailed { get; init; }

    /// <summary>Steps that were not tried.</summary>
    public required int StepsSkipped { get; init; }

    /// <summary>Tests that passed.</summary>
    public required int TestsPassed { get; init; }

    /// <summary>Tests that warned.</summary>
    public required int TestsWarned { get; init; }

    /// <summary>Tests that failed.</summary>
    public required int TestsFailed { get; init; }

    /// <summary>Rows changed in all targets.</summary>
    public required long Rows { get; init; }

    /// <summary>Time it took.</summary>
    public required TimeSpan Elapsed { get; init; }
}
