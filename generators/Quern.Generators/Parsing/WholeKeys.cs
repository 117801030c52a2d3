using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>
/// Lets an incremental run read all rows of each key that changed, for a strategy that deletes whole keys: a changed row
/// alone would take the place of every row that shares its key.
/// <code>
/// Changed(day, o.at >= :since)   ⇒ Changed(day, o.day IN (SELECT o_2.day FROM orders AS o_2 WHERE o_2.at >= :since))
/// </code>
/// </summary>
internal static class WholeKeys
{
    /// <summary>The query so changed; null when a key isn't computed from the changed rows' own columns.</summary>
    /// <param name="query">The model's query.</param>
    /// <param name="changed">Its changed rows.</param>
    /// <param name="uniqueKey">Names of the key's columns.</param>
    /// <param name="alias">Gives a free alias.</param>
    public static Rel? Expand(Rel query, ChangedRel changed, EquatableArray<string> uniqueKey, Func<string, string> alias)
    {
        var scan = changed.Input;
        while (scan is FilterRel filter)
            scan = filter.Input;
        if (query is not ProjectRel project || scan is not ScanRel driver)
            return null;
        var keys = uniqueKey.Select(name => project.Columns.First(c => c.Name == name).Expr).ToList();
        if (keys.SelectMany(k => k.SelfAndDescendants()).Any(e => (e is ColumnExpr column && column.Source != driver.Alias) || e.InnerQuery() is not null))
            return null;

        var other = new Realias(driver.Alias, alias(driver.Alias));
        var rows = new FilterRel(new ScanRel(driver.RelationId, other.To), other.Rewrite(changed.Condition));
        Expr condition = keys.Count == 1
            ? new InQueryExpr(keys[0], Keys(rows), false)
            : new ExistsExpr(Keys(new FilterRel(rows, keys.Select(SameKey).Aggregate(Queries.Exprs.And))), false);
        return new Replace(changed, changed with { Condition = condition }).Rewrite(query);

        ProjectRel Keys(Rel input) => new(input, [new NamedExpr(uniqueKey[0], other.Rewrite(keys[0]))], alias("changed_keys"));

        Expr SameKey(Expr key) => Queries.Exprs.KeyEqual(key, other.Rewrite(key));
    }

    sealed class Realias(string from, string to) : QueryRewriter
    {
        public string To => to;

        public override Expr Rewrite(Expr expr) =>
            expr is ColumnExpr column && column.Source == from ? column with { Source = to } : RewriteChildren(expr);
    }

    sealed class Replace(ChangedRel changed, ChangedRel by) : QueryRewriter
    {
        public override Rel Rewrite(Rel rel) => ReferenceEquals(rel, changed) || rel.Equals(changed) ? by : RewriteChildren(rel);
    }
}
