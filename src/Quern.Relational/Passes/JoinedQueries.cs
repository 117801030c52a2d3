using Quern.Relational.Printing;

namespace Quern.Relational.Passes;

/// <summary>Rows, and what queries give for all of them at once, joined to each by what it refers to.</summary>
internal sealed class JoinedQueries
{
    const string Match = "found";

    readonly OuterRows rows;
    readonly QueryNames names;
    readonly List<Func<Rel, Replacement, Rel>> joins = [];

    /// <param name="rows">The rows.</param>
    /// <param name="asked">The columns of theirs that the queries refer to.</param>
    /// <param name="names">The names that the query has.</param>
    public JoinedQueries(Rel rows, IReadOnlyCollection<ColumnExpr> asked, QueryNames names) => (this.rows, this.names) = (new OuterRows(rows, asked, names), names);

    /// <summary>The joined rows.</summary>
    /// <param name="above">What stands for their columns, and for the queries, above.</param>
    public Rel Rows(out Replacement above)
    {
        above = new Replacement();
        above.AddAll(rows.Moved);
        var joined = rows.Rows;
        foreach (var join in joins)
            joined = join(joined, above);
        return joined;
    }

    /// <summary>Adds a query that is asked for a value; those in its operand come before it.</summary>
    /// <param name="query">The query.</param>
    /// <param name="outer">What it refers to.</param>
    /// <param name="isCondition">Whether rows that it is not true of are left out.</param>
    /// <param name="wish">What it is to be called; null for its own name.</param>
    public void Add(Expr query, IReadOnlyList<ColumnExpr> outer, bool isCondition, string? wish)
    {
        var rel = FreshAliases.Of(query.InnerQuery()!, names);
        var dependence = new Dependence(outer, () => rows.Different(outer), names);
        joins.Add(query switch
        {
            ScalarQueryExpr e => Scalar(e, dependence.End(Called(rel, wish ?? rel.BoundAliases().Single())), outer),
            ExistsExpr e => Exists(e, dependence.End(WithoutOrder(rel)), outer, isCondition && !e.IsNegated),
            InQueryExpr e => In(e, dependence.EndWithColumns(rel), outer, isCondition && !e.IsNegated),
            _ => throw new InvalidOperationException($"A {query.GetType().Name} is no query."),
        });
    }

    /// <summary>Adds a query whose rows a lateral join has beside each row.</summary>
    /// <param name="join">The join.</param>
    /// <param name="right">The query.</param>
    /// <param name="outer">What it refers to.</param>
    public void Add(JoinRel join, NamedRel right, IReadOnlyList<ColumnExpr> outer)
    {
        var dependence = new Dependence(outer, () => rows.Different(outer), names);
        var given = join.On is null or LiteralExpr { Value: true } ? dependence.End(right) : dependence.EndCompletely(right);
        if (given.Missing is null)
            joins.Add((left, above) => join with
            {
                Kind = join.Kind == JoinKind.Cross ? JoinKind.Inner : join.Kind,
                Left = left,
                Right = given.Rel,
                On = QueryShape.AllOf([.. Same(given, outer, above).Concat(join.On is null or LiteralExpr { Value: true } ? [] : [above.Rewrite(join.On)])]),
            });
        else
            joins.Add((left, above) => WithMissing(given, left, outer, above));
    }

    static JoinRel WithMissing(DependentRows given, Rel left, IReadOnlyList<ColumnExpr> outer, Replacement above)
    {
        var (rel, marker) = (Dependence.Marked(given.Rel, out var column), column);
        var on = QueryShape.AllOf(Same(given, outer, above));
        foreach (var own in given.Rel.References().Where(c => given.Missing!.ContainsKey(c.Name)))
            above.Add(own, DependentRows.OrMissing(own, above.Rewrite(given.Missing![own.Name]), () => own with { Name = marker.Name, Type = marker.Expr.Type, IsNullable = true }));
        return new JoinRel(JoinKind.Left, left, rel, on) { IsSingle = true };
    }

