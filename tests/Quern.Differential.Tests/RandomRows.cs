using CsCheck;

namespace Quern.Differential.Tests;

/// <summary>Random rows: ties, nulls, empty tables, rows without a partner, negative numbers, odd text.</summary>
/// <param name="Tables">Rows by relation, with a value per column in order; dates are <see cref="DateOnly"/>, enums text.</param>
sealed record RandomRows(IReadOnlyDictionary<string, object?[][]> Tables)
{
    static readonly Gen<object?> Text = Gen.OneOf<object?>(
        "", "a", "A", "b", " a ", "it's", "100%", "a_b", "!", "\\", "a\nb", "\"q\"", "é", "e\u0301", "🦆", "Straße", "paid", "\u00a0x\u2003",
        "\r\n", "\t", "$1", "{0}", "--", "/*", ";", "\u200b", "\ue000", "\U00010000", "a\u0301\u0323", "\u202eabc", "İ", "0", "-1",
        // What may be a number, a date or a document, and what is not quite one.
        "12", " 7 ", "+5", "1.50", "1e3", "9223372036854775808", "2024-02-29", "2023-02-29", "2024-03-31 23:59:59.5", "null", "{", "[1, null, \"a\", {\"a\": \"x\"}]",
        """{"a": 1, "b": true, "tags": ["x", 2, null, {"a": "🦆", "tags": []}]}""", """{"a": "é", "b": null, "tags": {"a": 1}, "o": {"a": "in"}}""", """{"a": 1.25, "tags": []}""");

    static readonly Gen<object?> Day = Gen.OneOf<object?>(
        new DateOnly(2024, 1, 1), new DateOnly(2024, 2, 29), new DateOnly(2024, 3, 31), new DateOnly(2023, 12, 31), new DateOnly(1899, 7, 4), new DateOnly(2999, 12, 30),
        new DateOnly(1, 3, 1), new DateOnly(9999, 10, 31), new DateOnly(1969, 12, 31));

    static readonly Gen<object?> At = Gen.OneOf<object?>(
        new DateTime(2024, 1, 1), new DateTime(2024, 3, 31, 12, 0, 0), new DateTime(2023, 12, 31, 23, 59, 59).AddTicks(9_999_990), new DateTime(1960, 6, 1, 7, 30, 0),
        new DateTime(1, 3, 1), new DateTime(9999, 10, 31, 23, 59, 59).AddTicks(9_999_990), new DateTime(1969, 12, 31, 23, 59, 59).AddTicks(10));

    static Gen<object?> Whole(params long[] values) => Gen.OneOf(values).Select(v => (object?)v);

    static Gen<object?> OrNull(Gen<object?> values) => Gen.Frequency((2, values), (1, Gen.Const(() => (object?)null)));

    static readonly Gen<object?> Amount = Gen.OneOf(0m, 1m, -0.01m, 10.5m, 99.99m, -1000m).Select(v => (object?)v);

    /// <summary>The values of an order, without its id.</summary>
    public static Gen<object?[]> Order { get; } = Row(OrNull(Whole(10, 11, 12, 99)), Text, Whole(0, 1, -99, 250, 1000), Amount, OrNull(Amount), Gen.OneOf(0d, 0.5, -2.25, 8, 1e10).Select(v => (object?)v),
        OrNull(Text), Day, At, Gen.Bool.Select(v => (object?)v), Gen.OneOf<object?>("open", "paid", "void"), At);

    /// <summary>The values of an item, without its id.</summary>
    public static Gen<object?[]> Item { get; } = Row(Whole(1, 2, 3, 77), OrNull(Text), Gen.OneOf(0, 1, 4, -3).Select(v => (object?)v), OrNull(Gen.OneOf(0, 5).Select(v => (object?)v)), At);

    /// <summary>The values of a customer, without its id.</summary>
    public static Gen<object?[]> Customer { get; } = Row(OrNull(Text), OrNull(Gen.OneOf(0, 1, 2).Select(v => (object?)v)), OrNull(Whole(10, 11)), At);

    public static Gen<RandomRows> All { get; } = Gen.Select(
        Order.Array[0, 9], Item.Array[0, 9], Customer.Array[0, 5],
        (orders, items, customers) => new RandomRows(new Dictionary<string, object?[][]>
        {
            ["Differential.Order"] = Numbered(orders, 1),
            ["Differential.Item"] = Numbered(items, 1),
            ["Differential.Customer"] = Numbered(customers, 10),
        }));

    static Gen<object?[]> Row(params Gen<object?>[] columns) =>
        columns.Aggregate(Gen.Const(Array.Empty<object?>()), (row, column) => Gen.Select(row, column, (values, value) => values.Append(value).ToArray()));

    static object?[][] Numbered(object?[][] rows, long first) => [.. rows.Select((row, i) => (object?[])[first + i, .. row])];

    public override string ToString() => string.Concat(Tables.Select(table =>
        $"{table.Key}\n{string.Concat(table.Value.Select(row => $"    {string.Join(" | ", row.Select(v => v ?? "null"))}\n"))}"));
}
