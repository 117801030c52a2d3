namespace Quern.CodeFixes;

/// <summary>Finds the name that a misspelt one most likely means.</summary>
internal static class Spelling
{
    /// <summary>The name that differs least, case and underscores aside; null when none is near enough to be meant.</summary>
    public static string? Nearest(string written, IEnumerable<string> names)
    {
        var plain = Plain(written);
        return names
            .Select(name => (Name: name, Distance: Distance(plain, Plain(name))))
            .Where(n => n.Distance <= Math.Max(1, plain.Length / 3))
            .OrderBy(n => n.Distance)
            .Select(n => n.Name)
            .FirstOrDefault();
    }

    static string Plain(string name) => name.Replace("_", "").ToLowerInvariant();

    // Levenshtein's distance, row by row.
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[b.Length];
    }
}
