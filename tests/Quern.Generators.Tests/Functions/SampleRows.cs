using System.Globalization;
using Quern.Relational;

namespace Quern.Generators.Tests.Functions;

/// <summary>A column of the examples' rows and the edge values that it takes.</summary>
/// <param name="Type">Its C# type.</param>
/// <param name="SqlType">Its type in the IR.</param>
/// <param name="Values">Values as literals of the IR hold them.</param>
sealed record SampleColumn(string Name, string Type, SqlType SqlType, object?[] Values);

/// <summary>The rows that examples run over: edge values of each type, in many combinations.</summary>
static class SampleRows
{
    /// <summary>How many rows there are: more than any column has values.</summary>
    public const int Count = 97;

    // Empty, blank, wildcards, quotes, backslashes, newlines, controls, accents, astral characters, all of C#'s white space.
    static readonly string[] Texts =
    [
        "", " ", "abc", "ABC", " a b ", "50%", "a_c", "it's", "\"q\"", @"a\b", @"\n", "line\nbreak", "\ttab\t", "é", "e\u0301",
        "Ångström", "🦆", "a🦆b🦆", "\uE000\uFFFD", "\u00A0x\u2003", "\u0085\u2028x\u2029\u1680", "\u200Bx\u200B", "$1", "{0}", "--", "/*x*/", ";",
        "banana", "aXbXc", "a,b,,c", "2024-02-29", "-17", "12.50", "true",
    ];

    static readonly string[] Times =
    [
        "2024-02-29 23:59:59.999000", "2024-03-03 00:00:00.000000", "2024-03-04 00:00:00.000000", "2023-12-31 12:30:30.000000",
        "2024-01-01 00:00:01.000000", "1969-12-28 22:59:59.000000", "1969-12-29 00:00:00.000000", "1900-01-31 05:06:07.123456",
        "2024-03-10 02:30:00.000000", "2024-11-03 01:30:00.000000",
    ];

    public static IReadOnlyList<SampleColumn> Columns { get; } =
    [
        new("Text", "string", SqlType.Text, Texts),
        new("Other", "string", SqlType.Text, ["a", "b", "", "%", "_", @"\", "'", "é", "🦆", " ", "an", "X", "abc"]),
        new("Note", "string?", SqlType.Text, [null, "", "paid", "x", "\t", "an", "[1, \"a\"]", "{bad", "nan", "[1,]", "{\"a\": null}", "12", "shipped", "\u2003"]),
        new("StatusText", "string", SqlType.Text, ["pending", "paid", "shipped"]),
        new("NumberText", "string", SqlType.Text, ["0", "42", "-17", "2147483648", "9223372036854775808", "12.50", "-.5", "1e3", " 7 ", "", "x", "+5", "1,000", "0x1F", "NaN", "00012", "--1", "1.", "é"]),
        new("DateText", "string", SqlType.Text, ["2024-02-29", "2023-02-29", "2024-2-9", "2024-02-29 12:30:00", "2024-02-29T12:30:00.123", "", "x", "0001-01-01", "9999-12-31", "29.02.2024", "2024-13-01", " 2024-01-01"]),
        new("GuidText", "string", SqlType.Text, ["123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000", "", "x", "123e4567e89b12d3a456426614174000", "123e4567-e89b-12d3-a456-42661417400g"]),
        new("JsonText", "string", SqlType.Text, ["{\"a\": {\"b\": \"text\", \"n\": 5}, \"list\": [1, 2.5, \"x\"]}", "{\"a\": null}", "{}", "[1, 2]", "\"a\\\"b\"", "17", "null", "{\"a\": {\"b\": null, \"n\": 1.5}}", "{\"A\": 1, \"a\": {\"b\": true}}", "{bad", "nan", "[1,]"]),
        new("Count", "int", SqlType.Int32, [0L, 1L, 2L, 3L, -1L, 7L, 100L, int.MaxValue, int.MinValue]),
        new("Step", "int", SqlType.Int32, [0L, 1L, -1L, 13L, -13L, 5L]),
        new("Level", "int?", SqlType.Int32, [null, 0L, 1L, -5L, 64L]),
        new("Total", "long", SqlType.Int64, [0L, 1L, -1L, 7L, 12345678901L, long.MaxValue, long.MinValue]),
        new("Amount", "decimal", SqlType.Decimal(18, 4), [0m, 0.5m, 1.5m, 2.5m, -0.5m, -1.5m, -2.5m, 12.345m, 12.355m, -12.345m, 99999.995m, 2.4999m]),
        new("Rate", "decimal", SqlType.Decimal(9, 3), [3m, 7m, -3m, 0.125m, 0m, 1m, 1.001m]),
        new("Ratio", "double", SqlType.Double, [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 2.4999, 0d, 1e10, 0.1, 123456.5]),
        new("Amplitude", "double", SqlType.Double, [0d, 1d, -1d, 0.5, 20d, -20d, 3.14159]),
        new("Day", "DateOnly", SqlType.Date, [.. Times.Select(t => t[..10])]),
        new("At", "DateTime", SqlType.Timestamp, Times),
        new("Later", "DateTime", SqlType.Timestamp, [.. Times.Reverse()]),
        new("Instant", "DateTimeOffset", SqlType.TimestampTz, [.. Times.Select(t => t + "+00:00")]),
        new("Key", "Guid", SqlType.Uuid, ["123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"]),
        new("IsOpen", "bool", SqlType.Boolean, [true, false]),
        new("Status", "Status", SqlType.Text, ["pending", "paid", "shipped"]),
        new("Data", "Json", SqlType.Json, ["{\"a\": {\"b\": \"text\", \"n\": 5}, \"list\": [1, 2.5, \"x\"]}", "{\"a\": null}", "{}", "[1, 2]", "{\"a\": {\"b\": null, \"n\": 1.5}}", "{\"a\": {\"b\": true, \"n\": \"6\"}}", "\"a\\\"b\"", "17"]),
        new("Tags", "string[]", SqlType.Array(SqlType.Text), [Array.Empty<object?>(), new object?[] { "" }, new object?[] { "a", "b", "" }, new object?[] { "an", "an" }, new object?[] { "it's", @"\n", "🦆", "a,b" }, new object?[] { "x", "paid", "é", "A", "\uE000" }, new object?[] { "paid" }]),
        new("Marks", "string?[]", SqlType.Array(SqlType.Text, true), [new object?[] { null }, Array.Empty<object?>(), new object?[] { "a", null, "" }, new object?[] { "paid", "x" }, new object?[] { null, null, "an" }]),
    ];

    /// <summary>The value of a column in a row. Strides that share no factor with the row count bring every pair of columns out of step.</summary>
    public static object? Value(int row, int column) => Columns[column].Values[row * (column + 1) % Count % Columns[column].Values.Length];

    /// <summary>A value as C# holds it.</summary>
    public static object? InCSharp(SampleColumn column, object? value) => (value, column.SqlType.Kind) switch
    {
        (null, _) => null,
        (long number, SqlTypeKind.Int32) => (int)number,
        (string text, SqlTypeKind.Date) => DateOnly.Parse(text, CultureInfo.InvariantCulture),
        (string text, SqlTypeKind.Timestamp) => DateTime.Parse(text, CultureInfo.InvariantCulture),
        (string text, SqlTypeKind.TimestampTz) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
        (string text, SqlTypeKind.Uuid) => Guid.Parse(text),
        (string text, SqlTypeKind.Json) => Json.Parse(text),
        (object?[] elements, _) => elements.Cast<string?>().ToArray(),
        _ => value,
    };
}
