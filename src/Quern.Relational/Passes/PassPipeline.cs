namespace Quern.Relational.Passes;

/// <summary>The passes in the one order in which they run.</summary>
internal static class PassPipeline
{
    /// <summary>Which rows a query reads; then what is simpler to say; then C#'s meaning in SQL's terms.</summary>
    public static IReadOnlyList<Func<Rel, Rel>> For(RowSelection rows) => rows == RowSelection.All
        ? [DecideTargetExists.For(rows), SelectAllRows.Apply, .. Meaning]
        : [DecideTargetExists.For(rows), PushChangedKeysIntoGroups.Apply, SelectChangedRows.Apply, .. Meaning];

    /// <summary>Runs the passes.</summary>
    /// <param name="query">The query as the parser made it.</param>
    /// <param name="rows">Which rows it is to read.</param>
    /// <param name="check">Called on the query before the first pass and after each: <see cref="Verifier.Verify"/> in tests.</param>
    public static Rel Run(Rel query, RowSelection rows, Action<Rel>? check = null)
    {
        check?.Invoke(query);
        foreach (var pass in For(rows))
        {
            query = pass(query);
            check?.Invoke(query);
        }
        return query;
    }

    static IReadOnlyList<Func<Rel, Rel>> Meaning { get; } =
    [
        LinkCrossJoins.Apply,
        DropNeedlessDistinct.Apply,
        MergeFilters.Apply,
        FoldConstants.Apply,
        FoldConditions.Apply,
        SimplifyNullTests.Apply,
        FoldConditions.Apply,
        UseKnownConditions.Apply,
        MembershipForExists.Apply,
        DropUnusedColumns.Apply,
        DropUnusedJoins.Apply,
        PushFilters.Apply,
        ListEqualities.Apply,
        MergeCases.Apply,
        NameRepeatedValues.Apply,
        CountValues.Apply,
        AverageDecimals.Apply,
        LikeForConstantText.Apply,
        MultiplyByReciprocal.Apply,
        CoalesceConcatenatedText.Apply,
        DefaultEmptyAggregates.Apply,
        ExpandNullComparisons.Apply,
        // Comparisons with constants may have left some.
        FoldConditions.Apply,
    ];
}
