using Npgsql;
using NpgsqlTypes;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>Values as the driver binds them, each with the type that its column kind says.</summary>
static class PostgresParameters
{
    public static NpgsqlDbType DbType(ColumnType type) => type.Kind switch
    {
        ColumnKind.Boolean => NpgsqlDbType.Boolean,
        ColumnKind.Int16 => NpgsqlDbType.Smallint,
        ColumnKind.Int32 => NpgsqlDbType.Integer,
        ColumnKind.Int64 => NpgsqlDbType.Bigint,
        ColumnKind.Decimal => NpgsqlDbType.Numeric,
        ColumnKind.Single => NpgsqlDbType.Real,
        ColumnKind.Double => NpgsqlDbType.Double,
        ColumnKind.Text => NpgsqlDbType.Text,
        ColumnKind.Json => NpgsqlDbType.Jsonb,
        ColumnKind.Date => NpgsqlDbType.Date,
        ColumnKind.Timestamp => NpgsqlDbType.Timestamp,
        ColumnKind.TimestampTz => NpgsqlDbType.TimestampTz,
        ColumnKind.Uuid => NpgsqlDbType.Uuid,
        ColumnKind.Array => NpgsqlDbType.Array | DbType(type.Element),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "PostgreSQL has no such type."),
    };

    public static NpgsqlParameter Bind(SqlParameterValue parameter) => new()
    {
        ParameterName = parameter.Name,
        NpgsqlDbType = DbType(parameter.Type),
        Value = parameter.Value switch
        {
            null => DBNull.Value,
            string text => Checked(parameter, text),
            Json json => Checked(parameter, json.Text),
            DateOnly date => PostgresTime.FromDate(date),
            DateTime time => PostgresTime.FromTicks(time.Ticks),
            DateTimeOffset time => PostgresTime.FromTicks(time.UtcTicks),
            var value => value,
        },
    };

    static string Checked(SqlParameterValue parameter, string text) =>
        Unicode.FirstDefect(text) is { } defect
            ? throw new WarehouseException($"The parameter '{parameter.Name}' has {defect}, which PostgreSQL can't take. Correct the value.")
            : text;
}
