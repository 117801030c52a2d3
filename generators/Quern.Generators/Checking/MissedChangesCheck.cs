using Quern.Generators.Diagnostics;
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
        var seen = new HashSet<string>();
        // To be told of a row is not to be told of those below it.
        foreach (var scan in relation.Query!.SelfAndDescendants().OfType<RecurseRel>().SelectMany(r => r.Step.SelfAndDescendants().Concat(r.Seed.SelfAndDescendants())).OfType<ScanRel>())
            if (scan.RelationId != "target" && facts.Input(scan.RelationId) is { } input && seen.Add(scan.RelationId))
                yield return new(Descriptors.ChangesBelow.Id, facts.Joins.FirstOrDefault(j => j.Alias == scan.Alias)?.Location ?? relation.Location, [relation.TypeName, input.Name]);
        seen.UnionWith(incremental.Cursors.Select(c => c.InputId));
        foreach (var scan in relation.Query!.SelfAndDescendants().OfType<ScanRel>())
            // The model's own rows change with its runs alone.
            if (scan.RelationId != "target" && facts.Input(scan.RelationId) is { } input && seen.Add(scan.RelationId))
            {
                var place = facts.Joins.FirstOrDefault(j => j.Alias == scan.Alias)?.Location ?? relation.Location;
                if (JoinWindow.Of(relation.Query!, scan.Alias, incremental.Cursors) is not { } window)
                    yield return new(Descriptors.MissedChanges.Id, place, [relation.TypeName, input.Name]);
                else if (window.Microseconds > window.Cursor.LookbackMicroseconds)
                    yield return new(
                        Descriptors.ShortLookback.Id, place,
                        [
                            relation.TypeName, input.Name, JoinWindow.Text(window.Microseconds), facts.Input(window.Cursor.InputId)?.Name ?? window.Cursor.InputId, window.Cursor.Column,
                            window.Cursor.LookbackMicroseconds == 0 ? "only what changed" : $"only {JoinWindow.Text(window.Cursor.LookbackMicroseconds)}", JoinWindow.Text(window.Microseconds),
                        ]);
            }
    }
}
