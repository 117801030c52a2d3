namespace Quern.Relational.Printing;

/// <summary>What columns of a statement's common table expressions and derived tables are computed by.</summary>
internal sealed class ColumnDefinitions
{
    readonly Dictionary<string, SelectBlock> sources = [];

    /// <param name="ctes">The statement's common table expressions.</param>
    /// <param name="block">Its SELECT.</param>
    public ColumnDefinitions(IReadOnlyList<Cte> ctes, SelectBlock block)
    {
        foreach (var item in ctes.Select(c => c.Body).Append(block).SelectMany(Correlation.Blocks).SelectMany(b => b.From?.Items ?? []))
            if (item is DerivedItem derived)
                sources[item.Alias] = derived.Block;
            else if (item is CteItem named && ctes.FirstOrDefault(c => c.Name == named.Name) is { } cte)
                sources[item.Alias] = cte.Body;
    }

    /// <summary>A column's expressions, one for each side of a set operation; none for a column of a relation.</summary>
    public IReadOnlyList<Expr> Of(ColumnExpr column) =>
        sources.TryGetValue(column.Source, out var block) && block.Columns is { } columns && columns.ToList().FindIndex(c => c.Name == column.Name) is >= 0 and var index
            ? [.. At(block, index)]
            : [];

    // Sides pair by position.
    static IEnumerable<Expr> At(SelectBlock block, int index) =>
        block.Set is { } set ? At(set.Left, index).Concat(At(set.Right, index)) : block.Columns is { } columns ? [columns[index].Expr] : [];
}
