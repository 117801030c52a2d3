using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>What both engines' date functions need around them.</summary>
internal static class TemporalFunctions
{
    /// <summary>C#'s form of a time as PostgreSQL, Oracle and Snowflake spell it.</summary>
    public static string Form(string form) => form
        .Replace("mm", "MI").Replace("yyyy", "YYYY").Replace("dd", "DD").Replace("HH", "HH24").Replace("ss", "SS").Replace("T", "\"T\"");

    /// <summary>Brings a result without a zone back to the type that the IR promises.</summary>
    public static SqlTerm Typed(SqlDialect dialect, Sql value, SqlTypeKind kind, SqlType type) =>
        kind == type.Kind ? SqlTerm.Atom(value)
        : type.Kind == SqlTypeKind.TimestampTz ? dialect.ToInstant(SqlTerm.Atom(value))
        : SqlTerm.Atom($"CAST({value} AS {dialect.TypeName(type)})");
}
