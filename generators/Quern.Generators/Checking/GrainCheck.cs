using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>Whether the query keeps the model's key unique, and, where it does not, the join that multiplies its rows.</summary>
internal static class GrainCheck
{
    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts)
    {
        var query = relation.Query!;
        var grain = new Grain(facts, query);
        foreach (var key in Keys(relation))
        {
            if (IsProven(grain, query, key) || !IsTraced(grain, query, key, facts))
                continue;
            if (Multiplying(grain, query) is { } join)
            {
                var place = Place(join.Right, facts);
                yield return new(
                    Descriptors.JoinMultipliesRows.Id, place ?? relation.Location, [relation.TypeName, Name(join.Right, facts), Describe(key), Reason(join.Right, facts)]);
                yield break;
            }
            yield return new(Descriptors.KeyNotUnique.Id, relation.Location, [relation.TypeName, Describe(key)]);
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
            Tests = model.Tests.Select(test => test.Kind == "Unique" && IsProven(grain, query, test.Columns) ? test with { IsProven = true } : test).ToEquatableArray(),
        };
    }

    static bool IsProven(Grain grain, Rel query, EquatableArray<string> key) =>
        grain.OutputKeys(query).Any(found => found.All(key.Contains));

    // The strategy DeleteInsert keeps many rows a key.
    static IEnumerable<EquatableArray<string>> Keys(RelationSpec relation)
    {
        if (relation.Key.Count > 0)
            yield return relation.Key;
        if (relation.Incremental is { Strategy: not "DeleteInsert", UniqueKey: { Count: > 0 } unique } && !unique.Equals(relation.Key))
            yield return unique;
    }

    // Only a key that is made of plain columns, over inputs whose keys are known, is shown to be wrong.
    static bool IsTraced(Grain grain, Rel query, EquatableArray<string> key, QueryFacts facts)
    {
        if (query is not ProjectRel project)
            return false;
        return key.All(name => Grain.Column(project.Columns.First(c => c.Name == name).Expr) is not null)
            && Driver(project.Input) is { } driver && grain.KeysOf(driver).Count > 0
            && (driver is not ScanRel scan || facts.Input(scan.RelationId) is not null);
    }

    static Rel? Driver(Rel rel) => rel switch
    {
        JoinRel join => Driver(join.Left),
        FilterRel or ChangedRel or SortRel => Driver(rel.Inputs().Single()),
        _ => rel,
    };

    // The innermost join on the way to the driver that may give a row twice.
    static JoinRel? Multiplying(Grain grain, Rel query)
    {
        JoinRel? found = null;
        var conditions = new List<Expr>();
        for (var rel = ((ProjectRel)query).Input; ;)
            switch (rel)
            {
                case JoinRel join:
                    if (!grain.MatchesOnce(join, join.Kind is not (JoinKind.Inner or JoinKind.Cross) ? join.On!.Conjuncts() : conditions.Concat(join.On is { } on ? on.Conjuncts() : [])))
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

    static LocationSpec? Place(Rel right, QueryFacts facts)
    {
        var aliases = new HashSet<string>(right.BoundAliases());
        return facts.Joins.FirstOrDefault(j => aliases.Contains(j.Alias))?.Location;
    }

    static string Name(Rel right, QueryFacts facts) => right switch
    {
        ScanRel scan => facts.Input(scan.RelationId)?.Name ?? scan.RelationId,
        NamedRel named => named.Name,
        _ => right.Inputs().FirstOrDefault() is { } input ? Name(input, facts) : "the relation",
    };

    static string Reason(Rel right, QueryFacts facts) => right switch
    {
        ScanRel scan when facts.Input(scan.RelationId) is { Keys: [var key, ..] } => $"its key is {Describe(key)}",
        ScanRel => "it declares no key: mark it with [Key] if it has one",
        FilterRel filter => Reason(filter.Input, facts),
        _ => "what identifies its rows is not compared",
    };

    static string Describe(EquatableArray<string> key) => key.Count == 1 ? key[0] : $"({string.Join(", ", key)})";
}
