namespace Quern.Relational.Passes;

/// <summary>The passes in the one order in which they run.</summary>
internal static class PassPipeline
{
    /// <summary>What every query goes through: which rows it reads, and then C#'s meaning in SQL's terms.</summary>
    public static IReadOnlyList<Func<Rel, Rel>> For(RowSelection rows) =>
        rows == RowSelection.All ? [SelectAllRows.Apply, .. Meaning] : [SelectChangedRows.Apply, .. Meaning];

    public static Rel Run(Rel query, RowSelection rows) => For(rows).Aggregate(query, (rel, pass) => pass(rel));

    static IReadOnlyList<Func<Rel, Rel>> Meaning { get; } = [];
}
