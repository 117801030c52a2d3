using Quern.Relational.Printing;

namespace Quern.Relational.Passes;

/// <summary>The aliases, names of steps and columns that a query uses.</summary>
internal sealed class QueryNames
{
    readonly NameSet aliases;
    readonly NameSet steps;
    readonly Dictionary<string, Dictionary<string, ColumnExpr>> columns = [];
    readonly Dictionary<string, int> timesNamed = [];
    readonly HashSet<string> repeated = [];

    public QueryNames(Rel query)
    {
        var all = query.SelfAndDescendants().ToList();
        aliases = new NameSet(all.SelectMany(r => r.BoundAliases()));
        steps = new NameSet(all.OfType<NamedRel>().Select(n => n.Name));
        foreach (var named in all.OfType<NamedRel>())
            timesNamed[named.Name] = timesNamed.TryGetValue(named.Name, out var times) ? times + 1 : 1;
        var bound = new HashSet<string>();
        foreach (var alias in all.OfType<NamedRel>().Where(n => !n.IsCorrelated()).GroupBy(n => n.Name).Select(n => n.First().Body).Prepend(query)
            .SelectMany(FreshAliases.Binding).SelectMany(r => r.BoundAliases()))
            if (!bound.Add(alias))
                _ = repeated.Add(alias);
        foreach (var column in all.SelectMany(r => r.AllExpressions()).OfType<ColumnExpr>())
        {
            var own = columns.TryGetValue(column.Source, out var known) ? known : columns[column.Source] = [];
            own[column.Name] = own.TryGetValue(column.Name, out var same) && same.IsNullable ? same : column;
        }
    }

    public string Alias(string wish) => aliases.Unique(AliasNames.WithoutNumber(wish));

    /// <summary>An alias for a copy of what an alias is bound to.</summary>
    public string Copy(string alias)
    {
        var copy = Alias(alias);
        if (columns.TryGetValue(alias, out var own))
            columns[copy] = own.ToDictionary(c => c.Key, c => c.Value with { Source = copy });
        return copy;
    }

    public string Step(string wish) => steps.Unique(wish);

    /// <summary>The name of a step whose rows change: its own, unless others read the same rows.</summary>
    public string Changed(NamedRel step) => timesNamed.TryGetValue(step.Name, out var times) && times > 1 ? Step(step.Name) : step.Name;

    /// <summary>Whether several relations bind an alias.</summary>
    public bool IsRepeated(string alias) => repeated.Contains(alias);

    /// <summary>The columns of an alias that anything asks for; nullable where any use says so.</summary>
    IEnumerable<ColumnExpr> ColumnsOf(string alias) => columns.TryGetValue(alias, out var own) ? own.Values : [];

    /// <summary>All that anything asks of rows, as the columns of one alias.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="alias">The alias.</param>
    /// <param name="moved">What the rows' columns are called there.</param>
    public List<NamedExpr> Listed(Rel rows, string alias, out Replacement moved)
    {
        var (taken, listed) = (new NameSet([]), new List<NamedExpr>());
        moved = new Replacement();
        foreach (var column in rows.HasColumns() ? rows.References() : rows.BoundAliases().SelectMany(ColumnsOf))
        {
            listed.Add(new NamedExpr(taken.Unique(column.Name), column));
            moved.Add(column, column with { Source = alias, Name = listed[listed.Count - 1].Name });
        }
        return listed;
    }

    /// <summary>The column, nullable where any use says so.</summary>
    public ColumnExpr AnyUse(ColumnExpr column) => columns.TryGetValue(column.Source, out var own) && own.TryGetValue(column.Name, out var use) ? use : column;
}
