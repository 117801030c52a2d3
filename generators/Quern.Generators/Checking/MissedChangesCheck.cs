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
        var seen = new HashSet<string>(incremental.Cursors.Select(c => c.InputId));
        foreach (var scan in relation.Query!.SelfAndDescendants().OfType<ScanRel>())
            if (facts.Input(scan.RelationId) is { } input && seen.Add(scan.RelationId))
                yield return new(
                    Descriptors.MissedChanges.Id, facts.Joins.FirstOrDefault(j => j.Alias == scan.Alias)?.Location ?? relation.Location,
                    [relation.TypeName, input.Name]);
    }
}
