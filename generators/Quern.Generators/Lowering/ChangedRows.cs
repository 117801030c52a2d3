using Quern.Generators.Model;
using Quern.Relational;
using Quern.Relational.Passes;

namespace Quern.Generators.Lowering;

/// <summary>Finds what an incremental run reads only in part.</summary>
internal static class ChangedRows
{
    /// <summary>The parts of a query that are limited to changed rows, outermost first.</summary>
    public static IEnumerable<ChangedRel> In(Rel query)
    {
        if (query is ChangedRel changed)
            yield return changed;
        foreach (var input in InputsOf(query))
            foreach (var inner in In(input))
                yield return inner;
    }

    /// <summary>Whether a query reads the model's own table, or asks whether it is there.</summary>
    public static bool ReadsTarget(Rel query) => query.SelfAndDescendants().Any(rel =>
        rel is ScanRel { RelationId: "target" } || rel.Expressions().Any(AsksForTarget));

    static bool AsksForTarget(Expr expr) =>
        expr is ParameterExpr { Name: DecideTargetExists.Parameter } || expr.Children().Any(AsksForTarget);

    /// <summary>
    /// The unique keys of the driver's changed rows, under the model's column names; null when there is no driver, or when
    /// what changed is not the driver's own rows.
    /// </summary>
    /// <remarks>Filters between the driver and the change are left out: a row that no longer passes them must go from the target.</remarks>
    public static Rel? TouchedKeys(RelationSpec relation)
    {
        if (relation is not { Query: { } query, Incremental: { Driver: { } driver } incremental })
            return null;
        // Each once: a named query may be read in several places.
        var keys = In(query).Distinct()
            .Select(changed => (Changed: changed, Scan: DriverScan(changed.Input, driver)))
            .Where(found => found.Scan is not null)
            .Select((found, i) => (Rel)new ProjectRel(
                new ChangedRel(found.Scan!, found.Changed.Condition), KeyColumns(relation, incremental, driver, found.Scan!.Alias), "touched_keys_" + (i + 1)))
            .ToArray();
        return keys.Length switch
        {
            0 => null,
            1 when incremental.Strategy == "DeleteInsert" => new DistinctRel(keys[0]),
            1 => keys[0],
            _ => keys.Skip(1).Select((rel, i) => (rel, i)).Aggregate(
                keys[0], (left, right) => new SetRel(SetOperator.Union, left, right.rel, "touched_union_" + (right.i + 1))),
        };
    }

    static ScanRel? DriverScan(Rel input, DriverSpec driver) => input switch
    {
        ScanRel scan when scan.RelationId == driver.RelationId => scan,
        FilterRel filter => DriverScan(filter.Input, driver),
        _ => null,
    };

    static EquatableArray<NamedExpr> KeyColumns(RelationSpec relation, IncrementalSpec incremental, DriverSpec driver, string alias) =>
        incremental.UniqueKey.Select((name, i) =>
        {
            var column = relation.Columns.First(c => c.Name == name);
            return new NamedExpr(name, new ColumnExpr(alias, driver.KeyColumns[i], column.Type, column.IsNullable));
        }).ToEquatableArray();

    static IReadOnlyList<Rel> InputsOf(Rel rel) => rel switch
    {
        NamedRel named => [named.Body],
        FilterRel filter => [filter.Input],
        JoinRel join => [join.Left, join.Right],
        AggregateRel aggregate => [aggregate.Input],
        ProjectRel project => [project.Input],
        DistinctRel distinct => [distinct.Input],
        SetRel set => [set.Left, set.Right],
        SortRel sort => [sort.Input],
        ChangedRel changed => [changed.Input],
        _ => [],
    };
}
