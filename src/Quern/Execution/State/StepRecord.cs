using Quern.Planning;
using Quern.Quality;

namespace Quern.Execution.State;

/// <summary>How a step ended, for the log.</summary>
/// <param name="Step">The step.</param>
/// <param name="Status">How.</param>
/// <param name="StartedAt">When it began; null when it was not tried.</param>
/// <param name="Outcome">What it changed; null unless it succeeded.</param>
/// <param name="Message">Why it failed or was skipped.</param>
/// <param name="Tests">The data tests that it ran.</param>
sealed record StepRecord(
    PlannedStep Step, RunStatus Status, DateTimeOffset? StartedAt, StepOutcome? Outcome, string? Message, IReadOnlyList<TestOutcome> Tests);
