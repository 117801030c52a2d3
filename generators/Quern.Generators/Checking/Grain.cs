using System.Runtime.CompilerServices;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>
/// The grain of a query: sets of columns of which each identifies a row. Keys of inputs are followed through filters, joins,
/// groups and projections, up to columns that the query makes equal, and to columns that follow from others: grouped by a
/// key and by what it identifies, rows are identified by the key.
/// </summary>
internal sealed class Grain(QueryFacts facts, Rel query)
{
    readonly Dictionary<string, InputFacts> inputs = facts.Inputs.ToDictionary(input => input.Id, StringComparer.Ordinal);
    readonly KnownColumns known = new(query);
    readonly Dictionary<Rel, IReadOnlyList<HashSet<ColumnRef>>> keys = new(new SameRel());
    readonly Dictionary<Rel, IReadOnlyList<IReadOnlyList<string>>> outputs = new(new SameRel());

    /// <summary>The keys of a relation's rows; none when nothing is known. An empty key says that there is one row at most.</summary>
    public IReadOnlyList<HashSet<ColumnRef>> KeysOf(Rel rel) => keys.TryGetValue(rel, out var found) ? found : keys[rel] = FindKeys(rel);

    /// <summary>The keys of a query that gives columns, by their names.</summary>
    public IReadOnlyList<IReadOnlyList<string>> OutputKeys(Rel rel) => outputs.TryGetValue(rel, out var found) ? found : outputs[rel] = FindOutputKeys(rel);

    /// <summary>Whether no two rows of a query that gives columns agree in some of them.</summary>
    public bool Identifies(Rel rel, IEnumerable<string> names)
    {
        var given = new HashSet<string>(names, StringComparer.Ordinal);
        if (rel is ProjectRel project && Covers(project.Input, project.Columns.Where(c => given.Contains(c.Name)).SelectMany(c => Injection.Columns(c.Expr))))
            return true;
        var told = Follow(rel, given);
        return OutputKeys(rel).Any(key => key.All(told.Contains));
    }

    /// <summary>Whether no two rows of a relation agree in some of its columns.</summary>
    public bool Covers(Rel rel, IEnumerable<ColumnRef> columns)
    {
        var told = Told(rel, columns);
        return KeysOf(rel).Any(key => key.All(told.Contains));
    }

    /// <summary>Whether one row of the left side meets one row of the right at most.</summary>
    public bool MatchesOnce(JoinRel join, IEnumerable<Expr> conditions)
    {
        if (join.IsSingle)
            return true;
        var aliases = new HashSet<string>(join.Right.BoundAliases());
        var compared = new HashSet<ColumnRef>();
        foreach (var condition in conditions)
            if (condition is ComparisonExpr { Operator: ComparisonOperator.Equal } comparison)
                foreach (var (own, other) in new[] { (comparison.Left, comparison.Right), (comparison.Right, comparison.Left) })
                    if (other.AllColumns().All(c => !aliases.Contains(c.Source)))
                        compared.UnionWith(Injection.Columns(own).Where(c => aliases.Contains(c.Source)));
        return Covers(join.Right, compared);
    }

    /// <summary>Whether two scans of one relation, joined in a query, give the same row of it.</summary>
    public bool IsSameRow(ScanRel left, ScanRel right) =>
        KeysOf(left).Any(key => key.All(column => known.Root(column) == known.Root(column with { Source = right.Alias })));

    /// <summary>All columns of a relation that are settled once some are.</summary>
    public ToldColumns Told(Rel rel, IEnumerable<ColumnRef> columns)
    {
        var told = new ToldColumns(known);
        foreach (var column in columns)
            told.Add(column);
        var parts = Parts(rel).ToList();
        for (var isNew = true; isNew;)
        {
            isNew = false;
            foreach (var part in parts)
                if (part.BoundAliases().Any(alias => !told.ContainsRow(alias)))
                    isNew |= KeysOf(part).Any(key => key.All(told.Contains))
                        ? part.BoundAliases().ToList().Select(told.AddRow).ToList().Contains(true)
                        : part is NamedRel or AggregateRel or ProjectRel && Extend(told, part);
        }
        return told;
    }

