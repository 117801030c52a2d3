using Npgsql;
using Quern.Extraction;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>The query that reads a source's rows.</summary>
static class PostgresSourceSelect
{
    /// <summary>Quotes <c>name</c> or <c>schema.name</c>.</summary>
    public static string Quote(string table) =>
        table.IndexOf('.', StringComparison.Ordinal) is var dot and > 0
            ? $"{PostgresDialect.Quote(table[..dot])}.{PostgresDialect.Quote(table[(dot + 1)..])}"
            : PostgresDialect.Quote(table);

    public static NpgsqlCommand Command(NpgsqlConnection connection, SourceQuery query, IReadOnlyList<PostgresSourceColumn> columns)
    {
        var types = columns.ToDictionary(c => c.Name, c => c.BaseType, StringComparer.Ordinal);
        var command = new NpgsqlCommand { Connection = connection };
        var sql = $"SELECT {string.Join(", ", query.Columns.Select(c => Read(c, TypeOf(c.Name))))}\nFROM {Quote(query.Table)}";
        if (query is { Cursor: { } cursor, Since: { } since })
        {
            sql += $"\nWHERE {Comparable(cursor, TypeOf(cursor))} >= @since";
            command.Parameters.Add(PostgresParameters.Bind(CursorParameter(TypeOf(cursor), since)));
        }
        if (query.OrderBy.Count > 0)
            sql += $"\nORDER BY {string.Join(", ", query.OrderBy.Select(c => Comparable(c, TypeOf(c)) + " NULLS FIRST"))}";
        command.CommandText = sql;
        return command;

        string TypeOf(string column) => types.TryGetValue(column, out var type)
            ? type
            : throw new WarehouseException($"The source table {query.Table} has no column '{column}'. It has: {string.Join(", ", types.Keys)}.");
    }

    // The cast gives the field exactly the C# type of its kind. A numeric keeps its own scale, so that the bulk load can
    // refuse what does not fit instead of the server rounding it.
    static string Read(TableColumn column, string baseType) => (column.Type.Kind, baseType) switch
    {
        (ColumnKind.Timestamp, "timestamptz") => $"{PostgresDialect.Quote(column.Name)} AT TIME ZONE 'UTC'",
        (ColumnKind.Array, _) when column.Type.ElementKind == ColumnKind.Decimal => $"{PostgresDialect.Quote(column.Name)}::numeric[]",
        (ColumnKind.Decimal, _) => $"{PostgresDialect.Quote(column.Name)}::numeric",
        (ColumnKind.Json, _) => $"{PostgresDialect.Quote(column.Name)}::text",
        _ => $"{PostgresDialect.Quote(column.Name)}::{PostgresDialect.TypeName(column.Type)}",
    };

    // Text compares ordinally in Quern, whatever the database's collation; other types keep an index usable.
    static string Comparable(string column, string baseType) =>
        baseType is "text" or "varchar" or "bpchar" or "name" or "citext"
            ? $"{PostgresDialect.Quote(column)}::text COLLATE \"C\""
            : PostgresDialect.Quote(column);

    // In the column's own type, so that the comparison is exact and an index on the column serves it.
    static SqlParameterValue CursorParameter(string baseType, object since) => since switch
    {
        DateTime time when baseType == "timestamptz" => new("since", new(ColumnKind.TimestampTz), new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))),
        DateTime => new("since", new(ColumnKind.Timestamp), since),
        DateTimeOffset => new("since", new(ColumnKind.TimestampTz), since),
        DateOnly => new("since", new(ColumnKind.Date), since),
        short => new("since", new(ColumnKind.Int16), since),
        int => new("since", new(ColumnKind.Int32), since),
        long => new("since", new(ColumnKind.Int64), since),
        decimal => new("since", new(ColumnKind.Decimal), since),
        float => new("since", new(ColumnKind.Single), since),
        double => new("since", new(ColumnKind.Double), since),
        Guid => new("since", new(ColumnKind.Uuid), since),
        string => new("since", new(ColumnKind.Text), since),
        _ => throw new ArgumentException($"A cursor can't be a {since.GetType().Name}.", nameof(since)),
    };
}
