using Quern.Generators.Model;

namespace Quern.Generators.Checking;

/// <summary>The checks of a model's query that is sound C# and sound SQL, and may still not be what is meant.</summary>
internal static class QueryChecks
{
    static readonly Func<RelationSpec, QueryFacts, IEnumerable<DiagnosticSpec>>[] All =
    [
        GrainCheck.Find,
        DeterminismCheck.Find,
        ChangedRowsCheck.Find,
        MissedChangesCheck.Find,
        NullnessCheck.Find,
        PiiCheck.Find,
        ReferenceCheck.Find,
        ComparisonCheck.Find,
        ColumnFitCheck.Find,
    ];

    /// <param name="relation">A model with its query.</param>
    /// <param name="facts">What is known of the query besides.</param>
    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts) =>
        relation.Query is null ? [] : All.SelectMany(check => check(relation, facts));
}
