using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>
/// Lets an incremental run read all rows of each key that changed, for a strategy that deletes whole keys: a changed row
/// alone would take the place of every row that shares its key.
/// <code>
/// Changed(day, o.at >= :since)   ⇒ Changed(day, o.day IN (SELECT o_2.day FROM orders AS o_2 WHERE o_2.at >= :since))
/// </code>
/// So a group that is by the key, or by more than the key, has all its rows.
/// </summary>
internal static class WholeKeys
{
    /// <summary>The query so changed; null when a key isn't computed from the changed rows' own columns.</summary>
    /// <param name="query">The model's query.</param>
    /// <param name="uniqueKey">Names of the key's columns.</param>
    /// <param name="alias">Gives a free alias.</param>
    public static Rel? Expand(Rel query, EquatableArray<string> uniqueKey, Func<string, string> alias)
    {
        var found = Changes(query).Select(changed => (Changed: changed, Key: Of(query, changed, uniqueKey))).ToList();
        if (found.Exists(f => f.Key is null))
            return null;
        // What any of them changed is read whole from each.
        var changes = found.ToDictionary(
            f => f.Changed,
            f => f.Changed with { Condition = found.Select(other => IsAmong(f.Key!, other.Changed, other.Key!, uniqueKey[0], alias)).Aggregate(Queries.Exprs.Or) });
        return new Replace(changes).Rewrite(query);
    }

    /// <summary>Whether every group of changed rows is by the whole key.</summary>
    public static bool HoldsGroups(Rel query, EquatableArray<string> uniqueKey) => Changes(query).All(changed =>
        Of(query, changed, uniqueKey) is { } key
        && query.SelfAndDescendants().OfType<AggregateRel>().Where(a => Holds(a.Input, changed)).All(a =>
            a.Sets == GroupingSets.All && key.All(a.Keys.Select(k => Trace(a.Input, k.Expr, changed)).Contains)));

    /// <summary>The key in terms of the changed rows' own columns; null when it isn't made of them alone.</summary>
    /// <param name="query">The model's query.</param>
    /// <param name="changed">Its changed rows.</param>
    /// <param name="uniqueKey">Names of the key's columns.</param>
    public static IReadOnlyList<Expr>? Of(Rel query, ChangedRel changed, EquatableArray<string> uniqueKey)
    {
        if (Driver(changed) is not { } driver)
            return null;
        var key = uniqueKey.Select(name => Trace(query, Output(query, name), changed)).OfType<Expr>().ToList();
        return key.Count == uniqueKey.Count && key.SelectMany(k => k.SelfAndDescendants()).All(e => e.InnerQuery() is null && (e is not ColumnExpr column || column.Source == driver.Alias))
            ? key
            : null;
    }

    static List<ChangedRel> Changes(Rel query) => [.. query.SelfAndDescendants().OfType<ChangedRel>().Distinct()];

    static bool Holds(Rel rel, ChangedRel changed) => rel.SelfAndDescendants().Any(changed.Equals);

    /// <summary>The relation whose rows changed; null when it is a query.</summary>
    public static ScanRel? Driver(Rel rel) => rel switch
    {
        ScanRel scan => scan,
        FilterRel or ChangedRel => Driver(rel.Inputs().Single()),
        _ => null,
    };

    static ColumnExpr Output(Rel rel, string name)
    {
        var column = rel.OutputColumns().First(c => c.Name == name);
        return new ColumnExpr(rel.BoundAliases().Single(), name, column.Expr.Type, column.Expr.IsNullable);
    }

    /// <summary>An expression over a relation's columns, in terms of the changed rows below it; null when they are not on its way.</summary>
    static Expr? Trace(Rel rel, Expr expr, ChangedRel changed) => rel switch
    {
        ChangedRel => rel.Equals(changed) ? expr : null,
        FilterRel or SortRel or DistinctRel => Trace(rel.Inputs().Single(), expr, changed),
        ProjectRel r => Trace(r.Input, Inside(expr, r.Alias, name => r.Columns.FirstOrDefault(c => c.Name == name)?.Expr), changed),
        AggregateRel r => Trace(r.Input, Inside(expr, r.Alias, name => r.Keys.FirstOrDefault(k => k.Name == name)?.Expr), changed),
        NamedRel r => Trace(r.Body, Inside(expr, r.Alias, name => Output(r.Body, name)), changed),
        SetRel r when (Side(r.Left, changed) ?? Side(r.Right, changed)) is { } side => Trace(side, Inside(expr, r.Alias, name => Output(side, name)), changed),
        JoinRel r => Side(r.Left, changed) is { } left && r.Kind != JoinKind.Full ? Trace(left, expr, changed)
            // A left join's right columns may be null where no row has changed.
            : Side(r.Right, changed) is { } right && r.Kind is JoinKind.Inner or JoinKind.Cross ? Trace(right, expr, changed)
            : null,
        _ => null,
    };

    static Rel? Side(Rel rel, ChangedRel changed) => Holds(rel, changed) ? rel : null;

    static Expr Inside(Expr expr, string alias, Func<string, Expr?> column) => new Substitute(alias, column).Rewrite(expr);

    static Expr IsAmong(IReadOnlyList<Expr> key, ChangedRel changed, IReadOnlyList<Expr> changedKey, string name, Func<string, string> alias)
    {
        var driver = Driver(changed)!;
        var other = alias(driver.Alias);
        Expr Other(Expr expr) => new Realias(driver.Alias, other).Rewrite(expr);
        var rows = new FilterRel(new ScanRel(driver.RelationId, other) { Key = driver.Key }, Other(changed.Condition));
        ProjectRel Keys(Rel input) => new(input, [new NamedExpr(name, Other(changedKey[0]))], alias("changed_keys"));
        return key.Count == 1
            ? new InQueryExpr(key[0], Keys(rows), false)
            : new ExistsExpr(Keys(new FilterRel(rows, key.Zip(changedKey, (k, c) => Queries.Exprs.KeyEqual(k, Other(c))).Aggregate(Queries.Exprs.And))), false);
    }

    sealed class Realias(string from, string to) : QueryRewriter
    {
        public override Expr Rewrite(Expr expr) =>
            expr is ColumnExpr column && column.Source == from ? column with { Source = to } : RewriteChildren(expr);
    }

    sealed class Substitute(string alias, Func<string, Expr?> definition) : QueryRewriter
    {
        public override Expr Rewrite(Expr expr) =>
            expr is ColumnExpr column && column.Source == alias ? definition(column.Name) ?? expr : RewriteChildren(expr);
    }

    sealed class Replace(IReadOnlyDictionary<ChangedRel, ChangedRel> changes) : QueryRewriter
    {
        public override Rel Rewrite(Rel rel) => rel is ChangedRel changed && changes.TryGetValue(changed, out var by) ? by : RewriteChildren(rel);
    }
}
