namespace Quern.Relational.Passes;

/// <summary>
/// Filters rows as early as they can be, where what is filtered late has a SELECT of its own: a step that is read once, groups
/// by their keys, the sides of a union, rows numbered within what the condition speaks of.
/// <code>
/// Filter(Named(totals, Aggregate(orders by day)), totals.day > x)   ⇒ Named(totals, Aggregate(Filter(orders, day > x) by day))
/// Filter(Union(Project(a), Project(b)), union.id > 5)               ⇒ Union(Project(Filter(a, id > 5)), Project(Filter(b, id > 5)))
/// </code>
/// A condition moves only where it can fail on no row, so that none fails on a row that was left out before it. Conditions on
/// tables stay where they are: an engine takes them to the scan by itself.
/// </summary>
internal sealed class PushFilters : QueryRewriter
{
    readonly HashSet<string> readOnce;

    PushFilters(IEnumerable<NamedRel> steps) =>
        readOnce = [.. steps.GroupBy(s => s.Name).Where(uses => uses.Select(s => s.Alias).Distinct().Count() == 1).Select(uses => uses.Key)];

    public static Rel Apply(Rel query)
    {
        var all = query.SelfAndDescendants().ToList();
        return all.Exists(r => r is FilterRel or JoinRel) && all.Exists(r => r is NamedRel or SetRel)
            ? new PushFilters(all.OfType<NamedRel>()).Rewrite(query)
            : query;
    }

    public override Rel Rewrite(Rel rel) => RewriteChildren(rel) switch
    {
        FilterRel filter => Filter(filter),
        JoinRel { Kind: JoinKind.Inner or JoinKind.Left, On: { } on } join => Join(join, on),
        var rewritten => rewritten,
    };

    Rel Filter(FilterRel filter)
    {
        var (input, rest) = (filter.Input, new List<Expr>());
        foreach (var condition in filter.Predicate.Conjuncts())
            if (MovableConditions.IsMovable(condition) && Push(input, condition) is { } pushed)
                input = pushed;
            else
                rest.Add(condition);
        return ReferenceEquals(input, filter.Input) ? filter : rest.Count == 0 ? input : new FilterRel(input, QueryShape.AllOf(rest));
    }

    // What ON says of one side alone; a left row that fails it stays. One condition is left: an inner join has some.
    JoinRel Join(JoinRel join, Expr on)
    {
        var rest = on.Conjuncts().ToList();
        foreach (var condition in rest.Where(MovableConditions.IsMovable).ToList())
        {
            if (rest.Count == 1)
                break;
            var left = join.Kind == JoinKind.Inner && Binds(join.Left, condition) ? Push(join.Left, condition) : null;
            var right = Binds(join.Right, condition) ? Push(join.Right, condition) : null;
            if ((left ?? right) is not null && rest.Remove(condition))
                join = join with { Left = left ?? join.Left, Right = right ?? join.Right };
        }
        return join with { On = QueryShape.AllOf(rest) };
    }

    /// <summary>The relation with a condition inside it; null where there is no better place than above it.</summary>
    Rel? Push(Rel rel, Expr condition) => rel switch
    {
        FilterRel r => Push(r.Input, condition) is { } input ? r with { Input = input } : null,
        SortRel { Skip: null, Take: null } r => Push(r.Input, condition) is { } input ? r with { Input = input } : null,
        DistinctRel r => Push(r.Input, condition) is { } input ? new DistinctRel(input) : null,
        JoinRel r => Side(r, condition),
        _ when !Binds(rel, condition) => null,
        NamedRel r => readOnce.Contains(r.Name) && Push(r.Body, In(r.Body, condition)) is { } body ? r with { Body = body } : null,
        ProjectRel r => Below(r, condition),
        AggregateRel { Sets: GroupingSets.All } r => Below(r, condition),
        SetRel r => Push(r.Left, In(r.Left, condition)) is { } left && Push(r.Right, In(r.Right, condition)) is { } right ? r with { Left = left, Right = right } : null,
        _ => null,
    };

    // Rows that an outer join adds have nulls where the condition would have looked.
    JoinRel? Side(JoinRel join, Expr condition) => join.Kind == JoinKind.Full ? null
        : Binds(join.Left, condition) ? Push(join.Left, condition) is { } left ? join with { Left = left } : null
        : join.Kind != JoinKind.Left && Binds(join.Right, condition) && Push(join.Right, condition) is { } right ? join with { Right = right }
        : null;

    Rel? Below(ProjectRel project, Expr condition)
    {
        var columns = Columns(project.Columns);
        var keys = condition.AllColumns().Select(c => columns[c.Name]).ToList();
        // A partition is filtered as a whole, or else its windows would see fewer rows.
        var windows = project.Columns.SelectMany(c => c.Expr.SelfAndDescendants()).OfType<WindowExpr>();
        return windows.All(w => keys.TrueForAll(w.Partition.Contains)) && Under(project.Input, condition, columns) is { } input ? project with { Input = input } : null;
    }

    Rel? Below(AggregateRel aggregate, Expr condition)
    {
        var keys = Columns(aggregate.Keys);
        return condition.AllColumns().All(c => keys.ContainsKey(c.Name)) && Under(aggregate.Input, condition, keys) is { } input ? aggregate with { Input = input } : null;
    }

    Rel? Under(Rel input, Expr condition, Dictionary<string, Expr> columns)
    {
        // Written twice, a long expression costs a reader more than a late filter does.
        if (condition.AllColumns().Any(c => LongValues.IsLong(columns[c.Name])))
            return null;
        var inside = Substitution.Of(condition, c => columns[c.Name]);
        return !MovableConditions.IsMovable(inside) ? null
            : Push(input, inside) ?? input switch
            {
                FilterRel filter when IsFiltered(filter) => filter with { Predicate = new LogicalExpr(LogicalOperator.And, filter.Predicate, inside) },
                _ => IsFiltered(input) ? new FilterRel(input, inside) : null,
            };
    }

    // Others may need a SELECT of their own before they can be filtered, and then nothing is won.
    static bool IsFiltered(Rel rel) => rel is ScanRel or NamedRel or JoinRel or AggregateRel or MadeRel or PreviousRel || (rel is FilterRel filter && IsFiltered(filter.Input));

    static Dictionary<string, Expr> Columns(EquatableArray<NamedExpr> columns) => columns.ToDictionary(c => c.Name, c => c.Expr);

    static bool Binds(Rel rel, Expr condition)
    {
        var aliases = new HashSet<string>(rel.BoundAliases());
        var columns = condition.AllColumns().ToList();
        return columns.Count > 0 && columns.TrueForAll(c => aliases.Contains(c.Source));
    }

    /// <summary>A condition on a relation's columns in terms of what gives them their names.</summary>
    static Expr In(Rel inner, Expr condition)
    {
        var columns = inner.OutputColumns().ToDictionary(c => c.Name, c => c.Expr.IsNullable);
        var alias = inner.BoundAliases().Single();
        return Substitution.Of(condition, c => c with { Source = alias, IsNullable = columns[c.Name] });
    }
}
