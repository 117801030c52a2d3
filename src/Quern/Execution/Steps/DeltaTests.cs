using Quern.Registry;

namespace Quern.Execution.Steps;

/// <summary>Says which data tests of an incremental model can be decided from the rows that a run is about to publish.</summary>
static class DeltaTests
{
    /// <summary>
    /// True for tests of single rows, which hold for the table when they hold for the old rows and the new ones, and for
    /// uniqueness of the key that the merge itself keeps. Uniqueness of other columns, test methods, and tests that compare
    /// with the model's own rows need the whole table: they run on it after publishing, before the commit.
    /// </summary>
    public static bool AreCompleteOnDelta(TestDefinition test, string relationId, IncrementalDefinition incremental) => test.Kind switch
    {
        TestKind.Custom => false,
        TestKind.Unique => incremental.Strategy == IncrementalStrategy.Merge && IsKeyOrMore(test.Columns, incremental.UniqueKey),
        _ => !test.Inputs.Contains(relationId),
    };

    /// <inheritdoc cref="AreCompleteOnDelta(TestDefinition, string, IncrementalDefinition)"/>
    public static bool AreCompleteOnDelta(TestDefinition test, string relationId, ExtractDefinition extract) => test.Kind switch
    {
        TestKind.Custom => false,
        TestKind.Unique => IsKeyOrMore(test.Columns, extract.Key),
        _ => !test.Inputs.Contains(relationId),
    };

    static bool IsKeyOrMore(IReadOnlyList<string> columns, IReadOnlyList<string> key) => key.Count > 0 && key.All(columns.Contains);
}
