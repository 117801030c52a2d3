using System.Data.Common;

namespace Quern.Registry;

/// <summary>Fields of rows in the C# types of their kinds.</summary>
static class FieldValue
{
    /// <summary>Reads a field that is not null and no array.</summary>
    public static object Read(DbDataReader reader, int ordinal, ColumnKind kind) => kind switch
    {
        ColumnKind.Boolean => reader.GetBoolean(ordinal),
        ColumnKind.Int16 => reader.GetInt16(ordinal),
        ColumnKind.Int32 => reader.GetInt32(ordinal),
        ColumnKind.Int64 => reader.GetInt64(ordinal),
        ColumnKind.Decimal => reader.GetDecimal(ordinal),
        ColumnKind.Single => reader.GetFloat(ordinal),
        ColumnKind.Double => reader.GetDouble(ordinal),
        ColumnKind.Json => Json.Parse(reader.GetString(ordinal)),
        ColumnKind.Date => reader.GetFieldValue<DateOnly>(ordinal),
        ColumnKind.Timestamp => reader.GetDateTime(ordinal),
        ColumnKind.TimestampTz => reader.GetFieldValue<DateTimeOffset>(ordinal),
        ColumnKind.Uuid => reader.GetGuid(ordinal),
        _ => reader.GetString(ordinal),
    };
}
