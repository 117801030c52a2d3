using System.Data.Common;
using Quern.Registry;

namespace Quern.Warehouses.Tests;

/// <summary>Values of every column kind, and how they are read and written by kind.</summary>
static class TypedValue
{
    // In microseconds, as engines keep them.
    static readonly DateTime LastInstant = new DateTime(9999, 12, 31, 23, 59, 59).AddTicks(9_999_990);

    /// <summary>The kinds of one value.</summary>
    public static IReadOnlyList<ColumnKind> Scalars { get; } = [.. Enum.GetValues<ColumnKind>().Except([ColumnKind.Array])];

    /// <summary>The kinds that an array can hold.</summary>
    public static IReadOnlyList<ColumnKind> Elements { get; } = [.. Scalars.Except([ColumnKind.Json])];

    /// <summary>Text that has gone wrong in some program.</summary>
    public static IReadOnlyList<string> Texts { get; } =
        ["", " ", "O'Neill", "\"quoted\"", @"C:\new\table", "line\nline\r\n\ttab", "😀 astral 𝄞", "e\u0301 é", "%_!", "$1 @p :p {0}", "\u0001\u007f\uFFFF", new string('x', 100_000)];

    /// <summary>Extremes and troublemakers of each kind. Decimals fit (38, 10).</summary>
    public static IReadOnlyList<(ColumnKind Kind, object Value)> Samples { get; } =
    [
        (ColumnKind.Boolean, true), (ColumnKind.Boolean, false),
        (ColumnKind.Int16, short.MinValue), (ColumnKind.Int16, short.MaxValue),
        (ColumnKind.Int32, int.MinValue), (ColumnKind.Int32, int.MaxValue),
        (ColumnKind.Int64, long.MinValue), (ColumnKind.Int64, long.MaxValue),
        (ColumnKind.Decimal, 0m), (ColumnKind.Decimal, 12345.6789m), (ColumnKind.Decimal, -0.0000000001m),
        (ColumnKind.Decimal, 999999999999999999.9999999999m), (ColumnKind.Decimal, -999999999999999999.9999999999m),
        (ColumnKind.Single, float.MinValue), (ColumnKind.Single, float.Epsilon), (ColumnKind.Single, float.PositiveInfinity), (ColumnKind.Single, float.NaN),
        (ColumnKind.Double, double.MaxValue), (ColumnKind.Double, 0.1), (ColumnKind.Double, double.NegativeInfinity), (ColumnKind.Double, double.NaN),
        .. Texts.Select(text => (ColumnKind.Text, (object)text)),
        (ColumnKind.Json, Json.Parse("""{"a": [1, 2.5, null, "\"q\" \\ é 😀"]}""")), (ColumnKind.Json, Json.Parse("null")),
        (ColumnKind.Date, DateOnly.MinValue), (ColumnKind.Date, DateOnly.MaxValue), (ColumnKind.Date, new DateOnly(2024, 2, 29)), (ColumnKind.Date, new DateOnly(1969, 12, 31)),
        (ColumnKind.Timestamp, DateTime.MinValue), (ColumnKind.Timestamp, LastInstant),
        (ColumnKind.Timestamp, new DateTime(2024, 2, 29, 23, 59, 59).AddTicks(1_234_560)), (ColumnKind.Timestamp, new DateTime(1969, 12, 31, 23, 59, 59).AddTicks(9_999_990)),
        (ColumnKind.TimestampTz, new DateTimeOffset(LastInstant, TimeSpan.Zero)), (ColumnKind.TimestampTz, new DateTimeOffset(2024, 3, 31, 2, 30, 0, TimeSpan.Zero)),
        (ColumnKind.Uuid, Guid.Empty), (ColumnKind.Uuid, Guid.AllBitsSet), (ColumnKind.Uuid, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")),
    ];

    public static object? Read(DbDataReader reader, int ordinal, ColumnKind kind) => reader.IsDBNull(ordinal) ? null : kind switch
    {
        ColumnKind.Boolean => reader.GetBoolean(ordinal),
        ColumnKind.Int16 => reader.GetInt16(ordinal),
        ColumnKind.Int32 => reader.GetInt32(ordinal),
        ColumnKind.Int64 => reader.GetInt64(ordinal),
        ColumnKind.Decimal => reader.GetDecimal(ordinal),
        ColumnKind.Single => reader.GetFloat(ordinal),
        ColumnKind.Double => reader.GetDouble(ordinal),
        ColumnKind.Text => reader.GetString(ordinal),
        ColumnKind.Json => Json.Parse(reader.GetString(ordinal)),
        ColumnKind.Date => reader.GetFieldValue<DateOnly>(ordinal),
        ColumnKind.Timestamp => reader.GetDateTime(ordinal),
        ColumnKind.TimestampTz => reader.GetFieldValue<DateTimeOffset>(ordinal),
        ColumnKind.Uuid => reader.GetGuid(ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Reads an array of a kind: its elements, or null.</summary>
    public static object?[]? ReadArray(DbDataReader reader, int ordinal, ColumnKind kind)
    {
        return reader.IsDBNull(ordinal) ? null : kind switch
        {
            ColumnKind.Boolean => Boxed<bool?>(),
            ColumnKind.Int16 => Boxed<short?>(),
            ColumnKind.Int32 => Boxed<int?>(),
            ColumnKind.Int64 => Boxed<long?>(),
            ColumnKind.Decimal => Boxed<decimal?>(),
            ColumnKind.Single => Boxed<float?>(),
            ColumnKind.Double => Boxed<double?>(),
            ColumnKind.Text => Boxed<string?>(),
            ColumnKind.Date => Boxed<DateOnly?>(),
            ColumnKind.Timestamp => Boxed<DateTime?>(),
            ColumnKind.TimestampTz => Boxed<DateTimeOffset?>(),
            ColumnKind.Uuid => Boxed<Guid?>(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

        object?[] Boxed<T>() => [.. reader.GetFieldValue<List<T>>(ordinal).Select(value => (object?)value)];
    }

    public static void Write(RowWriter row, object? value)
    {
        switch (value)
        {
            case null: row.WriteNull(); break;
            case bool v: row.Boolean(v); break;
            case short v: row.Int16(v); break;
            case int v: row.Int32(v); break;
            case long v: row.Int64(v); break;
            case decimal v: row.Decimal(v); break;
            case float v: row.Single(v); break;
            case double v: row.Double(v); break;
            case string v: row.Text(v); break;
            case Json v: row.Json(v); break;
            case DateOnly v: row.Date(v); break;
            case DateTime v: row.Timestamp(v); break;
            case DateTimeOffset v: row.TimestampTz(v); break;
            case Guid v: row.Uuid(v); break;
            case object?[] v: row.Array(v, Write); break;
            default: throw new ArgumentException($"No column kind holds a {value.GetType()}.", nameof(value));
        }
    }
}
