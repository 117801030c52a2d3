using Quern.Relational.Printing;

namespace Quern.Relational.Passes;

// What makes rows of rows.
internal sealed partial class Dependence
{
    const string Number = "row_number";

    DependentRows Project(ProjectRel project)
    {
        var rows = Input(project.Input);
        if (rows.Missing is not null && project.Columns.Any(c => c.Expr.SelfAndDescendants().Any(e => e is WindowExpr || e.InnerQuery() is not null)))
            rows = Complete(rows);
        Expr[] by = [.. outer.Select(rows.Columns.Rewrite)];
        var (columns, found) = Carried([.. project.Columns.Select(c => c with { Expr = PartitionedWindows.Of(rows.Columns.Rewrite(c.Expr), by) })], rows.Columns, project.Alias);
        return new DependentRows(project with { Input = rows.Rel, Columns = columns }, found, rows.Missing is null ? null : Missing(project, rows));
    }

    static Dictionary<string, Expr> Missing(ProjectRel project, DependentRows rows)
    {
        var columns = new Replacement();
        foreach (var column in project.Input.References())
            columns.Add(column, rows.Missing![column.Name]);
        return project.Columns.ToDictionary(c => c.Name, c => EmptyGroups.Folded(columns.Rewrite(c.Expr)));
    }

    DependentRows Aggregate(AggregateRel aggregate)
    {
        var rows = EndCompletely(aggregate.Input);
        // Grouped by it as the outer row's, a key would have its value in the sets that are not by it as well.
        if (aggregate.Sets != GroupingSets.All && outer.Select(rows.Columns.Rewrite).Any(d => aggregate.Keys.Any(k => rows.Columns.Rewrite(k.Expr) == d)))
            rows = Step(rows, aggregate.Input);
        Expr Inner(Expr column) => rows.Columns.Rewrite(column);
        var (columns, found) = Carried(
            [.. aggregate.Keys.Select(k => k with { Expr = Inner(k.Expr) }), .. aggregate.Aggregates.Select(a => a with { Expr = EmptyGroups.Without(Inner(a.Expr)) })],
            rows.Columns, aggregate.Alias);
        var count = aggregate.Keys.Count;
        var grouped = aggregate with
        {
            Input = rows.Rel,
            Keys = [.. columns.Take(count), .. columns.Skip(columns.Count - outer.Count)],
            Aggregates = [.. columns.Skip(count).Take(aggregate.Aggregates.Count)],
        };
        if (aggregate.Sets != GroupingSets.All)
        {
            // The values of the outer row are the last keys of each set.
            var own = ((1 << outer.Count) - 1) << count;
            grouped = grouped with { Sets = GroupingSets.Listed, ListedSets = Sets(aggregate).Select(set => set | own).ToEquatableArray() };
        }
        // All rows are one group, though there be none.
        var hasTotal = count == 0 || (aggregate.Sets != GroupingSets.All && Sets(aggregate).Contains(0));
        return new DependentRows(grouped, found, hasTotal
            ? aggregate.Keys.Select(k => new NamedExpr(k.Name, LiteralExpr.Null(k.Expr.Type))).Concat(aggregate.Aggregates.Select(a => a with { Expr = EmptyGroups.Of(a.Expr) }))
                .ToDictionary(c => c.Name, c => c.Expr)
            : null);
    }

    static IEnumerable<int> Sets(AggregateRel aggregate) => aggregate.Sets switch
    {
        GroupingSets.Rollup => Enumerable.Range(0, aggregate.Keys.Count + 1).Select(n => (1 << (aggregate.Keys.Count - n)) - 1),
        GroupingSets.Cube => Enumerable.Range(0, 1 << aggregate.Keys.Count).Reverse(),
        _ => aggregate.ListedSets,
    };

    /// <summary>Rows as a step of their own, in which no two columns are the same.</summary>
    DependentRows Step(DependentRows rows, Rel of)
    {
        var (all, found, alias) = Given(rows, of, "grouped");
        return new DependentRows(new NamedRel(names.Step("grouped"), new ProjectRel(rows.Rel, all, names.Alias(alias)), alias), found);
    }

    /// <summary>All columns of rows that anything asks for, and those of D.</summary>
    (EquatableArray<NamedExpr> All, Replacement Columns, string Alias) Given(DependentRows rows, Rel of, string wish)
    {
        var alias = names.Alias(wish);
        var listed = names.Listed(of, alias, out var moved);
        var (all, found) = Carried([.. listed.Select(c => c with { Expr = rows.Columns.Rewrite(c.Expr) })], rows.Columns, alias);
        found.AddAll(moved);
        return (all, found, alias);
    }

