using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>What both engines' date functions need around them.</summary>
internal static class TemporalFunctions
{
    /// <summary>Brings a result without a zone back to the type that the IR promises.</summary>
    public static SqlTerm Typed(SqlDialect dialect, Sql value, SqlTypeKind kind, SqlType type) =>
        kind == type.Kind ? SqlTerm.Atom(value)
        : type.Kind == SqlTypeKind.TimestampTz ? dialect.ToInstant(SqlTerm.Atom(value))
        : SqlTerm.Atom($"CAST({value} AS {dialect.TypeName(type)})");
}
