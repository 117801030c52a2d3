using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>Whether the query keeps the model's key unique, and, where it does not, the join that multiplies its rows.</summary>
internal sealed class GrainCheck
{
    readonly RelationSpec relation;
    readonly QueryFacts facts;
    readonly Grain grain;

    GrainCheck(RelationSpec relation, QueryFacts facts) => (this.relation, this.facts, grain) = (relation, facts, new Grain(facts, relation.Query!));

    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts)
    {
        var keys = Keys(relation).ToArray();
        if (keys.Length == 0)
            yield break;
        var check = new GrainCheck(relation, facts);
        foreach (var key in keys)
            if (check.Problem(relation.Query!, [.. key], key) is { } problem)
            {
                yield return problem;
                // A join is reported once, though it breaks both keys.
                if (problem.Id == Descriptors.JoinMultipliesRows.Id)
                    yield break;
            }
    }

    /// <summary>Marks the unique tests that can't fail as long as those of the inputs don't.</summary>
    /// <param name="model">The model.</param>
    /// <param name="query">Its query as it is written.</param>
    /// <param name="facts">What is known of the query besides.</param>
    public static RelationSpec MarkProven(RelationSpec model, Rel query, QueryFacts facts)
    {
        if (model.Tests.All(test => test.Kind != "Unique"))
            return model;
        var grain = new Grain(facts, query);
        return model with
        {
            Tests = model.Tests.Select(test => test.Kind == "Unique" && grain.Identifies(query, test.Columns) ? test with { IsProven = true } : test).ToEquatableArray(),
        };
    }

    // The strategy DeleteInsert keeps many rows a key.
    static IEnumerable<EquatableArray<string>> Keys(RelationSpec relation)
    {
        if (relation.Key.Count > 0)
            yield return relation.Key;
        if (relation.Incremental is { Strategy: not "DeleteInsert", UniqueKey: { Count: > 0 } unique } && !unique.Equals(relation.Key))
            yield return unique;
    }

    // Null where the key is unique, and where nothing shows that it is not. The names are those of the key in this part of the query.
    DiagnosticSpec? Problem(Rel rel, IReadOnlyList<string> names, EquatableArray<string> key) =>
        grain.Identifies(rel, names) ? null : rel switch
        {
            ProjectRel project => Problem(project, names, key),
            DistinctRel or SortRel or FilterRel or ChangedRel => Problem(rel.Inputs().Single(), names, key),
            NamedRel named => Problem(named.Body, names, key),
            SetRel { Operator: SetOperator.UnionAll or SetOperator.Union } set => Problem(set, names, key),
            SetRel { Operator: SetOperator.Except } set => Problem(set.Left, names, key),
            _ => null,
        };

    DiagnosticSpec? Problem(SetRel set, IReadOnlyList<string> names, EquatableArray<string> key) =>
        Problem(set.Left, names, key) ?? Problem(set.Right, names, key)
        // A key that is computed may be so in order to tell the sides apart.
        ?? (grain.Identifies(set.Left, names) && grain.Identifies(set.Right, names)
            && RowSources.Projections(set).All(p => p.Columns.Where(c => names.Contains(c.Name)).All(c => c.Expr is LiteralExpr || Injection.Plain(c.Expr) is not null))
            ? new(
                Descriptors.SidesShareKeys.Id, facts.Joins.FirstOrDefault(j => j.Alias == set.Alias)?.Location ?? relation.Location,
                [relation.TypeName, Describe(key), set.Operator == SetOperator.Union ? "Union" : "Concat"])
            : null);

    DiagnosticSpec? Problem(ProjectRel project, IReadOnlyList<string> names, EquatableArray<string> key)
    {
        var values = names.Select(name => project.Columns.First(c => c.Name == name).Expr).ToArray();
        // What a window, a query inside or a mapped method gives may be a key by itself.
        if (values.Any(v => v.SelfAndDescendants().Any(e => e is WindowExpr or TemplateExpr || e.InnerQuery() is not null)) || Driver(project.Input) is not { } driver)
            return null;
        // Whatever the key makes of its columns, there are no more of it than there are of them.
        var columns = values.SelectMany(v => v.AllColumns()).Select(c => new ColumnRef(c.Source, c.Name)).ToArray();
        var told = grain.Told(project.Input, columns);
        if (driver.BoundAliases().All(told.ContainsRow) && Joins(project.Input).All(join => IsTold(join, told, columns)))
            return null;
        if (grain.KeysOf(driver).Count > 0 && Multiplying(project.Input, told, columns) is { } join)
            return new(
                Descriptors.JoinMultipliesRows.Id, Place(join.Right) ?? relation.Location, [relation.TypeName, Name(join.Right), Describe(key), Reason(join.Right)]);
        // The query that the rows come from may show what does it.
        var inner = driver is not ScanRel && values.All(v => v is ColumnExpr column && driver.BoundAliases().SequenceEqual([column.Source]))
            ? Problem(driver, [.. values.Cast<ColumnExpr>().Select(c => c.Name)], key)
            : null;
        return inner ?? (grain.KeysOf(driver).Count == 0 ? null : new(Descriptors.KeyNotUnique.Id, relation.Location, [relation.TypeName, Describe(key)]));
    }

    static Rel? Driver(Rel rel) => rel switch
    {
        // Rows of either side may stand alone.
        JoinRel { Kind: JoinKind.Full } => null,
        JoinRel join => Driver(join.Left),
        FilterRel or ChangedRel or SortRel => Driver(rel.Inputs().Single()),
        _ => rel,
    };

    static IEnumerable<JoinRel> Joins(Rel rel) => rel switch
    {
        JoinRel join => Joins(join.Left).Append(join),
        FilterRel or ChangedRel or SortRel => Joins(rel.Inputs().Single()),
        _ => [],
    };

    // Whether the key tells which row of the right side it is, or has columns of one that nothing is known of.
    bool IsTold(JoinRel join, ToldColumns told, ColumnRef[] columns)
    {
        var aliases = join.Right.BoundAliases().ToArray();
        return aliases.All(told.ContainsRow) || (grain.KeysOf(join.Right).Count == 0 && columns.Any(c => aliases.Contains(c.Source)));
    }

    // The innermost join on the way to the driver that may give a key twice.
    JoinRel? Multiplying(Rel input, ToldColumns told, ColumnRef[] columns)
    {
        JoinRel? found = null;
        var conditions = new List<Expr>();
        for (var rel = input; ;)
            switch (rel)
            {
                case JoinRel join:
                    if (!IsTold(join, told, columns)
                        && !grain.MatchesOnce(join, join.Kind is not (JoinKind.Inner or JoinKind.Cross) ? join.On!.Conjuncts() : conditions.Concat(join.On is { } on ? on.Conjuncts() : [])))
                        found = join;
                    rel = join.Left;
                    break;
                case FilterRel filter:
                    conditions.AddRange(filter.Predicate.Conjuncts());
                    rel = filter.Input;
                    break;
                case ChangedRel or SortRel:
                    rel = rel.Inputs().Single();
                    break;
                default:
                    return found;
            }
    }

    LocationSpec? Place(Rel right)
    {
        var aliases = new HashSet<string>(right.BoundAliases());
        return facts.Joins.FirstOrDefault(j => aliases.Contains(j.Alias))?.Location;
    }

    string Name(Rel right) => right switch
    {
        ScanRel scan => facts.Input(scan.RelationId)?.Name ?? scan.RelationId,
        NamedRel named => named.Name,
        _ => right.Inputs().FirstOrDefault() is { } input ? Name(input) : "the relation",
    };

    string Reason(Rel right) => right switch
    {
        ScanRel scan when facts.Input(scan.RelationId) is { Keys: [var key, ..] } => $"its key is {Describe(key)}",
        ScanRel => "it declares no key: mark it with [Key] if it has one",
        FilterRel filter => Reason(filter.Input),
        _ => "what identifies its rows is not compared",
    };

    static string Describe(EquatableArray<string> key) => key.Count == 1 ? key[0] : $"({string.Join(", ", key)})";
}
