using Quern.Execution;
using Quern.Registry;

namespace Quern.Planning;

/// <summary>Plans runs.</summary>
public static class RunPlanner
{
    /// <summary>Says which steps a run takes, in which order, and which of them wait for which.</summary>
    /// <remarks>
    /// A step waits for all planned steps that its relation depends on, also by way of relations that are not selected, and
    /// for those that its tests read. Steps that are free to run are ordered by their relations' ids.
    /// </remarks>
    /// <exception cref="PlanException">Relations depend on each other in a circle, or one has no SQL for the target's engine.</exception>
    public static RunPlan Plan(RunRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var planned = request.Registry.Relations
            .Where(r => request.Selection.Contains(r.Id))
            .Select(r => (Relation: r, Kind: StepKindOf(r, request.Command)))
            .Where(s => s.Kind is not null)
            .ToDictionary(s => s.Relation.Id, s => (s.Relation, Kind: s.Kind!.Value), StringComparer.Ordinal);
        foreach (var (relation, _) in planned.Values)
            RequireDialect(relation, request.Warehouse.Dialect);

        var withTests = request.Command is RunCommand.Build or RunCommand.Test;
        var waitsFor = request.Command == RunCommand.Test
            ? planned.Keys.ToDictionary(id => id, _ => new HashSet<string>(), StringComparer.Ordinal)
            : DataDependencies(request.Registry, planned.Keys);
        if (request.Command == RunCommand.Build)
            AddTestDependencies(planned.Values.Select(p => p.Relation), waitsFor);

        var order = Sort(waitsFor);
        var indexOf = order.Select((id, i) => (id, Index: i + 1)).ToDictionary(p => p.id, p => p.Index, StringComparer.Ordinal);
        return new RunPlan([.. order.Select(id => new PlannedStep(
            indexOf[id], planned[id].Relation, planned[id].Kind,
            [.. waitsFor[id].Select(d => indexOf[d]).Order()],
            withTests ? [.. Enumerable.Range(0, planned[id].Relation.Tests.Count)] : []))]);
    }

    static StepKind? StepKindOf(RelationDefinition relation, RunCommand command) => command switch
    {
        RunCommand.Build when relation.Kind != RelationKind.Source => StepKind.Model,
        RunCommand.Build when relation.Extract is not null => StepKind.Extract,
        RunCommand.Build or RunCommand.Test => relation.Tests.Count > 0 ? StepKind.Test : null,
        RunCommand.Run => relation.Kind == RelationKind.Source ? null : StepKind.Model,
        RunCommand.Extract => relation.Extract is null ? null : StepKind.Extract,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Not a command."),
    };

    static void RequireDialect(RelationDefinition relation, string dialect)
    {
        if (!relation.Sql.ContainsKey(dialect))
            throw new PlanException(
                $"{relation.DisplayName} has no SQL for {dialect}: it was compiled for {string.Join(", ", relation.Sql.Keys.Order(StringComparer.Ordinal))}. "
                + $"Add {dialect} to the project's QuernDialects property and build again.");
    }

    static Dictionary<string, HashSet<string>> DataDependencies(RelationRegistry registry, IReadOnlyCollection<string> planned)
    {
        var graph = new RelationGraph(registry);
        var waitsFor = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var id in planned)
        {
            var upstream = graph.Upstream(id);
            if (upstream.Contains(id))
                throw new PlanException(
                    $"{registry[id].DisplayName} depends on itself by way of {string.Join(", ", upstream.Where(u => u != id && graph.Upstream(u).Contains(id)).Order(StringComparer.Ordinal).Select(u => registry[u].DisplayName))}. Remove one of the inputs.");
            waitsFor[id] = [.. planned.Where(upstream.Contains)];
        }
        return waitsFor;
    }

    // What a test reads should be built before. Where it in turn depends on the tested relation, that can't be: the test
    // then reads what an earlier run left.
    static void AddTestDependencies(IEnumerable<RelationDefinition> relations, Dictionary<string, HashSet<string>> waitsFor)
    {
        foreach (var relation in relations.OrderBy(r => r.Id, StringComparer.Ordinal))
            foreach (var input in relation.Tests.SelectMany(t => t.Inputs))
                if (input != relation.Id && waitsFor.ContainsKey(input) && !Reaches(input, relation.Id, waitsFor))
                    waitsFor[relation.Id].Add(input);
    }

    static bool Reaches(string from, string to, Dictionary<string, HashSet<string>> waitsFor)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var id))
            if (id == to)
                return true;
            else if (seen.Add(id))
                foreach (var next in waitsFor[id])
                    open.Push(next);
        return false;
    }

    static List<string> Sort(Dictionary<string, HashSet<string>> waitsFor)
    {
        var missing = waitsFor.ToDictionary(w => w.Key, w => w.Value.Count, StringComparer.Ordinal);
        var waiting = waitsFor.SelectMany(w => w.Value.Select(d => (On: d, Id: w.Key))).ToLookup(e => e.On, e => e.Id, StringComparer.Ordinal);
        var ready = new SortedSet<string>(missing.Where(m => m.Value == 0).Select(m => m.Key), StringComparer.Ordinal);
        var order = new List<string>(waitsFor.Count);
        while (ready.Min is { } id)
        {
            ready.Remove(id);
            order.Add(id);
            foreach (var next in waiting[id])
                if (--missing[next] == 0)
                    ready.Add(next);
        }
        return order;
    }
}
