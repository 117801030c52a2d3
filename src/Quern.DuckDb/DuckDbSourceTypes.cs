using Quern.Extraction;
using Quern.Registry;

namespace Quern.DuckDb;

/// <summary>Which kinds a DuckDB type's values can be read as without loss.</summary>
static class DuckDbSourceTypes
{
    /// <summary>A column of a type: <c>INTEGER</c>, a list <c>INTEGER[]</c>, or an array of a fixed length <c>INTEGER[3]</c>.</summary>
    public static SourceColumn Column(string name, string typeName, bool isNullable) =>
        typeName[^1] == ']' && typeName.LastIndexOf('[') is > 0 and var bracket
            ? Fits(typeName[..bracket]).Except([ColumnKind.Json]).ToArray() is { Length: > 0 } elements
                ? new(name, typeName, isNullable, [ColumnKind.Array]) { ElementFits = elements }
                : new(name, typeName, isNullable, [])
            : new(name, typeName, isNullable, Fits(typeName));

    static IReadOnlyList<ColumnKind> Fits(string typeName) => typeName switch
    {
        "BOOLEAN" => [ColumnKind.Boolean],
        "TINYINT" or "UTINYINT" or "SMALLINT" => [ColumnKind.Int16, ColumnKind.Int32, ColumnKind.Int64, ColumnKind.Decimal],
        "USMALLINT" or "INTEGER" => [ColumnKind.Int32, ColumnKind.Int64, ColumnKind.Decimal],
        "UINTEGER" or "BIGINT" => [ColumnKind.Int64, ColumnKind.Decimal],
        "UBIGINT" => [ColumnKind.Decimal],
        "FLOAT" => [ColumnKind.Single, ColumnKind.Double],
        "DOUBLE" => [ColumnKind.Double],
        "VARCHAR" => [ColumnKind.Text],
        "JSON" => [ColumnKind.Json, ColumnKind.Text],
        "DATE" => [ColumnKind.Date],
        "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" => [ColumnKind.Timestamp],
        "TIMESTAMP WITH TIME ZONE" => [ColumnKind.TimestampTz, ColumnKind.Timestamp],
        "UUID" => [ColumnKind.Uuid, ColumnKind.Text],
        _ when typeName.StartsWith("DECIMAL(", StringComparison.Ordinal) => [ColumnKind.Decimal],
        _ when typeName.StartsWith("ENUM(", StringComparison.Ordinal) => [ColumnKind.Text],
        _ => [],
    };
}
