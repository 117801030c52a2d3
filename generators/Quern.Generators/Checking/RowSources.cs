using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>Where the rows of a query come from.</summary>
internal static class RowSources
{
    /// <summary>The projections whose rows a query gives: several for a set operation.</summary>
    public static IEnumerable<ProjectRel> Projections(Rel rel) => rel switch
    {
        ProjectRel project => [project],
        SetRel { Operator: SetOperator.Except } set => Projections(set.Left),
        SetRel set => Projections(set.Left).Concat(Projections(set.Right)),
        DistinctRel or SortRel or FilterRel => Projections(rel.Inputs().Single()),
        _ => [],
    };
}
