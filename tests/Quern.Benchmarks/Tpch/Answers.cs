using System.Globalization;
using System.Numerics;

namespace Quern.Benchmarks.Tpch;

/// <summary>Whether two queries gave the same answer: an order with ties may give them either way round, and numbers differ in type.</summary>
static class Answers
{
    /// <exception cref="InvalidOperationException">They differ; the message names the query and the first row.</exception>
    public static void Compare(string query, IReadOnlyList<object?[]> expected, IReadOnlyList<object?[]> actual)
    {
        if (expected.Count == 0)
            throw new InvalidOperationException($"{query} finds no rows, so its time says nothing; make the scale greater.");
        if (expected.Count != actual.Count)
            throw new InvalidOperationException($"{query} gives {actual.Count} rows and should give {expected.Count}.");
        foreach (var (wanted, given) in Sorted(expected).Zip(Sorted(actual)))
            if (wanted.Length != given.Length || !wanted.Zip(given).All(pair => Same(pair.First, pair.Second)))
                throw new InvalidOperationException($"{query} gives\n  {Text(given)}\nand should give\n  {Text(wanted)}");
    }

    static IEnumerable<object?[]> Sorted(IEnumerable<object?[]> rows) => rows.OrderBy(Text, StringComparer.Ordinal);

    static string Text(object?[] row) => string.Join(" | ", row.Select(v => Number(v) is { } number
        ? number.ToString("G6", CultureInfo.InvariantCulture)
        : Convert.ToString(v, CultureInfo.InvariantCulture)));

    static bool Same(object? expected, object? actual) =>
        Number(expected) is { } wanted && Number(actual) is { } given
            ? Math.Abs(wanted - given) <= 1e-6 * Math.Max(Math.Abs(wanted), 1e-300)
            : Equals(expected, actual);

    static double? Number(object? value) => value switch
    {
        BigInteger whole => (double)whole,
        int or long or short or decimal or double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
