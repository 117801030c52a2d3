using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>What makes an incremental model's rows depend on when they were made, so that a full refresh gives other rows.</summary>
internal static class DeterminismCheck
{
    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts)
    {
        if (relation.Incremental is null)
            return [];
        var query = relation.Query!;
        return Moments(relation, query, facts).Concat(Ties(relation, query, facts));
    }

    static IEnumerable<DiagnosticSpec> Moments(RelationSpec relation, Rel query, QueryFacts facts)
    {
        var uses = query.SelfAndDescendants().Where(rel => rel.AllExpressions().Any(IsMoment)).ToArray();
        if (uses.Length == 0)
            yield break;
        var column = query is ProjectRel project
            ? project.Columns.FirstOrDefault(c => c.Expr.SelfAndDescendants().Any(IsMoment))?.Name
            : null;
        var place = facts.Columns.FirstOrDefault(c => c.Name == column)?.Location ?? relation.Location;
        yield return new(
            Descriptors.NotDeterministic.Id, place,
            [relation.TypeName, column is null ? "chooses its rows by the time of the run" : $"sets '{column}' from the time of the run"]);
    }

    // A Take keeps some of the rows that tie; which, is up to the engine.
    static IEnumerable<DiagnosticSpec> Ties(RelationSpec relation, Rel query, QueryFacts facts)
    {
        var grain = new Grain(facts, query);
        foreach (var sort in query.SelfAndDescendants().OfType<SortRel>().Where(s => s.Take is not null || s.Skip is not null))
            if (!grain.Covers(sort.Keys.Select(k => Grain.Column(k.Expr)).OfType<Grain.ColumnRef>(), grain.KeysOf(sort.Input)))
                yield return new(Descriptors.NotDeterministic.Id, relation.Location, [relation.TypeName, "takes some of the rows in an order that leaves ties; add the key to OrderBy with ThenBy"]);
    }

    static bool IsMoment(Expr expr) => expr is FunctionExpr { Function: SqlFunction.Now };
}
