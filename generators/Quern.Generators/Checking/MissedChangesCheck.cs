using Quern.Generators.Diagnostics;
using Quern.Generators.Lowering;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>Inputs of an incremental model whose changes alone bring no row up to date.</summary>
internal static class MissedChangesCheck
{
    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts)
    {
        if (relation.Incremental is not { Cursors.Count: > 0 } incremental || incremental.Strategy == "Append")
            yield break;
        var query = relation.Query!;
        var seen = new HashSet<string>();
        // To be told of a row is not to be told of those below it.
        foreach (var scan in query.SelfAndDescendants().OfType<RecurseRel>().SelectMany(r => r.Step.SelfAndDescendants().Concat(r.Seed.SelfAndDescendants())).OfType<ScanRel>())
            if (scan.RelationId != "target" && facts.Input(scan.RelationId) is { } input && seen.Add(scan.RelationId))
                yield return new(Descriptors.ChangesBelow.Id, facts.Joins.FirstOrDefault(j => j.Alias == scan.Alias)?.Location ?? relation.Location, [relation.TypeName, input.Name, "", "it"]);
        var followed = new HashSet<string>(incremental.Cursors.Select(c => c.InputId));
        foreach (var (scan, place) in Scans(query, null, facts))
            // The model's own rows change with its runs alone.
            if (scan.RelationId != "target" && facts.Input(scan.RelationId) is { } input && !followed.Contains(scan.RelationId) && seen.Add(scan.RelationId))
            {
                if (JoinWindow.Of(query, scan.Alias, incremental.Cursors) is not { } window)
                    yield return new(Descriptors.MissedChanges.Id, place ?? relation.Location, [relation.TypeName, input.Name, "", "it"]);
                else if (window.Microseconds > window.Cursor.LookbackMicroseconds)
                    yield return new(
                        Descriptors.ShortLookback.Id, place ?? relation.Location,
                        [
                            relation.TypeName, input.Name, JoinWindow.Text(window.Microseconds), facts.Input(window.Cursor.InputId)?.Name ?? window.Cursor.InputId, window.Cursor.Column,
                            window.Cursor.LookbackMicroseconds == 0 ? "only what changed" : $"only {JoinWindow.Text(window.Cursor.LookbackMicroseconds)}", JoinWindow.Text(window.Microseconds),
                        ]);
            }
        if (Again(relation, query, facts) is { } again)
            yield return again;
    }

    // A changed row is read, and not those that only look at it: by a join of the relation with itself, or an aggregate of all of it.
    static DiagnosticSpec? Again(RelationSpec relation, Rel query, QueryFacts facts)
    {
        // Not those in a condition: there they say whose rows are all read.
        var changed = ChangedRows.In(query).ToList();
        var driving = new HashSet<string>(changed.SelectMany(c => c.Input.SelfAndDescendants()).OfType<ScanRel>().Select(s => s.Alias));
        // OrWhenChanged asks for rows in a query of its own.
        var asked = new HashSet<string>(changed.SelectMany(c => Inner(c.Condition)).OfType<ScanRel>().Select(s => s.RelationId));
        var drivers = changed.SelectMany(c => c.Input.SelfAndDescendants()).OfType<ScanRel>().ToList();
        var grain = new Lazy<Grain>(() => new Grain(facts, query));
        foreach (var (scan, place) in Scans(query, null, facts))
            if (!driving.Contains(scan.Alias) && !asked.Contains(scan.RelationId) && facts.Input(scan.RelationId) is { } input
                && drivers.Find(d => d.RelationId == scan.RelationId) is { } driver && !grain.Value.IsSameRow(driver, scan))
                return new(Descriptors.MissedChanges.Id, place ?? relation.Location, [relation.TypeName, input.Name, " a second time", "what is read there"]);
        return null;
    }

    static IEnumerable<Rel> Inner(Expr condition) => condition.SelfAndDescendants().Select(e => e.InnerQuery()).OfType<Rel>().SelectMany(q => q.SelfAndDescendants());

    // Each scan with the place that reads it: the innermost join or subquery of the model's own that it is in.
    static IEnumerable<(ScanRel Scan, LocationSpec? Place)> Scans(Rel rel, LocationSpec? place, QueryFacts facts)
    {
        if (rel is ScanRel scan)
            return [(scan, Place(scan, facts) ?? place)];
        var inner = rel is NamedRel ? Place(rel, facts) ?? place : place;
        var queries = rel is ChangedRel ? [] : rel.AllExpressions().Select(e => e.InnerQuery()).OfType<Rel>();
        return rel.Inputs().Concat(queries).SelectMany(input => Scans(input, inner, facts));
    }

    static LocationSpec? Place(Rel rel, QueryFacts facts) => facts.Joins.FirstOrDefault(j => j.Alias == rel.BoundAliases().Single())?.Location;
}
