using System.Globalization;
using System.Text;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>How PostgreSQL writes names, parameters and types.</summary>
static class PostgresDialect
{
    public const string Name = "postgres";

    // NAMEDATALEN - 1; a server may be built with another, but none is.
    const int LongestName = 63;

    public static string Quote(string identifier)
    {
        ArgumentException.ThrowIfNullOrEmpty(identifier);
        if (Unicode.FirstDefect(identifier) is { } defect)
            throw new ArgumentException($"A name can't have {defect}.", nameof(identifier));
        // PostgreSQL would cut it without an error, and two names could become one.
        if (Encoding.UTF8.GetByteCount(identifier) is var length and > LongestName)
            throw new ArgumentException($"The name '{identifier}' has {length} bytes, and PostgreSQL keeps {LongestName}. Shorten it.", nameof(identifier));
        return "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    public static string Quote(RelationName relation) => $"{Quote(relation.Schema)}.{Quote(relation.Name)}";

    public static string Quote(IEnumerable<string> columns) => string.Join(", ", columns.Select(Quote));

    public static string Marker(string name) => "@" + name;

    // As format_type() writes it.
    public static string TypeName(ColumnType type) => type.Kind switch
    {
        ColumnKind.Boolean => "boolean",
        ColumnKind.Int16 => "smallint",
        ColumnKind.Int32 => "integer",
        ColumnKind.Int64 => "bigint",
        ColumnKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"numeric({type.Precision},{type.Scale})"),
        ColumnKind.Single => "real",
        ColumnKind.Double => "double precision",
        ColumnKind.Text => "text",
        ColumnKind.Json => "jsonb",
        ColumnKind.Date => "date",
        ColumnKind.Timestamp => "timestamp without time zone",
        ColumnKind.TimestampTz => "timestamp with time zone",
        ColumnKind.Uuid => "uuid",
        ColumnKind.Array => TypeName(type.Element) + "[]",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "PostgreSQL has no such type."),
    };

    public static string ColumnDefinition(TableColumn column) =>
        $"{Quote(column.Name)} {TypeName(column.Type)}{(column.IsNullable ? "" : " NOT NULL")}";
}
