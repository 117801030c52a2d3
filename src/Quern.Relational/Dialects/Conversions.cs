using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>C#'s conversions in standard SQL.</summary>
internal static class Conversions
{
    public static SqlTerm Cast(SqlDialect dialect, CastExpr e, SqlArgument operand)
    {
        var (from, to) = (operand.Type, e.Type);
        if (from == to || (from.Kind == SqlTypeKind.Decimal && to is { Kind: SqlTypeKind.Decimal, Precision: 0 }))
            return operand.Term;
        if (from.Kind == SqlTypeKind.Array)
            return dialect.ArrayCast(e, operand);
        if (to is { Kind: SqlTypeKind.Decimal, Precision: 0 })
            return from.IsInteger
                ? SqlTerm.Atom($"CAST({operand.Sql} AS {dialect.AnyDecimalOf(from)})")
                : from.Kind == SqlTypeKind.Double ? dialect.DecimalOf(operand)
                : throw new UnsupportedSqlException(dialect.Name, $"convert {from} to a decimal of unknown digits", "give the column a [Precision], or convert the result");
        if (to.IsInteger && (from.IsFloating || from.Kind == SqlTypeKind.Decimal))
            // Engines round here; C# truncates.
            return SqlTerm.Atom($"CAST(TRUNC({operand.Sql}) AS {dialect.TypeName(to)})");
        return (from.Kind, to.Kind) switch
        {
            (SqlTypeKind.Timestamp, SqlTypeKind.TimestampTz) => dialect.ToInstant(operand.Term),
            (SqlTypeKind.TimestampTz, SqlTypeKind.Timestamp) => dialect.ToWallClock(operand),
            (SqlTypeKind.TimestampTz, SqlTypeKind.Date) => SqlTerm.Atom($"CAST({dialect.ToWallClock(operand).Sql} AS {dialect.TypeName(to)})"),
            (SqlTypeKind.Boolean, SqlTypeKind.Text) => SqlTerm.Atom($"CASE WHEN {operand.Sql} THEN 'True' WHEN NOT {operand.AsAtom} THEN 'False' END"),
            (SqlTypeKind.Single or SqlTypeKind.Double, SqlTypeKind.Text) or (SqlTypeKind.Timestamp or SqlTypeKind.TimestampTz, SqlTypeKind.Text) =>
                throw new UnsupportedSqlException(dialect.Name, $"write {from} as the text that C# makes of it", "keep the value in a column of its own type"),
            (SqlTypeKind.Text, not (SqlTypeKind.Text or SqlTypeKind.Json or SqlTypeKind.Uuid)) =>
                throw new UnsupportedSqlException(dialect.Name, $"read {to} from text as C# does", "have the source give the column in its own type"),
            _ => SqlTerm.Atom($"CAST({operand.Sql} AS {dialect.TypeName(to)})"),
        };
    }

    /// <summary>A temporal value without a zone.</summary>
    public static SqlTerm WallClock(SqlDialect dialect, SqlArgument operand) =>
        operand.Type.Kind == SqlTypeKind.TimestampTz ? dialect.ToWallClock(operand) : operand.Term;
}