    bool Extend(ToldColumns told, Rel part)
    {
        var alias = part.BoundAliases().Single();
        var names = part.OutputColumns().Select(c => c.Name).ToList();
        var given = new HashSet<string>(names.Where(name => told.Contains(new ColumnRef(alias, name))), StringComparer.Ordinal);
        return given.Count > 0 && Follow(part, given).ToList().Select(name => told.Add(new ColumnRef(alias, name))).ToList().Contains(true);
    }

    // The columns of a query that are settled once some are, by name.
    HashSet<string> Follow(Rel rel, HashSet<string> names) => rel switch
    {
        NamedRel named => Follow(named.Body, names),
        DistinctRel or FilterRel or SortRel or ChangedRel => Follow(rel.Inputs().Single(), names),
        ProjectRel project => Follow(project.Input, project.Columns, names),
        AggregateRel { Sets: GroupingSets.All } aggregate => Follow(aggregate.Input, aggregate.Keys, names),
        _ => names,
    };

    HashSet<string> Follow(Rel input, EquatableArray<NamedExpr> columns, HashSet<string> names)
    {
        var told = Told(input, columns.Where(c => names.Contains(c.Name)).SelectMany(c => Injection.Columns(c.Expr)));
        return new(names.Concat(columns.Where(c => told.Tells(c.Expr)).Select(c => c.Name)), StringComparer.Ordinal);
    }

    // Relations whose rows meet in a row of this one, and those joined of them.
    static IEnumerable<Rel> Parts(Rel rel) => rel is JoinRel or FilterRel or ChangedRel or SortRel ? rel.Inputs().SelectMany(Parts).Prepend(rel) : [rel];

    IReadOnlyList<HashSet<ColumnRef>> FindKeys(Rel rel) => rel switch
    {
        ScanRel scan => inputs.TryGetValue(scan.RelationId, out var input)
            ? [.. input.Keys.Select(key => Set(key.Select(name => new ColumnRef(scan.Alias, name))))]
            : [],
        NamedRel or SetRel or ProjectRel or DistinctRel => [.. OutputKeys(rel).Select(key => Set(key.Select(name => new ColumnRef(rel.BoundAliases().Single(), name))))],
        ValuesRel values => [.. values.Names.Where((_, i) => Identifies(values, i)).Select(name => Set([new ColumnRef(values.Alias, name)]))],
        SeriesRel series => [Set([new ColumnRef(series.Alias, SeriesRel.Number)])],
        UnnestRel items => [Set([new ColumnRef(items.Alias, UnnestRel.Position)])],
        // A key of nulls may be a total's too.
        AggregateRel { Sets: not GroupingSets.All } => [],
        AggregateRel aggregate => [Set(aggregate.Keys.Select(k => new ColumnRef(aggregate.Alias, k.Name)))],
        // A row of either side may stand alone, with nulls for the other's key.
        JoinRel { Kind: JoinKind.Full } => [],
        JoinRel join => Joined(join, join.On is { } on ? on.Conjuncts() : []),
        FilterRel => Filtered(rel, []),
        SortRel { Take: 1 } => [Set([])],
        _ when rel.Inputs().ToArray() is [var only] => KeysOf(only),
        _ => [],
    };

    IReadOnlyList<HashSet<ColumnRef>> Filtered(Rel rel, IEnumerable<Expr> conditions) => rel switch
    {
        FilterRel filter => Filtered(filter.Input, conditions.Concat(filter.Predicate.Conjuncts())),
        // A condition above an inner join says as much as one in it.
        JoinRel { Kind: JoinKind.Inner or JoinKind.Cross } join => Joined(join, conditions.Concat(join.On is { } on ? on.Conjuncts() : [])),
        _ => KeysOf(rel),
    };

