using System.Globalization;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.DuckDb;

/// <summary>How DuckDB writes names, parameters and types.</summary>
static class DuckDbDialect
{
    public const string Name = "duckdb";

    public static string Quote(string identifier)
    {
        ArgumentException.ThrowIfNullOrEmpty(identifier);
        return Unicode.FirstDefect(identifier) is { } defect
            ? throw new ArgumentException($"A name can't have {defect}.", nameof(identifier))
            : "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    public static string Quote(RelationName relation) => $"{Quote(relation.Schema)}.{Quote(relation.Name)}";

    public static string Marker(string name) => "$" + name;

    // As duckdb_columns() writes it.
    public static string TypeName(ColumnType type) => type.Kind switch
    {
        ColumnKind.Boolean => "BOOLEAN",
        ColumnKind.Int16 => "SMALLINT",
        ColumnKind.Int32 => "INTEGER",
        ColumnKind.Int64 => "BIGINT",
        ColumnKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({type.Precision},{type.Scale})"),
        ColumnKind.Single => "FLOAT",
        ColumnKind.Double => "DOUBLE",
        ColumnKind.Text => "VARCHAR",
        ColumnKind.Json => "JSON",
        ColumnKind.Date => "DATE",
        ColumnKind.Timestamp => "TIMESTAMP",
        ColumnKind.TimestampTz => "TIMESTAMP WITH TIME ZONE",
        ColumnKind.Uuid => "UUID",
        ColumnKind.Array => TypeName(type.Element) + "[]",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "DuckDB has no such type."),
    };

    public static string ColumnDefinition(TableColumn column) =>
        $"{Quote(column.Name)} {TypeName(column.Type)}{(column.IsNullable ? "" : " NOT NULL")}";
}
