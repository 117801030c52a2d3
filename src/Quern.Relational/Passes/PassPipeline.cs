namespace Quern.Relational.Passes;

/// <summary>The passes in the one order in which they run.</summary>
internal static class PassPipeline
{
    /// <summary>Which rows a query reads; then what is simpler to say; then C#'s meaning in SQL's terms.</summary>
    public static IReadOnlyList<Func<Rel, Rel>> For(RowSelection rows) => rows == RowSelection.All
        ? [DecideTargetExists.For(rows), SelectAllRows.Apply, .. Meaning]
        : [DecideTargetExists.For(rows), PushChangedKeysIntoGroups.Apply, SelectChangedRows.Apply, .. Meaning];

    public static Rel Run(Rel query, RowSelection rows) => For(rows).Aggregate(query, (rel, pass) => pass(rel));

    static IReadOnlyList<Func<Rel, Rel>> Meaning { get; } =
    [
        MergeFilters.Apply,
        FoldConditions.Apply,
        UseKnownConditions.Apply,
        MultiplyByReciprocal.Apply,
        CoalesceConcatenatedText.Apply,
        DefaultEmptyAggregates.Apply,
        ExpandNullComparisons.Apply,
        // Comparisons with constants may have left some.
        FoldConditions.Apply,
    ];
}