    IReadOnlyList<HashSet<ColumnRef>> Joined(JoinRel join, IEnumerable<Expr> conditions)
    {
        var (left, right) = (KeysOf(join.Left), KeysOf(join.Right));
        var both = left.SelectMany(l => right.Select(r => Set(l.Concat(r))));
        return MatchesOnce(join, conditions) ? [.. left, .. both] : [.. both];
    }

    IReadOnlyList<IReadOnlyList<string>> FindOutputKeys(Rel rel) => rel switch
    {
        ProjectRel project => [.. KeysOf(project.Input).Select(key => Projected(project, key)).OfType<IReadOnlyList<string>>(), .. Numbered(project)],
        DistinctRel distinct => [.. OutputKeys(distinct.Input), All(distinct)],
        SetRel set => set.Operator switch
        {
            SetOperator.Except => [.. OutputKeys(set.Left), All(set)],
            SetOperator.Intersect => [.. OutputKeys(set.Left), .. OutputKeys(set.Right), All(set)],
            SetOperator.Union => [.. Apart(set), All(set)],
            _ => [.. Apart(set)],
        },
        NamedRel named => OutputKeys(named.Body),
        AggregateRel { Sets: not GroupingSets.All } => [],
        AggregateRel aggregate => [[.. aggregate.Keys.Select(k => k.Name)]],
        SortRel { Take: 1 } => [[]],
        _ when rel.Inputs().ToArray() is [var only] => OutputKeys(only),
        _ => [],
    };

    // A key of both sides, with what tells the sides apart.
    IEnumerable<IReadOnlyList<string>> Apart(SetRel set) =>
        from left in OutputKeys(set.Left)
        from right in OutputKeys(set.Right)
        from apart in DisjointRows.Of(set, left, right, known)
        select (IReadOnlyList<string>)[.. left.Union(right).Union(apart)];

    // A row's number within its partition, or its rank where no rows tie.
    IEnumerable<IReadOnlyList<string>> Numbered(ProjectRel project)
    {
        foreach (var column in project.Columns)
            if (column.Expr is WindowExpr { Function: WindowFunctionExpr { Function: var function } } window
                && (function == WindowFunction.RowNumber || (function is WindowFunction.Rank or WindowFunction.DenseRank
                    && Covers(project.Input, window.Partition.Concat(window.Order.Select(k => k.Expr)).SelectMany(Injection.Columns)))))
            {
                var partition = window.Partition.Select(e => project.Columns.FirstOrDefault(c => RowConditions.AreOne(c.Expr, e))?.Name).ToList();
                if (!partition.Contains(null))
                    yield return [.. partition.OfType<string>(), column.Name];
            }
    }

    // What is not among the columns must follow from what is.
    IReadOnlyList<string>? Projected(ProjectRel project, HashSet<ColumnRef> key)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var missing = new List<ColumnRef>();
        foreach (var column in key.Where(column => !known.IsConstant(column)))
            if (project.Columns.FirstOrDefault(c => Injection.Columns(c.Expr).Any(given => known.Root(given) == known.Root(column))) is { } output)
                names.Add(output.Name);
            else
                missing.Add(column);
        if (missing.Count == 0)
            return [.. names];
        var told = Told(project.Input, project.Columns.Where(c => names.Contains(c.Name)).SelectMany(c => Injection.Columns(c.Expr)));
        return missing.TrueForAll(told.Contains) ? [.. names] : null;
    }

    static IReadOnlyList<string> All(Rel rel) => [.. rel.OutputColumns().Select(c => c.Name)];

    static bool Identifies(ValuesRel values, int column) =>
        values.Rows.All(row => !row[column].IsNullable) && values.Rows.Select(row => row[column]).Distinct().Count() == values.Rows.Count;

    static HashSet<ColumnRef> Set(IEnumerable<ColumnRef> columns) => [.. columns];

    // Equal relations may stand in several places; to compare them costs as much as to look again.
    sealed class SameRel : IEqualityComparer<Rel>
    {
        public bool Equals(Rel? left, Rel? right) => ReferenceEquals(left, right);

        public int GetHashCode(Rel rel) => RuntimeHelpers.GetHashCode(rel);
    }
}
