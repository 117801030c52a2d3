namespace Quern.Relational.Passes;

/// <summary>
/// Drops a left join whose right side nothing asks for and which meets each left row once at most: by a declared key, or by
/// the keys of groups.
/// <code>
/// Project(LeftJoin(orders, customers, customer_id == id), total)   ⇒ Project(orders, total)
/// </code>
/// </summary>
internal sealed class DropUnusedJoins : QueryRewriter
{
    readonly Dictionary<string, int> uses;

    DropUnusedJoins(Rel query) => uses = Uses(Columns(query));

    public static Rel Apply(Rel query)
    {
        if (!query.SelfAndDescendants().Any(r => r is JoinRel { Kind: JoinKind.Left }))
            return query;
        // A join that is dropped may have been all that asked for another's columns.
        for (Rel? before = null; before != query;)
            (before, query) = (query, new DropUnusedJoins(query).Rewrite(query));
        return query;
    }

    public override Rel Rewrite(Rel rel) =>
        RewriteChildren(rel) is var rewritten && rewritten is JoinRel { Kind: JoinKind.Left, On: { } on } join && IsUnused(join, on) && MatchesOnce(join, on)
            ? join.Left
            : rewritten;

    bool IsUnused(JoinRel join, Expr on)
    {
        var own = Uses(Columns(join.Right).Concat(on.AllColumns()));
        return join.Right.BoundAliases().All(alias => Count(uses, alias) == Count(own, alias));
    }

    static bool MatchesOnce(JoinRel join, Expr on)
    {
        var aliases = new HashSet<string>(join.Right.BoundAliases());
        var compared = new HashSet<(string Source, string Name)>();
        foreach (var equality in on.Conjuncts().OfType<ComparisonExpr>().Where(c => c.Operator == ComparisonOperator.Equal))
            foreach (var (own, other) in new[] { (equality.Left, equality.Right), (equality.Right, equality.Left) })
                if (own is ColumnExpr column && aliases.Contains(column.Source) && !other.AllColumns().Any(c => aliases.Contains(c.Source)))
                    _ = compared.Add((column.Source, column.Name));
        return KeyOf(join.Right) is { } key && key.All(compared.Contains);
    }

    /// <summary>Columns that no two rows have alike; null where none are known.</summary>
    static IReadOnlyList<(string Source, string Name)>? KeyOf(Rel rel) => rel switch
    {
        ScanRel r => r.Key.Count == 0 ? null : [.. r.Key.Select(name => (r.Alias, name))],
        AggregateRel { Sets: GroupingSets.All } r => [.. r.Keys.Select(k => (r.Alias, k.Name))],
        FilterRel r => KeyOf(r.Input),
        ProjectRel r => KeyOf(r.Input) is { } key ? Renamed(key, r) : null,
        NamedRel r => KeyOf(r.Body) is { } key ? [.. key.Select(k => (r.Alias, k.Name))] : null,
        _ => null,
    };

    // A key of which the projection leaves a column out is none.
    static IReadOnlyList<(string Source, string Name)>? Renamed(IReadOnlyList<(string Source, string Name)> key, ProjectRel project)
    {
        var names = key.Select(k => project.Columns.FirstOrDefault(c => c.Expr is ColumnExpr column && (column.Source, column.Name) == k)?.Name).ToList();
        return names.Contains(null) ? null : [.. names.Select(name => (project.Alias, name!))];
    }

    static IEnumerable<ColumnExpr> Columns(Rel rel) => rel.SelfAndDescendants().SelectMany(r => r.AllExpressions()).OfType<ColumnExpr>();

    static Dictionary<string, int> Uses(IEnumerable<ColumnExpr> columns) => columns.GroupBy(c => c.Source).ToDictionary(g => g.Key, g => g.Count());

    static int Count(Dictionary<string, int> uses, string alias) => uses.TryGetValue(alias, out var count) ? count : 0;
}
