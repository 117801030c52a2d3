using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Lowering;

/// <summary>A relation's queries after the passes: what its SQL on all engines has in common, so that it is done once.</summary>
internal sealed class PreparedRelation
{
    public PreparedQuery? Select { get; private init; }

    public PreparedQuery? SelectChanges { get; private init; }

    public PreparedQuery? SelectTouchedKeys { get; private init; }

    /// <summary>In the order of the relation's tests.</summary>
    public required IReadOnlyList<(PreparedQuery? FailingRows, PreparedCondition? FailingCondition)> Tests { get; init; }

    public static PreparedRelation Of(RelationSpec relation)
    {
        var isPartial = relation is { Incremental: not null, Query: { } query } && (ChangedRows.In(query).Any() || ChangedRows.ReadsTarget(query));
        return new PreparedRelation
        {
            Select = Query(relation.Query, RowSelection.All),
            SelectChanges = isPartial ? Query(relation.Query, RowSelection.Changed) : null,
            SelectTouchedKeys = Query(ChangedRows.TouchedKeys(relation), RowSelection.Changed),
            Tests = [.. relation.Tests.Select(test => (
                Query(TestQueries.FailingRows(relation, test), RowSelection.All),
                TestQueries.FailingCondition(relation, test) is { } condition ? SqlCompiler.PrepareCondition(condition) : null))],
        };
    }

    static PreparedQuery? Query(Rel? rel, RowSelection rows) => rel is null ? null : SqlCompiler.Prepare(rel, rows);
}
