using Quern.Relational.Printing;

namespace Quern.Relational.Passes;

/// <summary>
/// Drops columns of steps, of the sides of a UNION ALL and of groups that nothing above asks for, so that what only they
/// needed can go too.
/// <code>
/// Project(Named(totals, Project(orders, id, note)), totals.id)     ⇒ Project(Named(totals, Project(orders, id)), totals.id)
/// Project(UnionAll(Project(a, x, y), Project(b, x, y)), union.x)   ⇒ Project(UnionAll(Project(a, x), Project(b, x)), union.x)
/// </code>
/// Columns that make rows distinct, keys of groups, and what other set operations compare, stay.
/// </summary>
internal sealed class DropUnusedColumns : QueryRewriter
{
    readonly ColumnUses uses;

    DropUnusedColumns(ColumnUses uses) => this.uses = uses;

    public static Rel Apply(Rel query)
    {
        if (!query.SelfAndDescendants().Any(r => r is NamedRel or SetRel))
            return query;
        // A column that is dropped may have been all that asked for another.
        for (Rel? before = null; before != query;)
            (before, query) = (query, new DropUnusedColumns(new ColumnUses(query)).Rewrite(query));
        return query;
    }

    public override Rel Rewrite(Rel rel) => RewriteChildren(rel) switch
    {
        NamedRel r => r with { Body = Narrow(r.Body, uses.OfName(r.Name)) },
        // Under these a union is read by its alias.
        FilterRel { Input: SetRel set } r => r with { Input = Narrow(set, []) },
        ProjectRel { Input: SetRel set } r => r with { Input = Narrow(set, []) },
        AggregateRel { Input: SetRel set } r => r with { Input = Narrow(set, []) },
        var rewritten => rewritten,
    };

    Rel Narrow(Rel rel, IReadOnlyCollection<string> asked) => rel switch
    {
        ProjectRel r => r with { Columns = Used(r.Columns, r.Alias, asked) },
        AggregateRel r when r.Aggregates.Count > 0 => r with { Aggregates = Used(r.Aggregates, r.Alias, asked, least: r.Keys.Count > 0 ? 0 : 1) },
        FilterRel r => r with { Input = Narrow(r.Input, asked) },
        SortRel r => r with { Input = Narrow(r.Input, asked) },
        SetRel { Operator: SetOperator.UnionAll } r when IsNarrow(r) => Sides(r, [.. asked, .. uses.Of(r.Alias)]),
        _ => rel,
    };

    static bool IsNarrow(Rel rel) => rel is ProjectRel || (rel is SetRel { Operator: SetOperator.UnionAll } set && IsNarrow(set.Left) && IsNarrow(set.Right));

    static Rel Sides(Rel rel, HashSet<string> asked) => rel switch
    {
        SetRel set => set with { Left = Sides(set.Left, asked), Right = Sides(set.Right, asked) },
        ProjectRel project => project with { Columns = Kept(project.Columns, c => asked.Contains(c.Name), least: 1) },
        _ => rel,
    };

    EquatableArray<NamedExpr> Used(EquatableArray<NamedExpr> columns, string alias, IReadOnlyCollection<string> asked, int least = 1) =>
        Kept(columns, c => asked.Contains(c.Name) || uses.Count(alias, c.Name) > 0, least);

    static EquatableArray<NamedExpr> Kept(EquatableArray<NamedExpr> columns, Func<NamedExpr, bool> isUsed, int least)
    {
        var kept = columns.Where(isUsed).ToEquatableArray();
        return kept.Count == columns.Count ? columns : kept.Count >= least ? kept : columns.Take(least).ToEquatableArray();
    }
}
