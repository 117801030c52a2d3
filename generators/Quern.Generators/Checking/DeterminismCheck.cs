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
        return Moments(relation, query, facts).Concat(Ties(relation, query, facts)).Concat(TiesInWindows(relation, query, facts));
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
            if (!grain.Covers(sort.Input, sort.Keys.SelectMany(k => Injection.Columns(k.Expr))))
                yield return new(Descriptors.NotDeterministic.Id, relation.Location, [relation.TypeName, "takes some of the rows in an order that leaves ties; add the key to OrderBy with ThenBy"]);
    }

    // A row's number, or its neighbour, is another one each time where rows tie.
    static IEnumerable<DiagnosticSpec> TiesInWindows(RelationSpec relation, Rel query, QueryFacts facts)
    {
        var windows = query.SelfAndDescendants().OfType<ProjectRel>()
            .SelectMany(p => p.AllExpressions().OfType<WindowExpr>().Where(IsByPlace).Select(window => (p.Input, Window: window))).ToList();
        if (windows.Count == 0)
            yield break;
        var grain = new Grain(facts, query);
        var places = new HashSet<LocationSpec>();
        foreach (var (input, window) in windows)
            if (!grain.Covers(input, window.Partition.Concat(window.Order.Select(k => k.Expr)).SelectMany(Injection.Columns))
                && (facts.Windows.FirstOrDefault(w => w.Window.Equals(window))?.Location ?? relation.Location) is var place && places.Add(place))
                yield return new(Descriptors.NotDeterministic.Id, place, [relation.TypeName, "numbers or picks rows in an order that leaves ties; add the key to OrderBy with ThenBy"]);
    }

    // A rank is the same for rows that tie, and so is an aggregate over a range.
    static bool IsByPlace(WindowExpr window) => window switch
    {
        { Function: WindowFunctionExpr { Function: WindowFunction.Rank or WindowFunction.DenseRank or WindowFunction.PercentRank or WindowFunction.CumeDist } } => false,
        { Function: WindowFunctionExpr } => true,
        { Frame: { IsRange: false } frame } => frame.Preceding is not null || frame.Following is not null,
        _ => false,
    };

    static bool IsMoment(Expr expr) => expr is FunctionExpr { Function: SqlFunction.Now };
}
