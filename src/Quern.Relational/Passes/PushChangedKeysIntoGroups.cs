using Quern.Relational.Printing;

namespace Quern.Relational.Passes;

/// <summary>
/// On an incremental run, groups that a join matches with changed rows are wanted for the changed rows' keys only, so that
/// the run costs what changed and not what there is.
/// <code>
/// Join(Changed(orders), Aggregate(items by order_id), id == order_id)
///   ⇒ Join(changed_rows, Aggregate(Filter(items, order_id IN changed_rows.id) by order_id), id == order_id)
///     where changed_rows = Changed(orders)
/// </code>
/// The join drops every other group (an inner or left join keeps no unmatched right row), and a group's rows share its key,
/// so filtering rows by key takes whole groups away and changes none.
/// </summary>
internal sealed class PushChangedKeysIntoGroups : QueryRewriter
{
    const string ChangedRows = "changed_rows";

    readonly NameSet names;
    readonly NameSet aliases;
    readonly Func<string, int> usesOfName;
    readonly NamedRel changedRows;
    bool wasPushed;

    PushChangedKeysIntoGroups(Rel query, ChangedRel changed, string alias)
    {
        var all = query.SelfAndDescendants().ToList();
        var named = all.OfType<NamedRel>().ToList();
        names = new NameSet(named.Select(n => n.Name));
        aliases = new NameSet(all.SelectMany(r => r.BoundAliases()));
        usesOfName = name => named.Count(n => n.Name == name);
        var columns = all.Where(r => r is not ChangedRel).SelectMany(r => r.AllExpressions()).OfType<ColumnExpr>()
            .Where(c => c.Source == alias).GroupBy(c => c.Name).Select(g => new NamedExpr(g.Key, g.First()));
        var body = new ProjectRel(changed, columns.ToEquatableArray(), aliases.Unique("changed_columns"));
        changedRows = new NamedRel(names.Unique(ChangedRows), body, alias);
    }

    public static Rel Apply(Rel query)
    {
        // Two changed inputs (the branches of a union) have two sets of keys; each would need its own name.
        if (query.SelfAndDescendants().OfType<ChangedRel>().ToList() is not [{ Input: ScanRel or NamedRel } changed])
            return query;
        var pass = new PushChangedKeysIntoGroups(query, changed, changed.Input.BoundAliases().Single());
        var pushed = pass.Rewrite(query);
        return pass.wasPushed ? new Replace(changed, pass.changedRows).Rewrite(pushed) : query;
    }

    // The changed rows themselves stay: their condition has no groups to restrict.
    public override Rel Rewrite(Rel rel) => rel switch
    {
        ChangedRel => rel,
        JoinRel { Kind: JoinKind.Inner or JoinKind.Left, On: { } on } join => RewriteJoin((JoinRel)RewriteChildren(join), on),
        _ => RewriteChildren(rel),
    };

    JoinRel RewriteJoin(JoinRel join, Expr on)
    {
        foreach (var equality in on.Conjuncts().OfType<ComparisonExpr>().Where(c => c.Operator == ComparisonOperator.Equal))
            foreach (var (left, right) in new[] { (equality.Left, equality.Right), (equality.Right, equality.Left) })
                if (left is ColumnExpr leftKey && right is ColumnExpr rightKey
                    && ChangedColumn(join.Left, leftKey) is { } changedKey
                    && Restrict(join.Right, rightKey, changedKey) is { } restricted)
                {
                    wasPushed = true;
                    join = join with { Right = restricted };
                }
        return join;
    }

    /// <summary>The column of the changed rows that gives every value of a column; null when some value may come from elsewhere.</summary>
    static ColumnExpr? ChangedColumn(Rel rel, ColumnExpr column) => rel switch
    {
        ChangedRel r => r.Input.BoundAliases().Contains(column.Source) ? column : null,
        FilterRel r => ChangedColumn(r.Input, column),
        SortRel r => ChangedColumn(r.Input, column),
        DistinctRel r => ChangedColumn(r.Input, column),
        JoinRel { Kind: JoinKind.Full } => null,
        JoinRel { Kind: JoinKind.Left } r => ChangedColumn(r.Left, column),
        JoinRel r => ChangedColumn(r.Left, column) ?? ChangedColumn(r.Right, column),
        ProjectRel r when r.Alias == column.Source => ChangedColumn(r.Input, r.Columns, column.Name),
        AggregateRel r when r.Alias == column.Source => ChangedColumn(r.Input, r.Keys, column.Name),
        NamedRel r when r.Alias == column.Source => ChangedColumn(r.Body, InBody(r, column)),
        _ => null,
    };

    static ColumnExpr? ChangedColumn(Rel input, EquatableArray<NamedExpr> columns, string name) =>
        columns.FirstOrDefault(c => c.Name == name)?.Expr is ColumnExpr inner ? ChangedColumn(input, inner) : null;

    static ColumnExpr InBody(NamedRel rel, ColumnExpr column) => column with { Source = rel.Body.BoundAliases().Single() };

    /// <summary>The relation without the groups whose key no changed row has; null when the column is no key of a group in it.</summary>
    Rel? Restrict(Rel rel, ColumnExpr column, ColumnExpr changedKey) => rel switch
    {
        AggregateRel { Sets: GroupingSets.All } r when r.Alias == column.Source && r.Keys.FirstOrDefault(k => k.Name == column.Name) is { } key =>
            r with { Input = new FilterRel(r.Input, new InQueryExpr(key.Expr, ChangedKeys(changedKey), IsNegated: false)) },
        ProjectRel r when r.Alias == column.Source && r.Columns.FirstOrDefault(c => c.Name == column.Name)?.Expr is ColumnExpr inner =>
            Restrict(r.Input, inner, changedKey) is { } input ? r with { Input = input } : null,
        FilterRel r => Restrict(r.Input, column, changedKey) is { } input ? r with { Input = input } : null,
        NamedRel r when r.Alias == column.Source && Restrict(r.Body, InBody(r, column), changedKey) is { } body =>
            // Other uses of the name keep their body.
            r with { Body = body, Name = usesOfName(r.Name) == 1 ? r.Name : names.Unique(r.Name + "_of_" + ChangedRows) },
        _ => null,
    };

    ProjectRel ChangedKeys(ColumnExpr key)
    {
        var alias = aliases.Unique("changed");
        return new ProjectRel(changedRows with { Alias = alias }, [new NamedExpr(key.Name, key with { Source = alias })], aliases.Unique("changed_keys"));
    }

    sealed class Replace(ChangedRel changed, NamedRel replacement) : QueryRewriter
    {
        public override Rel Rewrite(Rel rel) => ReferenceEquals(rel, changed) ? replacement : rel is NamedRel named && named.Name == replacement.Name ? rel : RewriteChildren(rel);
    }
}
