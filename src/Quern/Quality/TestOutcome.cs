using Quern.Execution;
using Quern.Registry;

namespace Quern.Quality;

/// <summary>What a data test found.</summary>
/// <param name="Test">The test.</param>
/// <param name="Failures">Rows that violate it; for a unique test, values that appear more than once.</param>
/// <param name="Message">What was found; null when it passed.</param>
/// <param name="WasRun">False when it could not be run, which is a failure whatever its severity.</param>
sealed record TestOutcome(TestDefinition Test, long Failures, string? Message, bool WasRun = true)
{
    public TestStatus Status =>
        Message is null ? TestStatus.Passed
        : WasRun && Test.Severity == Severity.Warn ? TestStatus.Warned
        : TestStatus.Failed;

    public static TestOutcome Passed(TestDefinition test) => new(test, 0, null);
}
