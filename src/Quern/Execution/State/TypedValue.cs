using System.Data.Common;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution.State;

/// <summary>
/// Values of several types in one state table: one column a type, of which one holds the value. So a cursor never goes
/// through text or a floating point number.
/// </summary>
static class TypedValue
{
    static readonly IReadOnlyList<(string Suffix, ColumnKind Kind)> Slots =
    [
        ("int", ColumnKind.Int64), ("timestamp", ColumnKind.Timestamp), ("timestamptz", ColumnKind.TimestampTz),
        ("date", ColumnKind.Date), ("text", ColumnKind.Text), ("uuid", ColumnKind.Uuid),
    ];

    /// <summary>The columns: <c>cursor_int</c>, <c>cursor_timestamp</c> and so on.</summary>
    public static IEnumerable<TableColumn> Columns(string prefix) =>
        Slots.Select(s => new TableColumn($"{prefix}_{s.Suffix}", new ColumnType(s.Kind), IsNullable: true));

    /// <summary>The column that holds values of this kind; null when none does.</summary>
    public static string? ColumnFor(string prefix, ColumnKind kind)
    {
        var stored = StoredKind(kind);
        return Slots.Where(s => s.Kind == stored).Select(s => $"{prefix}_{s.Suffix}").FirstOrDefault();
    }

    /// <summary>A value as its column holds it.</summary>
    public static object ToStored(object value) => value switch
    {
        short number => (long)number,
        int number => (long)number,
        _ => value,
    };

    /// <summary>Reads a value that was stored, in the C# type of <paramref name="kind"/>; null when the column is.</summary>
    public static object? ReadStored(DbDataReader reader, int ordinal, ColumnKind kind) => Read(reader, ordinal, StoredKind(kind)) switch
    {
        long number when kind == ColumnKind.Int16 => checked((short)number),
        long number when kind == ColumnKind.Int32 => checked((int)number),
        var value => value,
    };

    /// <summary>Reads a field in the C# type of its kind; null when it is.</summary>
    public static object? Read(DbDataReader reader, int ordinal, ColumnKind kind) => reader.IsDBNull(ordinal) ? null : FieldValue.Read(reader, ordinal, kind);

    /// <summary>Compares two values of one type; text by its UTF-16 units.</summary>
    public static int Compare(object left, object right) =>
        left is string text ? string.CompareOrdinal(text, (string)right) : ((IComparable)left).CompareTo(right);

    static ColumnKind StoredKind(ColumnKind kind) => kind is ColumnKind.Int16 or ColumnKind.Int32 ? ColumnKind.Int64 : kind;
}
