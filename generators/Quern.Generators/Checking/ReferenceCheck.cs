using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>
/// Columns that the query looks up in another relation by its key, without a test that each finds its row there. Not those of
/// the model's own key: what it is compared with is about the same thing, and no thing that it refers to.
/// </summary>
internal static class ReferenceCheck
{
    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts)
    {
        if (relation.Query is not ProjectRel query)
            yield break;
        foreach (var (compared, input, key) in Joins(query.Input).SelectMany(join => Lookups(join, facts)))
        {
            if (query.Columns.FirstOrDefault(c => Injection.Plain(c.Expr) == compared) is not { } output
                || facts.Columns.FirstOrDefault(c => c.Name == output.Name) is not { } column
                || relation.Key.Contains(output.Name)
                || IsTested(relation, output.Name, input.Id)
                || input.Properties.FirstOrDefault(p => p.Column == key) is not { Property: { } property })
                continue;
            yield return new(
                Descriptors.UntestedReference.Id, column.Location,
                [relation.TypeName, column.Property, input.Name, $"[References<{input.Name}>(nameof({input.Name}.{property}))]"]);
        }
    }

    // The joins of the query itself: what a step or a condition looks up is of other rows.
    static IEnumerable<JoinRel> Joins(Rel rel) => rel switch
    {
        JoinRel join => Joins(join.Left).Append(join),
        FilterRel or ChangedRel or SortRel => Joins(rel.Inputs().Single()),
        _ => [],
    };

    // A join that keeps rows of the right side alone does not look them up.
    static IEnumerable<(ColumnRef Compared, InputFacts Input, string Key)> Lookups(JoinRel join, QueryFacts facts)
    {
        if (join is not { Kind: JoinKind.Inner or JoinKind.Left, Right: ScanRel scan, On: { } on } || facts.Input(scan.RelationId) is not { } input)
            yield break;
        foreach (var comparison in on.Conjuncts().OfType<ComparisonExpr>().Where(c => c.Operator == ComparisonOperator.Equal))
            foreach (var (own, other) in new[] { (comparison.Left, comparison.Right), (comparison.Right, comparison.Left) })
                if (Injection.Plain(own) is { } key && key.Source == scan.Alias && Injection.Plain(other) is { } compared && compared.Source != scan.Alias
                    && input.Keys.Any(k => k.Count == 1 && k[0] == key.Name))
                    yield return (compared, input, key.Name);
    }

    static bool IsTested(RelationSpec relation, string column, string input) =>
        relation.Tests.Any(test => test.Kind == "Relationships" && test.ReferencedRelationId == input && test.Columns.Contains(column));
}
