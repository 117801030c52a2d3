using Quern.Relational;

namespace Quern.Generators.Tests.Functions;

/// <summary>The rows that aggregates run over: groups of one row, of nulls only, of ties, and of anything.</summary>
static class SampleLines
{
    public const int Count = 14;

    /// <summary>Each has a value for each row.</summary>
    public static IReadOnlyList<SampleColumn> Columns { get; } =
    [
        new("Bucket", "int", SqlType.Int32, [1L, 2L, 2L, 3L, 3L, 3L, 3L, 4L, 4L, 4L, 4L, 4L, 4L, 4L]),
        new("Level", "int?", SqlType.Int32, [7L, null, null, 5L, 5L, 1L, 5L, null, -3L, int.MaxValue, 0L, int.MaxValue, null, 2L]),
        new("Amount", "decimal", SqlType.Decimal(18, 4), [0.5m, 0m, 0m, 1.25m, 1.25m, 1.25m, -1.25m, 99999.9999m, 0.0001m, -0.5m, 10m, 3m, 3m, 3.3333m]),
        new("Share", "double?", SqlType.Double, [0.5, null, null, 2d, 2d, 2d, 2d, -1.5, 0d, 1e10, null, 0.1, 0.25, 3.5]),
        new("Note", "string?", SqlType.Text, ["one", null, null, "b", "b", "B", "b", "🦆", null, "", "é", "z", "\uFFFD", "a"]),
        new("Day", "DateOnly", SqlType.Date, ["2024-02-29", "2024-03-01", "2024-03-01", "2024-03-01", "2024-03-01", "2024-03-08", "2024-03-09", "1969-12-31", "1970-01-01", "1970-01-08", "2024-02-28", "2024-03-06", "2024-03-07", "9999-12-31"]),
        new("IsOpen", "bool", SqlType.Boolean, [true, false, false, true, true, true, true, false, true, false, false, true, false, false]),
    ];

    public static object? Value(int row, int column) => Columns[column].Values[row];
}
