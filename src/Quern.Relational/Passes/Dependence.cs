using Quern.Relational.Printing;

namespace Quern.Relational.Passes;

/// <summary>
/// Takes the outer row out of a query, by T. Neumann and A. Kemper, Unnesting Arbitrary Queries (2015): D is the different values
/// of the outer row that the query refers to, and stands beside the lowest rows that do. Above, they are part of each row.
/// <code>
/// Filter(t, t.x &lt; o.x)                     ⇒ Join(D, t, t.x &lt; D.x)
/// Project(u, …)                             ⇒ Project(u, …, D.x)
/// Aggregate(u, keys, …)                     ⇒ Aggregate(u, keys and D.x, …)
/// Sort(u, keys, Take 3)                     ⇒ Filter(Project(u, …, n: ROW_NUMBER() OVER (PARTITION BY D.x ORDER BY keys)), n &lt;= 3)
/// UnionAll(u, v)                            ⇒ UnionAll(Project(u, …, D.x), Project(v, …, D.x))
/// Filter(t, t.x == o.x)                     ⇒ t, where t.x is all that is asked of D.x
/// </code>
/// </summary>
internal sealed partial class Dependence
{
    readonly IReadOnlyList<ColumnExpr> outer;
    readonly HashSet<string> sources;
    readonly Func<NamedRel> different;
    readonly QueryNames names;

    /// <param name="outer">The outer row's columns.</param>
    /// <param name="different">D, under an alias of its own.</param>
    /// <param name="names">The names that the query has.</param>
    public Dependence(IReadOnlyList<ColumnExpr> outer, Func<NamedRel> different, QueryNames names)
    {
        (this.outer, this.different, this.names) = (outer, different, names);
        sources = [.. outer.Select(c => c.Source)];
    }

    /// <summary>Whether the outer row can be taken out of a query: not where a recursion speaks of it, which C# is refused for.</summary>
    public static bool CanEnd(Rel query)
    {
        var outer = new HashSet<string>(query.OuterColumns().Select(c => c.Source));
        return query.SelfAndDescendants().All(r => r is not RecurseRel || !r.AllColumns().Any(c => outer.Contains(c.Source)));
    }

    /// <summary>The query without the outer row.</summary>
    public DependentRows End(Rel rel) => rel switch
    {
        FilterRel r => Filter(r),
        ProjectRel r => Project(r),
        AggregateRel r => Aggregate(r),
        DistinctRel r => Distinct(r),
        SortRel { Skip: null, Take: null } r => Input(r.Input),
        SortRel r => Limited(r),
        JoinRel r => Join(r),
        SetRel r => Set(r),
        NamedRel r when Depends(r) => Named(r),
        MadeRel r when Depends(r) => Beside(columns => columns.Rewrite(r)),
        _ => Beside(_ => rel),
    };

    /// <summary>As <see cref="End"/>, with a row for each value that has one, and the columns of the query before those of D.</summary>
    public DependentRows EndWithColumns(Rel rel) => WithColumns(rel, EndCompletely(rel));

    /// <summary>As <see cref="End"/>, with a row for each value that has one.</summary>
    public DependentRows EndCompletely(Rel rel) => Input(rel) is var rows && rows.Missing is null ? rows : Complete(rows);

    DependentRows WithColumns(Rel rel, DependentRows rows)
    {
        var columns = rel.References().ToList();
        if (rows.Rel is ProjectRel or SetRel or DistinctRel && rows.Rel.OutputColumns().Take(columns.Count).Select(c => c.Name).SequenceEqual(columns.Select(c => c.Name))
            && rows.Rel.OutputColumns().Count == columns.Count + outer.Count)
            return rows;
        var alias = names.Alias(rel.BoundAliases().Single());
        var (given, found) = Carried([.. columns.Select(c => new NamedExpr(c.Name, rows.Columns.Rewrite(c)))], rows.Columns, alias);
        foreach (var column in columns)
            found.Add(column, column with { Source = alias });
        return new DependentRows(new ProjectRel(rows.Rel, given, alias), found);
    }

    bool Depends(Rel rel) => rel.AllColumns().Any(c => sources.Contains(c.Source));

    bool Depends(Expr expr) => expr.AllColumns().Any(c => sources.Contains(c.Source));

    DependentRows Input(Rel rel) => Depends(rel) ? End(rel) : Beside(_ => rel);

    DependentRows Beside(Func<Replacement, Rel> rows, Func<Replacement, Expr?>? on = null)
    {
        if (outer.Count == 0)
            return new DependentRows(rows(new Replacement()), new Replacement());
        var d = different();
        var columns = ColumnsOf(d);
        return new DependentRows(on?.Invoke(columns) is { } condition
            ? new JoinRel(JoinKind.Inner, d, rows(columns), condition)
            : new JoinRel(JoinKind.Cross, d, rows(columns), null), columns);
    }

