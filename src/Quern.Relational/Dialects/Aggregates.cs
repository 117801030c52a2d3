using System.Globalization;
using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>Aggregates with C#'s types; what they answer over nothing is the pass <c>DefaultEmptyAggregates</c>'s affair.</summary>
internal static class Aggregates
{
    public static SqlTerm Write(SqlDialect dialect, AggregateExpr e, SqlArgument? argument, Sql? filter, Sql? window)
    {
        var distinct = e.IsDistinct ? "DISTINCT " : "";
        Sql Over(Sql call) => window is null ? call : Sql.Of($"{call} OVER ({window})");
        Sql Filtered(Sql call) => Over(filter is null ? call : Sql.Of($"{call} FILTER (WHERE {filter})"));
        Sql Call(string name) => Filtered(Sql.Of($"{name}({distinct}{argument!.Value.Sql})"));
        switch (e.Function)
        {
            case AggregateFunction.Count:
                var count = argument is null ? Filtered(Sql.Text("COUNT(*)")) : Call("COUNT");
                return SqlTerm.Atom(e.Type.Kind == SqlTypeKind.Int64 ? count : Sql.Of($"CAST({count} AS {dialect.TypeName(e.Type)})"));
            case AggregateFunction.Sum:
                return SqlTerm.Atom(Typed(dialect, e, argument!.Value.Type, Call("SUM")));
            case AggregateFunction.Min or AggregateFunction.Max:
                if (argument!.Value.Type.Kind is SqlTypeKind.Boolean or SqlTypeKind.Json or SqlTypeKind.Uuid)
                    throw new UnsupportedSqlException(dialect.Name, $"find the least or greatest {argument.Value.Type}", "use Any or All for conditions, or another column");
                return SqlTerm.Atom(Filtered(Sql.Of($"{(e.Function == AggregateFunction.Min ? "MIN" : "MAX")}({dialect.Ordered(argument.Value).Sql})")));
            case AggregateFunction.Average:
                return dialect.Average(e.Type, argument!.Value, Call);
            case AggregateFunction.Median:
                return SqlTerm.Atom(Filtered(Sql.Of($"PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY {InOrder(dialect, argument!.Value).Sql})")));
            case AggregateFunction.PercentileContinuous or AggregateFunction.PercentileDiscrete:
                var name = e.Function == AggregateFunction.PercentileContinuous ? "PERCENTILE_CONT" : "PERCENTILE_DISC";
                return SqlTerm.Atom(Filtered(Sql.Of($"{name}({e.Fraction!.Value.ToString("0.################", CultureInfo.InvariantCulture)}) WITHIN GROUP (ORDER BY {dialect.Ordered(InOrder(dialect, argument!.Value)).Sql})")));
            case AggregateFunction.Grouping:
                return SqlTerm.Atom($"GROUPING({argument!.Value.Sql})");
            case AggregateFunction.StandardDeviation:
                return SqlTerm.Atom(Call("STDDEV_SAMP"));
            case AggregateFunction.ApproximateCountDistinct:
                return SqlTerm.Atom(Filtered(dialect.ApproximateCountDistinct(argument!.Value.Sql)));
            case AggregateFunction.Shared:
                return SqlTerm.Atom(Call("ANY_VALUE"));
            case AggregateFunction.All:
                return SqlTerm.Atom(Call(dialect.ConditionAggregates.All));
            default:
                return SqlTerm.Atom(Call(dialect.ConditionAggregates.Any));
        }
    }

    // DuckDB 1.5 takes no constant for an order.
    static SqlArgument InOrder(SqlDialect dialect, SqlArgument value) => value.Expr is CastExpr || value.Expr.AllColumns().Any()
        ? value
        : value with { Term = SqlTerm.Atom($"CAST({value.Sql} AS {dialect.TypeName(value.Type)})") };

    /// <summary>
    /// Whether a conversion is of a sum to the type that it has on engines with decimals of 38 digits at most: as many after
    /// the point as what is added up.
    /// </summary>
    public static bool IsWidestSum(CastExpr e) =>
        e is { Operand: AggregateExpr { Function: AggregateFunction.Sum } sum, Type: { Kind: SqlTypeKind.Decimal, Precision: 38 } type }
        && DecimalScale.Of(sum) == type.Scale;

    // Sums widen: to HUGEINT or numeric, and to decimals of the most digits.
    static Sql Typed(SqlDialect dialect, AggregateExpr e, SqlType argument, Sql sum) =>
        dialect.SumType(argument) is { } type && type == e.Type || e.Type is { Kind: SqlTypeKind.Decimal, Precision: 0 }
            ? sum
            : Sql.Of($"CAST({sum} AS {dialect.TypeName(e.Type)})");
}
