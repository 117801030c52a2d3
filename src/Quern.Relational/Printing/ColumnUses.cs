namespace Quern.Relational.Printing;

/// <summary>Which columns of which alias a query uses, and how often.</summary>
internal sealed class ColumnUses
{
    readonly Dictionary<string, Dictionary<string, (ColumnExpr Column, int Count)>> uses = [];
    readonly Dictionary<string, HashSet<string>> aliasesOfName = [];

    public ColumnUses(Rel query)
    {
        foreach (var rel in query.SelfAndDescendants())
        {
            if (rel is NamedRel named)
                _ = (aliasesOfName.TryGetValue(named.Name, out var aliases) ? aliases : aliasesOfName[named.Name] = []).Add(named.Alias);
            foreach (var column in rel.AllExpressions().OfType<ColumnExpr>())
                Add(column);
        }
        // The query's own columns are wanted though nothing in it refers to them.
        if (query is NamedRel or FilterRel or SortRel or ChangedRel or SetRel)
            foreach (var column in query.OutputColumns().Select(c => c.Expr).OfType<ColumnExpr>())
                Add(column);
    }

    public int Count(string alias, string column) =>
        uses.TryGetValue(alias, out var columns) && columns.TryGetValue(column, out var use) ? use.Count : 0;

    public IReadOnlyCollection<string> Of(string alias) => uses.TryGetValue(alias, out var columns) ? columns.Keys : [];

    public IEnumerable<ColumnExpr> ColumnsOf(string alias) => uses.TryGetValue(alias, out var columns) ? columns.Values.Select(u => u.Column) : [];

    /// <summary>The columns that any use of a named query needs.</summary>
    public IReadOnlyCollection<string> OfName(string name) => new HashSet<string>(aliasesOfName[name].SelectMany(Of));

    void Add(ColumnExpr column)
    {
        var columns = uses.TryGetValue(column.Source, out var known) ? known : uses[column.Source] = [];
        columns[column.Name] = (column, columns.TryGetValue(column.Name, out var use) ? use.Count + 1 : 1);
    }
}
