using System.Globalization;
using System.Text.RegularExpressions;

namespace Quern.Relational;

/// <summary>An SQL expression with holes for arguments, as a user wrote it for one engine, or for all when it names none.</summary>
internal sealed record MethodTemplate(string? Engine, string Text)
{
    static readonly Regex Brace = new(@"\{\{|\}\}|\{([0-9]{1,2})\}|[{}]", RegexOptions.CultureInvariant);

    /// <summary>The numbers of the arguments that a text asks for; null when a brace in it stands alone.</summary>
    public static IReadOnlyList<int>? Holes(string text)
    {
        var braces = Brace.Matches(text).Cast<Match>().ToList();
        return braces.Any(b => b.Length == 1)
            ? null
            : [.. braces.Where(b => b.Groups[1].Success).Select(b => int.Parse(b.Groups[1].Value, CultureInfo.InvariantCulture))];
    }

    /// <summary>The pieces of text between holes, each with the hole that follows it; null after the last.</summary>
    public IEnumerable<(string Text, int? Argument)> Pieces()
    {
        var (start, text) = (0, "");
        foreach (var brace in Brace.Matches(Text).Cast<Match>())
        {
            var before = Text.Substring(start, brace.Index - start);
            start = brace.Index + brace.Length;
            text += before;
            if (brace.Groups[1].Success)
            {
                yield return (text, int.Parse(brace.Groups[1].Value, CultureInfo.InvariantCulture));
                text = "";
            }
            else
            {
                text += brace.Value[0];
            }
        }
        var rest = Text.Substring(start);
        yield return (text + rest, null);
    }
}
