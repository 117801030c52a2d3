using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>Columns that are declared not null and are given a value that may be null, such as one of a left join's right side.</summary>
internal static class NullnessCheck
{
    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts)
    {
        var projections = RowSources.Projections(relation.Query!).ToArray();
        var nullness = new Lazy<Nullness>(() => new Nullness(relation.Query!, facts));
        foreach (var spec in relation.Columns)
            if (!spec.IsNullable && projections.Any(p => p.Columns.FirstOrDefault(c => c.Name == spec.Name) is { Expr: { IsNullable: true } value } && nullness.Value.MayBeNull(value, p.Input)))
                yield return new(
                    Descriptors.MayBeNull.Id, facts.Columns.FirstOrDefault(c => c.Name == spec.Name)?.Location ?? relation.Location,
                    [relation.TypeName, spec.Property]);
    }
}
