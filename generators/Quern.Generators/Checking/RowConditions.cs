using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>What holds for every row that a relation gives.</summary>
internal static class RowConditions
{
    /// <summary>The conditions, each to hold by itself.</summary>
    public static IEnumerable<Expr> Of(Rel rel) => rel switch
    {
        FilterRel filter => filter.Predicate.Conjuncts().Concat(Of(filter.Input)),
        JoinRel { Kind: JoinKind.Inner, On: { } on } join => on.Conjuncts().Concat(Of(join.Left)).Concat(Of(join.Right)),
        JoinRel { Kind: JoinKind.Left or JoinKind.Cross } join => Of(join.Left),
        ChangedRel or SortRel => Of(rel.Inputs().Single()),
        _ => [],
    };

    /// <summary>Whether two expressions are one value, however much is known of its nullness in each place.</summary>
    public static bool AreOne(Expr left, Expr right) =>
        left.Equals(right) || (left is ColumnExpr a && right is ColumnExpr b && a.Source == b.Source && a.Name == b.Name);
}
