namespace Quern.Relational;

/// <summary>An input column that a query's column is made of; <see cref="IsDirect"/> when the value is passed on unchanged.</summary>
internal sealed record ColumnOrigin(string Column, string InputId, string InputColumn, bool IsDirect);

/// <summary>What an input column decides about the rows that a query gives.</summary>
internal enum RowUse
{
    Filter,
    Join,
    Group,

    /// <summary>Which rows come first, where only some are taken.</summary>
    Order,
}

/// <summary>An input column that decides which rows there are, whatever the columns hold.</summary>
internal sealed record RowOrigin(RowUse Use, string InputId, string InputColumn);

/// <summary>Traces a query's columns to its inputs' columns, and apart from them what chooses its rows.</summary>
internal static class Lineage
{
    /// <summary>The origins of each column, in column order; none for a constant or a row count.</summary>
    /// <param name="query">A query that gives columns.</param>
    public static IReadOnlyList<ColumnOrigin> Of(Rel query)
    {
        var bindings = Bindings(query);
        return [.. Columns(query).SelectMany(column => Distinct(Origins(column.Expr, bindings))
            .Select(o => o with { Column = column.Name }))];
    }

    /// <summary>The input columns that choose the query's rows, each once for each use, in order of use and name.</summary>
    /// <remarks>What an incremental run looks for first, the cursors, chooses no rows of the table, and is left out.</remarks>
    public static IReadOnlyList<RowOrigin> RowsOf(Rel query)
    {
        var bindings = Bindings(query);
        return
        [
            .. Choosing(query).SelectMany(Uses)
                .SelectMany(use => Asked(use.Expr, bindings).Select(o => new RowOrigin(use.Use, o.InputId, o.InputColumn)))
                .Distinct().OrderBy(o => o.Use).ThenBy(o => o.InputId, StringComparer.Ordinal).ThenBy(o => o.InputColumn, StringComparer.Ordinal),
        ];
    }

    static IEnumerable<Rel> Choosing(Rel rel) => rel.Inputs()
        .Concat(rel is ChangedRel ? [] : rel.AllExpressions().Select(e => e.InnerQuery()).OfType<Rel>())
        .SelectMany(Choosing).Prepend(rel);

    static IEnumerable<(RowUse Use, Expr Expr)> Uses(Rel rel) => rel switch
    {
        FilterRel filter => filter.Predicate.Conjuncts().Select(c => (Sources(c) > 1 ? RowUse.Join : RowUse.Filter, c)),
        JoinRel { On: { } on } => on.Conjuncts().Select(c => (Sources(c) > 1 ? RowUse.Join : RowUse.Filter, c)),
        AggregateRel aggregate => aggregate.Keys.Select(k => (RowUse.Group, k.Expr)),
        // Rows are kept or left out by what is on the other side.
        SetRel { Operator: SetOperator.Except or SetOperator.Intersect } set => Columns(set.Left).Concat(Columns(set.Right)).Select(c => (RowUse.Join, c.Expr)),
        SortRel sort when sort.Skip is not null || sort.Take is not null => sort.Keys.Select(k => (RowUse.Order, k.Expr)),
        _ => [],
    };

    // A query that a condition asks has conditions of its own, which are looked at by themselves.
    static IEnumerable<ColumnOrigin> Asked(Expr expr, Dictionary<string, Rel> bindings) => expr switch
    {
        ExistsExpr => [],
        _ when expr.SelfAndDescendants().Any(e => e is ExistsExpr) => expr.Children().SelectMany(e => Asked(e, bindings)),
        _ => Origins(expr, bindings),
    };

    static int Sources(Expr condition) => condition.SelfAndDescendants().OfType<ColumnExpr>().Select(c => c.Source).Distinct().Count();

    /// <summary>The origins of one expression of a query.</summary>
    /// <param name="expr">It refers to the query's aliases.</param>
    /// <param name="query">The query.</param>
    public static IReadOnlyList<ColumnOrigin> Of(Expr expr, Rel query) => [.. Distinct(Origins(expr, Bindings(query)))];

