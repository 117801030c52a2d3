using System.Globalization;
using System.Text;

namespace TpcH.Tests;

/// <summary>The published answer of a query: its rows as text, in the query's order.</summary>
static class Answer
{
    /// <summary>The rows of <c>q01.csv</c> and its like; null where a field is empty.</summary>
    public static IReadOnlyList<string?[]> Of(string query) =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Answers", query + ".csv")).Skip(1).Select(Fields)];

    /// <summary>Whether a row of a query is a row of the answer: numbers to 1e-6 of their size, all else to the letter.</summary>
    public static bool Equal(string?[] expected, object?[] actual) =>
        expected.Length == actual.Length && expected.Zip(actual).All(f => Equal(f.First, f.Second));

    static bool Equal(string? expected, object? actual) => actual switch
    {
        null => expected is null,
        string text => expected == text,
        DateOnly date => expected == date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => expected == time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => decimal.Parse(expected!, CultureInfo.InvariantCulture) == number,
        double number => double.Parse(expected!, CultureInfo.InvariantCulture) is var wanted && Math.Abs(wanted - number) <= 1e-6 * Math.Max(Math.Abs(wanted), 1e-300),
        _ => expected == Convert.ToString(actual, CultureInfo.InvariantCulture),
    };

    // Fields end at a bar; those that hold one, or might, stand in quotes.
    static string?[] Fields(string line)
    {
        var fields = new List<string?>();
        for (var at = 0; at <= line.Length; at++)
        {
            var field = new StringBuilder();
            var isQuoted = at < line.Length && line[at] == '"';
            if (isQuoted)
                for (at++; line[at] != '"' || (at + 1 < line.Length && line[at + 1] == '"'); at++)
                    _ = field.Append(line[at] == '"' ? line[++at - 1] : line[at]);
            for (; at < line.Length && line[at] != '|'; at++)
                _ = isQuoted ? field : field.Append(line[at]);
            fields.Add(field.Length == 0 && !isQuoted ? null : field.ToString());
        }
        return [.. fields];
    }
}