    Replacement ColumnsOf(NamedRel d)
    {
        var columns = new Replacement();
        foreach (var (column, name) in outer.Zip(OuterRows.DomainNames(outer), (c, n) => (c, n)))
            columns.Add(column, column with { Source = d.Alias, Name = name });
        return columns;
    }

    /// <summary>Columns, and those of D besides, as a relation of an alias gives them.</summary>
    (EquatableArray<NamedExpr> All, Replacement Columns) Carried(IReadOnlyList<NamedExpr> columns, Replacement of, string alias)
    {
        var taken = new NameSet(columns.Select(c => c.Name));
        var (all, found) = (columns.ToList(), new Replacement());
        foreach (var column in outer)
        {
            var value = of.Rewrite(column);
            all.Add(new NamedExpr(NameBeside(columns, column, taken), value));
            found.Add(column, new ColumnExpr(alias, all[all.Count - 1].Name, value.Type, value.IsNullable));
        }
        return (all.ToEquatableArray(), found);
    }

    // The outer row's key and the rows' own often have one name.
    static string NameBeside(IReadOnlyList<NamedExpr> columns, ColumnExpr column, NameSet taken) => taken.Unique(
        columns.Any(c => string.Equals(c.Name, column.Name, StringComparison.OrdinalIgnoreCase)) ? $"{AliasNames.WithoutNumber(column.Source)}_{column.Name}" : column.Name);

    /// <summary>That two rows are of the same outer row.</summary>
    Expr IsSame(Replacement left, Replacement right) => QueryShape.AllOf(outer.Select(c => DependentRows.AreSame(left.Rewrite(c), right.Rewrite(c))));

    DependentRows Filter(FilterRel filter)
    {
        if (Depends(filter.Input))
        {
            var rows = EndCompletely(filter.Input);
            return rows with { Rel = new FilterRel(rows.Rel, rows.Columns.Rewrite(filter.Predicate)) };
        }
        var conditions = filter.Predicate.Conjuncts().ToList();
        var own = conditions.Where(c => !Depends(c)).ToList();
        if (Linked(filter.Input, conditions) is { } linked)
            return linked;
        // A query inside stays a condition of WHERE.
        var links = conditions.Where(c => Depends(c) && !c.SelfAndDescendants().Any(e => e.InnerQuery() is not null)).ToList();
        var beside = Beside(_ => Filtered(filter.Input, own), columns => links.Count == 0 ? null : columns.Rewrite(QueryShape.AllOf(links)));
        return beside with { Rel = Filtered(beside.Rel, conditions.Where(c => Depends(c) && !links.Contains(c)).Select(beside.Columns.Rewrite)) };
    }

    // Each value of the outer row equals one of the rows: these values are asked for alone.
    DependentRows? Linked(Rel input, IReadOnlyList<Expr> all)
    {
        var columns = new Replacement();
        var (conditions, links) = (all.ToList(), new List<Expr>());
        foreach (var column in outer)
        {
            var (link, value, isPlain) = conditions.Select(c => (c, Link(c, column, out var plain), plain)).FirstOrDefault(l => l.Item2 is not null);
            if (value is null)
                return null;
            links.Add(isPlain && value.IsNullable && column.IsNullable ? new IsNullExpr(value, IsNegated: true) : LiteralExpr.True);
            columns.Add(column, isPlain ? value with { IsNullable = value.IsNullable && !column.IsNullable } : value);
            _ = conditions.Remove(link);
        }
        return new DependentRows(Filtered(input, [.. links.Where(l => l != LiteralExpr.True), .. conditions.Select(columns.Rewrite)]), columns);
    }

    // Two floating point numbers may be equal and not the same.
    Expr? Link(Expr condition, ColumnExpr column, out bool isPlain)
    {
        var (left, right) = condition switch
        {
            ComparisonExpr { Operator: ComparisonOperator.Equal } e => (e.Left, e.Right),
            DistinctExpr { IsNegated: true } e => (e.Left, e.Right),
            _ => (null, null),
        };
        isPlain = condition is ComparisonExpr;
        var value = left is ColumnExpr l && IsOf(l, column) ? right : right is ColumnExpr r && IsOf(r, column) ? left : null;
        return value is null || value.Type != column.Type || value.Type.IsFloating || Depends(value) || value.SelfAndDescendants().Any(e => e.InnerQuery() is not null) || !value.AllColumns().Any()
            ? null
            : value;
    }

    static bool IsOf(ColumnExpr use, ColumnExpr column) => use.Source == column.Source && use.Name == column.Name;

    static Rel Filtered(Rel rows, IEnumerable<Expr> conditions) => conditions.ToList() is { Count: > 0 } all ? new FilterRel(rows, QueryShape.AllOf(all)) : rows;
}
