namespace Quern.Relational.Passes;

/// <summary>
/// Asks a query once for all rows that it was asked for one by one, and joins what it gives (<see cref="Dependence"/>), for
/// engines that can't do the latter.
/// <code>
/// Project(o, x: Scalar(Sum(Filter(i, i.k &lt; o.k), i.v)))
///   ⇒ Project(Left(o, Aggregate(Join(D, i, i.k &lt; D.k), D.k, s: Sum(i.v)), o.k == D.k), x: COALESCE(s, 0))     D: Distinct(Project(o, o.k))
/// Cross(o, Named(last, Take(1, Filter(i, i.k &lt; o.k))))
///   ⇒ Join(o, Named(last, Filter(Project(Join(D, i, i.k &lt; D.k), n: ROW_NUMBER() OVER (PARTITION BY D.k)), n &lt;= 1)), o.k == D.k)
/// </code>
/// The rows around are read as they are, or by name, where they are more than a relation. It is no pass of the pipeline: what
/// has to be asked once, an engine says of the query that they leave.
/// </summary>
internal sealed class Unnest : QueryRewriter
{
    readonly CorrelatedParts asked;
    readonly QueryNames names;
    readonly Dictionary<string, Rel> bodies = [];
    Replacement? above;
    bool isDone;

    Unnest(Rel query, CorrelatedParts asked) => (this.asked, names) = (asked, new QueryNames(query));

    /// <summary>Asks the queries of one relation once.</summary>
    /// <returns>Null where there is none that can be.</returns>
    public static Rel? Apply(Rel query, CorrelatedParts asked)
    {
        var pass = new Unnest(query, asked);
        var rewritten = pass.Rewrite(query);
        return pass.isDone ? rewritten : null;
    }

    public override Rel Rewrite(Rel rel)
    {
        var before = above;
        var rewritten = rel is NamedRel named ? Named(named) : RewriteChildren(rel);
        if (!isDone)
            rewritten = Changed(rewritten);
        if (rel is not (FilterRel or JoinRel or SortRel or DistinctRel))
            above = before;
        return rewritten;
    }

    // Queries inside have rows of their own.
    public override Expr Rewrite(Expr expr)
    {
        var (before, here) = (above, above?.Rewrite(expr) ?? expr);
        above = null;
        var rewritten = RewriteChildren(here);
        above = before;
        return rewritten;
    }

    // All uses of a name have one body.
    NamedRel Named(NamedRel named)
    {
        if (named.IsCorrelated())
            return (NamedRel)RewriteChildren(named);
        if (!bodies.TryGetValue(named.Name, out var body))
        {
            // What rows beside it are called now is no affair of its own.
            above = null;
            bodies.Add(named.Name, body = Rewrite(named.Body));
        }
        return ReferenceEquals(body, named.Body) ? named : named with { Body = body };
    }

    Rel Changed(Rel rel)
    {
        if (rel is JoinRel { Right: NamedRel right } lateral && asked.Laterals.Contains(right.Alias) && Dependence.CanEnd(right) && CanRead(lateral.Left, right.OuterColumns()))
            return Lateral(lateral, right);
        List<Expr> queries = [.. Own(rel).Where(e => e.InnerQuery() is { } query && asked.Queries.Contains(e) && Dependence.CanEnd(query)).Distinct()];
        if (queries.Count == 0 || (rel is not JoinRel && !CanRead(rel.Inputs().Single(), queries.SelectMany(Outer))))
            return rel;
        return rel switch
        {
            FilterRel filter => WithColumns(filter, Filter(filter, queries)),
            SortRel sort => WithColumns(sort, sort with { Input = Attached(sort.Input, queries), Keys = [.. sort.Keys.Select(k => k with { Expr = Above(k.Expr) })] }),
            ProjectRel project => project with { Input = Attached(project.Input, queries, wishes: Wishes(project, queries)), Columns = Above(project.Columns) },
            AggregateRel aggregate =>
                aggregate with { Input = Attached(aggregate.Input, queries), Keys = Above(aggregate.Keys), Aggregates = Above(aggregate.Aggregates) },
            JoinRel join => Join(join, queries),
            _ => rel,
        };
    }

    // What is made of a row is made beside it.
    static IEnumerable<Expr> Own(Rel rel) => OperandsFirst(rel is JoinRel { Right: MadeRel made } ? rel.Expressions().Concat(made.Expressions()) : rel is MadeRel ? [] : rel.Expressions());

    static IEnumerable<Expr> OperandsFirst(IEnumerable<Expr> exprs) => exprs.SelectMany(e => OperandsFirst(e.Children()).Append(e));

    // A recursion's rows before are read once only.
    static bool CanRead(Rel rows, IEnumerable<ColumnExpr> asked) => !rows.IsCorrelated()
        && !rows.SelfAndDescendants().Any(r => r is PreviousRel)
        && new HashSet<string>(asked.Select(c => c.Source)).IsSubsetOf(rows.BoundAliases());

    Expr Above(Expr expr) => above!.Rewrite(expr);

