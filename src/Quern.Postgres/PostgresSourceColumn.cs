using Npgsql;
using NpgsqlTypes;
using Quern.Extraction;
using Quern.Registry;

namespace Quern.Postgres;

/// <summary>A column of a source's table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeName">Its type, for people.</param>
/// <param name="BaseType">The catalog's name of the type behind any domain, and of an array's elements: <c>int4</c>; <c>enum</c> for enums.</param>
/// <param name="Depth">0 for a value, 1 for an array of them, 2 for an array of a domain over an array, and so on.</param>
/// <param name="IsNullable">Whether it may hold null.</param>
sealed record PostgresSourceColumn(string Name, string TypeName, string BaseType, int Depth, bool IsNullable)
{
    /// <summary>The columns of a table or view; none when there is no such relation.</summary>
    public static async Task<IReadOnlyList<PostgresSourceColumn>> ReadAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        // to_regclass looks an unqualified name up along the search path, as FROM does.
        const string Sql = """
            SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), b.name, b.depth, NOT a.attnotnull
            FROM pg_attribute a,
            LATERAL (
                WITH RECURSIVE base AS (
                    SELECT t.typtype, t.typname, t.typcategory, t.typbasetype, t.typelem, 0 AS depth FROM pg_type t WHERE t.oid = a.atttypid
                    UNION ALL
                    SELECT t.typtype, t.typname, t.typcategory, t.typbasetype, t.typelem, base.depth + CASE base.typtype WHEN 'd' THEN 0 ELSE 1 END
                    FROM pg_type t
                    JOIN base ON t.oid = CASE WHEN base.typtype = 'd' THEN base.typbasetype WHEN base.typcategory = 'A' THEN base.typelem END)
                SELECT CASE typtype WHEN 'e' THEN 'enum' ELSE typname::text END AS name, depth
                FROM base
                WHERE typtype <> 'd' AND (typcategory <> 'A' OR typelem = 0)) b
            WHERE a.attrelid = to_regclass(@table) AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum
            """;
        var command = new NpgsqlCommand(Sql, connection);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter("table", NpgsqlDbType.Text) { Value = PostgresSourceSelect.Quote(table) });
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var columns = new List<PostgresSourceColumn>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            columns.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetBoolean(4)));
        return columns;
    }

    public SourceColumn ToSourceColumn()
    {
        if (Depth == 0)
            return new(Name, TypeName, IsNullable, Fits);
        IReadOnlyList<ColumnKind> elements = Depth > 1 ? [] : BaseType == "timestamptz" ? [ColumnKind.TimestampTz] : [.. Fits.Except([ColumnKind.Json])];
        return new(Name, TypeName, IsNullable, elements.Count > 0 ? [ColumnKind.Array] : []) { ElementFits = elements };
    }

    /// <summary>The kinds that its values, or an array's elements, can be read as without loss.</summary>
    IReadOnlyList<ColumnKind> Fits => BaseType switch
    {
        "bool" => [ColumnKind.Boolean],
        "int2" => [ColumnKind.Int16, ColumnKind.Int32, ColumnKind.Int64, ColumnKind.Decimal],
        "int4" => [ColumnKind.Int32, ColumnKind.Int64, ColumnKind.Decimal],
        "int8" => [ColumnKind.Int64, ColumnKind.Decimal],
        "numeric" => [ColumnKind.Decimal],
        "float4" => [ColumnKind.Single, ColumnKind.Double],
        "float8" => [ColumnKind.Double],
        "text" or "varchar" or "bpchar" or "name" or "citext" or "enum" => [ColumnKind.Text],
        "json" or "jsonb" => [ColumnKind.Json, ColumnKind.Text],
        "date" => [ColumnKind.Date],
        "timestamp" => [ColumnKind.Timestamp],
        "timestamptz" => [ColumnKind.TimestampTz, ColumnKind.Timestamp],
        "uuid" => [ColumnKind.Uuid, ColumnKind.Text],
        _ => [],
    };
}
