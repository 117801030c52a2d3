using System.Globalization;
using System.Text;

namespace Quern.Testing;

/// <summary>Writes a difference for people: a table of columns for rows that differ, one line for a row on one side only.</summary>
sealed class DifferenceText(RowDifference difference)
{
    // More rows than this tell nothing new.
    const int Shown = 10;

    readonly StringBuilder text = new();

    public override string ToString()
    {
        text.Clear();
        text.Append(CultureInfo.InvariantCulture,
            $"{difference.Relation.DisplayName}: expected {difference.ExpectedCount} rows, found {difference.ActualCount}: {difference.Differing.Count} different, {difference.Missing.Count} missing, {difference.Unexpected.Count} unexpected.\n");
        Section("Different", difference.Differing, pair => Pair(pair.Expected, pair.Actual));
        Section("Missing", difference.Missing, Row);
        Section("Unexpected", difference.Unexpected, Row);
        return text.ToString();
    }

    void Section<T>(string title, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0)
            return;
        text.Append('\n').Append(title).Append(":\n");
        foreach (var item in items.Take(Shown))
            write(item);
        if (items.Count > Shown)
            text.Append(CultureInfo.InvariantCulture, $"  … and {items.Count - Shown} more\n");
    }

    void Row(RowValues row) =>
        text.Append("  ").AppendJoin(", ", difference.Relation.Columns.Select((c, i) => $"{c.Name} = {Show(row[i])}")).Append('\n');

    void Pair(RowValues expected, RowValues actual)
    {
        var columns = difference.Relation.Columns;
        var key = columns.Index().Where(c => difference.Relation.Key.Contains(c.Item.Name));
        text.Append("  ").AppendJoin(", ", key.Select(c => $"{c.Item.Name} = {Show(expected[c.Index])}")).Append('\n');

        var different = columns.Index().Where(c => !Equals(expected[c.Index], actual[c.Index]));
        List<(string Column, string Expected, string Actual)> lines =
            [("column", "expected", "actual"), .. different.Select(c => (c.Item.Name, Show(expected[c.Index]), Show(actual[c.Index])))];
        var (first, second) = (lines.Max(line => line.Column.Length), lines.Max(line => line.Expected.Length));
        foreach (var line in lines)
            text.Append("    ").AppendJoin("  ", line.Column.PadRight(first), line.Expected.PadRight(second), line.Actual).Append('\n');
    }

    static string Show(object? value) => value switch
    {
        null => "null",
        ArrayValue array => $"[{string.Join(", ", array.Elements.Select(Show))}]",
        string s => $"\"{s.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"",
        // Without the zeros that only a column's scale adds.
        decimal m => m.ToString("G29", CultureInfo.InvariantCulture),
        bool b => b ? "true" : "false",
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime t => t.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset t => t.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