    static Func<Rel, Replacement, Rel> Scalar(ScalarQueryExpr e, DependentRows given, IReadOnlyList<ColumnExpr> outer) => (left, above) =>
    {
        var value = given.Rel.References().First() with { IsNullable = true };
        if (given.Missing is null)
        {
            above.Add(e, value);
            return new JoinRel(JoinKind.Left, left, given.Rel, QueryShape.AllOf(Same(given, outer, above))) { IsSingle = true };
        }
        var joined = WithMissing(given, left, outer, above);
        above.Add(e, above.Rewrite(value) is var found && e.IsNullable ? found : found with { IsNullable = false });
        return joined;
    };

    Func<Rel, Replacement, Rel> Exists(ExistsExpr e, DependentRows given, IReadOnlyList<ColumnExpr> outer, bool isCondition)
    {
        if (given.Missing is not null)
            return (left, above) =>
            {
                above.Add(e, e.IsNegated ? LiteralExpr.False : LiteralExpr.True);
                return left;
            };
        var found = Found(given, outer, []);
        return (left, above) => Matched(e, left, found, QueryShape.AllOf(Same(found, outer, above)), above, isCondition, e.IsNegated);
    }

    Func<Rel, Replacement, Rel> In(InQueryExpr e, DependentRows given, IReadOnlyList<ColumnExpr> outer, bool isCondition)
    {
        var found = Found(given, outer, [given.Rel.References().First()]);
        return (left, above) =>
        {
            var member = found.Rel.References().First();
            var on = new ComparisonExpr(ComparisonOperator.Equal, member, above.Rewrite(e.Operand));
            return Matched(e, left, found, QueryShape.AllOf([on, .. Same(found, outer, above)]), above, isCondition, e.IsNegated);
        };
    }

    // Each value of the outer row that there is a row for.
    DependentRows Found(DependentRows given, IReadOnlyList<ColumnExpr> outer, IReadOnlyList<ColumnExpr> members)
    {
        var (alias, inner) = (names.Alias(Match), names.Alias(Match));
        var taken = new NameSet([]);
        var columns = members.Select(m => new NamedExpr(taken.Unique(m.Name), m)).ToList();
        var found = new Replacement();
        foreach (var column in outer)
        {
            var value = given.Columns.Rewrite(column);
            columns.Add(new NamedExpr(taken.Unique(column.Name), value));
            found.Add(column, new ColumnExpr(alias, columns[columns.Count - 1].Name, value.Type, value.IsNullable));
        }
        return new DependentRows(new NamedRel(names.Step(Match), new DistinctRel(new ProjectRel(given.Rel, columns.ToEquatableArray(), inner)), alias), found);
    }

    static JoinRel Matched(Expr query, Rel left, DependentRows found, Expr on, Replacement above, bool isCondition, bool isNegated)
    {
        if (isCondition)
        {
            above.Add(query, LiteralExpr.True);
            return new JoinRel(JoinKind.Inner, left, found.Rel, on) { IsSingle = true };
        }
        // An equality with a member is true of no null.
        var (rows, marker) = query is InQueryExpr ? (found.Rel, found.Rel.OutputColumns()[0]) : (Dependence.Marked(found.Rel, out var firm), firm);
        above.Add(query, new IsNullExpr(new ColumnExpr(rows.BoundAliases().Single(), marker.Name, marker.Expr.Type, true), IsNegated: !isNegated));
        return new JoinRel(JoinKind.Left, left, rows, on) { IsSingle = true };
    }

    static IEnumerable<Expr> Same(DependentRows given, IReadOnlyList<ColumnExpr> outer, Replacement above) =>
        [.. outer.Select(c => DependentRows.AreSame(above.Rewrite(c), given.Columns.Rewrite(c)))];

    NamedRel Called(Rel rel, string wish) => new(names.Step(AliasNames.WithoutNumber(wish)), rel, names.Alias(wish));

    // Whether there are rows, neither their order nor how many there are has a say in.
    static Rel WithoutOrder(Rel rel) => rel switch
    {
        SortRel { Skip: null or 0, Take: null or > 0 } sort => WithoutOrder(sort.Input),
        ProjectRel project => project with { Input = WithoutOrder(project.Input) },
        _ => rel,
    };
}
