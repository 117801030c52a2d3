using Quern.Extraction;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.DuckDb;

/// <summary>The query that reads a source's rows.</summary>
static class DuckDbSourceTable
{
    /// <summary>Reads <c>name</c> or <c>schema.name</c>.</summary>
    public static RelationName Parse(string table) =>
        table.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? new(table[..dot], table[(dot + 1)..]) : new("main", table);

    public static SqlStatement Select(SourceQuery query)
    {
        var columns = query.Columns.Select(Column);
        var sql = $"SELECT {string.Join(", ", columns)}\nFROM {DuckDbDialect.Quote(Parse(query.Table))}";
        SqlParameterValue[] parameters = [];
        if (query is { Cursor: { } cursor, Since: { } since })
        {
            var type = query.Columns.FirstOrDefault(c => c.Name == cursor)?.Type ?? default;
            sql += $"\nWHERE {DuckDbDialect.Quote(cursor)} >= {DuckDbDialect.Marker("since")}";
            parameters = [new("since", type, since)];
        }
        if (query.OrderBy.Count > 0)
            sql += $"\nORDER BY {string.Join(", ", query.OrderBy.Select(c => DuckDbDialect.Quote(c) + " NULLS FIRST"))}";
        return new(sql, parameters);
    }

    // The cast gives the field exactly the C# type of its kind. A decimal keeps its own scale: cutting it to the
    // column's would lose digits before the bulk load could refuse them.
    static string Column(TableColumn column) => column.Type.Kind switch
    {
        ColumnKind.Decimal => DuckDbDialect.Quote(column.Name),
        // The driver's lists are of one type each, and elements may be integers or decimals of any scale: the reader parses them.
        ColumnKind.Array when column.Type.ElementKind == ColumnKind.Decimal => $"CAST({DuckDbDialect.Quote(column.Name)} AS VARCHAR[])",
        ColumnKind.Json => $"CAST({DuckDbDialect.Quote(column.Name)} AS VARCHAR)",
        _ => $"CAST({DuckDbDialect.Quote(column.Name)} AS {DuckDbDialect.TypeName(column.Type)})",
    };
}