    // All uses of an alias mean the same rows, so that one map serves the whole tree.
    static Dictionary<string, Rel> Bindings(Rel query)
    {
        var bindings = new Dictionary<string, Rel>();
        foreach (var rel in query.SelfAndDescendants().Where(r => r is ScanRel or NamedRel or AggregateRel or ProjectRel or SetRel or RecurseRel or PreviousRel or MadeRel))
            bindings[rel.BoundAliases().Single()] = rel;
        return bindings;
    }

    static IReadOnlyList<NamedExpr> Columns(Rel rel) => rel switch
    {
        // A set operation's and a named query's columns are resolved like any others: by their alias.
        SetRel or RecurseRel or NamedRel => [.. rel.OutputColumns().Select(c => c with { Expr = new ColumnExpr(rel.BoundAliases().Single(), c.Name, c.Expr.Type, c.Expr.IsNullable) })],
        FilterRel or DistinctRel or SortRel or ChangedRel => Columns(rel.Inputs().Single()),
        _ => rel.OutputColumns(),
    };

    static IEnumerable<ColumnOrigin> Origins(Expr expr, Dictionary<string, Rel> bindings) => expr is ColumnExpr column
        ? bindings[column.Source] switch
        {
            ScanRel scan => [new ColumnOrigin("", scan.RelationId, column.Name, IsDirect: true)],
            NamedRel named => Named(named.Body, column.Name, bindings),
            // What is left of the one side is none of the other's.
            SetRel { Operator: SetOperator.Except } set => Named(set.Left, column.Name, bindings),
            SetRel set => BothSides(set.Left, set.Right, column.Name, bindings),
            RecurseRel recursion => Recursion(recursion, column.Name, bindings),
            PreviousRel previous => Recursion((RecurseRel)bindings[previous.Recursion], column.Name, bindings),
            MadeRel made => made.Expressions().SelectMany(e => Origins(e, bindings)).Select(o => o with { IsDirect = false }),
            var rel => Named(rel, column.Name, bindings),
        }
        : expr.Children().Concat(OfInner(expr)).SelectMany(e => Origins(e, bindings)).Select(o => o with { IsDirect = false });

    // Whether a row exists is decided by what is asked of it.
    static IEnumerable<Expr> OfInner(Expr expr) => expr switch
    {
        InQueryExpr or ScalarQueryExpr => Columns(expr.InnerQuery()!).Select(c => c.Expr),
        ExistsExpr exists => Choosing(exists.Query).SelectMany(Uses).Select(use => use.Expr),
        _ => [],
    };

    static IEnumerable<ColumnOrigin> Named(Rel rel, string column, Dictionary<string, Rel> bindings) =>
        Columns(rel).Where(c => c.Name == column).SelectMany(c => Origins(c.Expr, bindings));

    // Sides pair by position; their names agree.
    static IEnumerable<ColumnOrigin> BothSides(Rel left, Rel right, string column, Dictionary<string, Rel> bindings) =>
        Named(left, column, bindings).Concat(Named(right, column, bindings));

    // What a step makes of the step before is made of the seed, and of what other steps add.
    static IEnumerable<ColumnOrigin> Recursion(RecurseRel recursion, string column, Dictionary<string, Rel> bindings)
    {
        var fromSeed = Named(recursion.Seed, column, bindings);
        if (bindings.TryGetValue(Traced(recursion, column), out _))
            return fromSeed;
        var inside = new Dictionary<string, Rel>(bindings) { [Traced(recursion, column)] = recursion };
        return fromSeed.Concat(Named(recursion.Step, column, inside)).ToList();

        static string Traced(RecurseRel recursion, string column) => $"{recursion.Alias}.{column}";
    }

    static IEnumerable<ColumnOrigin> Distinct(IEnumerable<ColumnOrigin> origins) =>
        origins.GroupBy(o => (o.InputId, o.InputColumn)).Select(g => g.First() with { IsDirect = g.All(o => o.IsDirect) });
}
