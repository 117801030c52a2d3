namespace Quern.Relational.Passes;

/// <summary>Rows that a query gave for each outer row, now for all values of the outer row at once.</summary>
/// <param name="Rel">The rows.</param>
/// <param name="Columns">What the outer row's columns are in them, and the columns that are bound to another alias now.</param>
/// <param name="Missing">
/// Where values of the outer row that have no row stand for one row all the same: what its columns are, in terms of the outer
/// row. Then <paramref name="Rel"/> is a projection or an aggregation, or one by name.
/// </param>
internal sealed record DependentRows(Rel Rel, Replacement Columns, IReadOnlyDictionary<string, Expr>? Missing = null)
{
    /// <summary>What a column is where the rows were joined so that those without a partner stay.</summary>
    /// <param name="column">The column, of the joined rows.</param>
    /// <param name="missing">What it is without a partner, as the query around says it.</param>
    /// <param name="marker">A value of the joined rows that is null only without a partner.</param>
    public static Expr OrMissing(ColumnExpr column, Expr missing, Func<Expr> marker)
    {
        var joined = column with { IsNullable = true };
        return missing is LiteralExpr { Value: null } ? joined
            : column.IsNullable ? new CaseExpr([new CaseBranch(new IsNullExpr(marker(), false), missing)], joined, column.Type, true)
            : new CoalesceExpr([joined, missing], column.Type, missing.IsNullable);
    }

    /// <summary>Whether two values are the same, null and null too.</summary>
    public static Expr AreSame(Expr left, Expr right) => left.IsNullable && right.IsNullable
        ? new DistinctExpr(left, right, IsNegated: true)
        : new ComparisonExpr(ComparisonOperator.Equal, left, right);
}
