using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>
/// Conditions on changed rows that are more than a choice of rows. A model may take the rows that have a changed one; to ask for
/// those that have none, or to store the answer, needs all rows.
/// </summary>
internal static class ChangedRowsCheck
{
    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts) =>
        relation.Incremental is null ? [] :
            from rel in relation.Query!.SelfAndDescendants()
            where rel is not ChangedRel
            from expr in rel.Expressions()
            let chosen = rel is FilterRel or JoinRel { Kind: JoinKind.Inner } ? Chosen(expr) : []
            from asked in expr.SelfAndDescendants()
            where asked.InnerQuery() is { } query && query.SelfAndDescendants().Any(r => r is ChangedRel) && !chosen.Any(c => ReferenceEquals(c, asked))
            let aliases = asked.InnerQuery()!.SelfAndDescendants().SelectMany(r => r.BoundAliases()).ToList()
            select new DiagnosticSpec(
                Descriptors.AggregateOverChanges.Id, facts.Joins.FirstOrDefault(j => aliases.Contains(j.Alias))?.Location ?? relation.Location, ["A condition other than a plain filter"]);

    // Where more rows that are found only add to the result.
    static IEnumerable<Expr> Chosen(Expr condition) => condition switch
    {
        LogicalExpr logical => Chosen(logical.Left).Concat(Chosen(logical.Right)),
        ExistsExpr { IsNegated: false } or InQueryExpr { IsNegated: false } => [condition],
        _ => [],
    };
}
