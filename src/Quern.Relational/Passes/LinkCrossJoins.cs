namespace Quern.Relational.Passes;

/// <summary>
/// Joins by a condition what was paired and filtered.
/// <code>
/// Filter(Cross(a, b), a.x == b.x AND a.y > 1)   ⇒ Filter(Join(a, b, a.x == b.x), a.y > 1)
/// </code>
/// Filters on the rows that a join keeps stand above it as well, so that conditions from anywhere below reach their join.
/// </summary>
internal sealed class LinkCrossJoins : QueryRewriter
{
    public static Rel Apply(Rel query) => new LinkCrossJoins().Rewrite(query);

    public override Rel Rewrite(Rel rel)
    {
        if (rel is not (FilterRel or JoinRel) || !HasCrossJoin(rel))
            return RewriteChildren(rel);
        var conditions = new List<Expr>();
        var joined = Link(WithoutFilters(rel, conditions), conditions);
        return conditions.Count == 0 ? joined : new FilterRel(joined, QueryShape.AllOf(conditions));
    }

    static bool HasCrossJoin(Rel rel) => rel switch
    {
        FilterRel filter => HasCrossJoin(filter.Input),
        JoinRel { Kind: JoinKind.Left } join => HasCrossJoin(join.Left),
        JoinRel { Kind: JoinKind.Full } => false,
        JoinRel join => join.Kind == JoinKind.Cross || HasCrossJoin(join.Left) || HasCrossJoin(join.Right),
        _ => false,
    };

    Rel WithoutFilters(Rel rel, List<Expr> conditions)
    {
        switch (rel)
        {
            case FilterRel filter:
                var input = WithoutFilters(filter.Input, conditions);
                conditions.AddRange(RewriteCondition(filter.Predicate).Conjuncts());
                return input;
            case JoinRel { Kind: JoinKind.Inner or JoinKind.Cross } join:
                return join with
                {
                    Left = WithoutFilters(join.Left, conditions),
                    Right = WithoutFilters(join.Right, conditions),
                    On = join.On is null ? null : RewriteCondition(join.On),
                };
            case JoinRel { Kind: JoinKind.Left } join:
                return join with { Left = WithoutFilters(join.Left, conditions), Right = Rewrite(join.Right), On = RewriteCondition(join.On!) };
            default:
                return Rewrite(rel);
        }
    }

    // The innermost join that binds all that a condition speaks of takes it.
    static Rel Link(Rel rel, List<Expr> conditions)
    {
        if (rel is not JoinRel join || join.Kind == JoinKind.Full)
            return rel;
        join = join with { Left = Link(join.Left, conditions), Right = join.Kind is JoinKind.Left ? join.Right : Link(join.Right, conditions) };
        // Rows made of the left row stand beside it on every engine, but not every engine lets them have a condition there.
        if (join.Kind != JoinKind.Cross || (join.Right is MadeRel or NamedRel && join.Right.IsCorrelated()))
            return join;
        var (left, right) = (new HashSet<string>(join.Left.BoundAliases()), new HashSet<string>(join.Right.BoundAliases()));
        var links = conditions.Where(c => Links(c, left, right)).ToList();
        _ = conditions.RemoveAll(links.Contains);
        return links.Count == 0 ? join : join with { Kind = JoinKind.Inner, On = QueryShape.AllOf(links) };
    }

    static bool Links(Expr condition, HashSet<string> left, HashSet<string> right)
    {
        if (condition.SelfAndDescendants().Any(e => e.InnerQuery() is not null))
            return false;
        var sources = condition.AllColumns().Select(c => c.Source).ToList();
        return sources.Exists(left.Contains) && sources.Exists(right.Contains) && sources.TrueForAll(s => left.Contains(s) || right.Contains(s));
    }
}