    EquatableArray<NamedExpr> Above(EquatableArray<NamedExpr> columns) => [.. columns.Select(c => c with { Expr = Above(c.Expr) })];

    // What is a column of its own gives a query its name.
    static Dictionary<Expr, string> Wishes(ProjectRel project, List<Expr> queries) => queries
        .Select(q => (q, project.Columns.FirstOrDefault(c => OperandsFirst([c.Expr]).Contains(q))?.Name)).Where(w => w.Name is not null)
        .ToDictionary(w => w.q, w => w.Name!);

    FilterRel Filter(FilterRel filter, List<Expr> queries)
    {
        var conditions = filter.Predicate.Conjuncts().ToLookup(c => OperandsFirst([c]).Any(queries.Contains));
        var rows = conditions[false].Any() ? new FilterRel(filter.Input, QueryShape.AllOf(conditions[false])) : filter.Input;
        return new FilterRel(Attached(rows, queries, [.. conditions[true]]), QueryShape.AllOf(conditions[true].Select(Above).Where(c => c != LiteralExpr.True)));
    }

    // Where the rows had a list of columns, they have it still.
    Rel WithColumns(Rel before, Rel after)
    {
        if (!before.HasColumns())
            return after;
        var columns = before.References().ToList();
        var alias = names.Alias(before.BoundAliases().Single());
        var project = new ProjectRel(after, [.. columns.Select(c => new NamedExpr(c.Name, Above(c)))], alias);
        foreach (var column in columns)
            above!.Add(column, column with { Source = alias });
        return project;
    }

    Rel Join(JoinRel join, List<Expr> queries)
    {
        var (left, right) = (new HashSet<string>(join.Left.BoundAliases()), new HashSet<string>(join.Right.BoundAliases()));
        List<Expr> Of(HashSet<string> side) => [.. queries.Where(q => Outer(q).All(c => side.Contains(c.Source)))];
        if (Of(left) is { Count: > 0 } ofLeft && CanRead(join.Left, []))
        {
            var rows = Attached(join.Left, ofLeft);
            return join with { Left = rows, Right = above!.Rewrite(join.Right), On = join.On is null ? null : Above(join.On) };
        }
        if (Of(right) is { Count: > 0 } ofRight && CanRead(join.Right, []))
            return join with { Right = Attached(join.Right, ofRight), On = Above(join.On!) };
        if (join.Kind == JoinKind.Full || join.Right is MadeRel || join.Right.IsCorrelated())
            return join;
        (isDone, above) = (true, new Replacement());
        var conditions = join.On!.Conjuncts().ToLookup(c => OperandsFirst([c]).Any(queries.Contains));
        return join.Kind == JoinKind.Left ? LateralFor(join, conditions) : new FilterRel(
            conditions[false].Any() ? join with { On = QueryShape.AllOf(conditions[false]) } : join with { Kind = JoinKind.Cross, On = null },
            QueryShape.AllOf(conditions[true]));
    }

    // What each pair is asked leaves out rows for each left row.
    JoinRel LateralFor(JoinRel join, ILookup<bool, Expr> conditions)
    {
        var wish = join.Right.BoundAliases().ToList() is [var only] ? only : "joined";
        var alias = names.Alias(wish);
        var columns = names.Listed(join.Right, alias, out var moved).ToEquatableArray();
        above = moved;
        return join with
        {
            Right = new NamedRel(names.Step(wish), new ProjectRel(new FilterRel(join.Right, QueryShape.AllOf(conditions[true])), columns, names.Alias(wish)), alias),
            On = Above(QueryShape.AllOf(conditions[false])),
        };
    }

    Rel Attached(Rel rows, List<Expr> queries, IReadOnlyList<Expr>? conditions = null, IReadOnlyDictionary<Expr, string>? wishes = null)
    {
        // An order that is the result's stays the last step.
        if (rows is SortRel { Skip: null, Take: null } sort)
            return sort with { Input = Attached(sort.Input, queries, conditions, wishes), Keys = [.. sort.Keys.Select(k => k with { Expr = Above(k.Expr) })] };
        var joined = new JoinedQueries(rows, [.. queries.SelectMany(Outer)], names);
        foreach (var query in queries)
            joined.Add(query, Outer(query), isCondition: conditions?.Contains(query) == true, wishes?.TryGetValue(query, out var wish) == true ? wish : null);
        return Joined(joined);
    }

    Rel Lateral(JoinRel join, NamedRel right)
    {
        var outer = Outer(right.OuterColumns());
        var joined = new JoinedQueries(join.Left, outer, names);
        joined.Add(join, right, outer);
        return Joined(joined);
    }

    Rel Joined(JoinedQueries joined)
    {
        var rows = joined.Rows(out above);
        isDone = true;
        return rows;
    }

    List<ColumnExpr> Outer(Expr query) => Outer(query.InnerQuery()!.OuterColumns());

    // Each once, and nullable where any use says so.
    List<ColumnExpr> Outer(IEnumerable<ColumnExpr> columns) => [.. columns.Select(names.AnyUse).GroupBy(c => (c.Source, c.Name)).Select(c => c.First())];
}