    // The input of what is distinct is a projection.
    DependentRows Distinct(DistinctRel distinct) => EndWithColumns(distinct.Input) is var rows && rows.Rel is ProjectRel
        ? rows with { Rel = new DistinctRel(rows.Rel) }
        : throw new InvalidOperationException("What is made distinct is no projection.");

    DependentRows Limited(SortRel sort)
    {
        var rows = EndCompletely(sort.Input);
        var (all, found, alias) = Given(rows, sort.Input, "numbered");
        EquatableArray<SortKey> order = [.. sort.Keys.Select(k => k with { Expr = rows.Columns.Rewrite(k.Expr) }).Where(k => k.Expr.AllColumns().Any())];
        EquatableArray<Expr> by = [.. outer.Select(rows.Columns.Rewrite)];
        // Any order will do then, but there must be one.
        var place = new WindowExpr(new WindowFunctionExpr(WindowFunction.RowNumber, [], SqlType.Int64, false), by, order.Count > 0 ? order : [new SortKey(by[0], false)], null);
        var number = new ColumnExpr(alias, new NameSet(all.Select(c => c.Name)).Unique(Number), SqlType.Int64, false);
        Expr Compared(ComparisonOperator comparison, long bound) => new ComparisonExpr(comparison, number, new LiteralExpr(bound, SqlType.Int64));
        var kept = new[]
        {
            sort.Skip is > 0 and var skip ? Compared(ComparisonOperator.Greater, skip) : null,
            sort.Take is { } take ? Compared(ComparisonOperator.LessOrEqual, (sort.Skip ?? 0) + take) : null,
        }.OfType<Expr>();
        return new DependentRows(Filtered(new ProjectRel(rows.Rel, [.. all, new NamedExpr(number.Name, place)], alias), kept), found);
    }

    /// <summary>Rows for each value that has none as well: joined to D.</summary>
    DependentRows Complete(DependentRows rows)
    {
        var alias = rows.Rel.BoundAliases().Single();
        var inner = names.Alias(alias);
        var (rel, columns, marker) = Renamed(rows, inner);
        var d = different();
        var given = ColumnsOf(d);
        var joined = new JoinRel(JoinKind.Left, d, rel, IsSame(given, columns)) { IsSingle = true };
        var all = rows.Rel.References().Where(c => rows.Missing!.ContainsKey(c.Name))
            .Select(c => new NamedExpr(c.Name, DependentRows.OrMissing(c with { Source = inner }, given.Rewrite(rows.Missing![c.Name]), () => marker))).ToList();
        var (carried, found) = Carried(all, given, alias);
        return new DependentRows(new ProjectRel(joined, carried, alias), found);
    }

    // The rows under another alias, with a column that is never null.
    (Rel Rel, Replacement Columns, Expr Marker) Renamed(DependentRows rows, string alias)
    {
        var columns = new Replacement();
        foreach (var column in outer)
            columns.Add(column, (ColumnExpr)rows.Columns.Rewrite(column) with { Source = alias });
        var marked = Marked(rows.Rel, out var marker);
        Rel renamed = marked switch
        {
            ProjectRel r => r with { Alias = alias },
            AggregateRel r => r with { Alias = alias },
            _ => (NamedRel)marked with { Alias = alias },
        };
        return (renamed, columns, new ColumnExpr(alias, marker.Name, marker.Expr.Type, true));
    }

    /// <summary>Rows of a projection or an aggregation, distinct or by name, with a column that is never null.</summary>
    public static Rel Marked(Rel rows, out NamedExpr marker)
    {
        var columns = rows.OutputColumns();
        if (columns.FirstOrDefault(c => !c.Expr.IsNullable) is { } firm)
        {
            marker = firm;
            return rows;
        }
        marker = new NamedExpr(new NameSet(columns.Select(c => c.Name)).Unique("found"), LiteralExpr.True);
        return rows switch
        {
            ProjectRel project => project with { Columns = [.. project.Columns, marker] },
            AggregateRel aggregate => aggregate with { Aggregates = [.. aggregate.Aggregates, marker] },
            DistinctRel distinct => new DistinctRel(Marked(distinct.Input, out marker)),
            NamedRel named => named with { Body = Marked(named.Body, out marker) },
            _ => throw new InvalidOperationException($"A {rows.GetType().Name} has no place for a column."),
        };
    }
}
