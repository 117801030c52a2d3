using System.Globalization;
using System.Text;

namespace Quern.Generators.Emitting;

/// <summary>Writes a text of several lines as a C# literal: raw where it can be, so that a reader sees the text.</summary>
internal static class StringLiteral
{
    public static string Of(string text) => HasInvisible(text) ? Escaped(text) : Raw(text);

    // Outside of raw strings' reach: what ends a line for C# but is no \n, and what a reader could not see.
    public static bool IsInvisible(char c) => c is < ' ' or > '~' && char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    static bool HasInvisible(string text)
    {
        foreach (var c in text)
            if (c != '\n' && IsInvisible(c))
                return true;
        return false;
    }

    // One quote more than the longest run of quotes in the text, so that the text can be written as it is.
    static string Raw(string text)
    {
        var quotes = new string('"', Math.Max(3, 1 + LongestRunOfQuotes(text)));
        var literal = new CSharpWriter();
        literal.Open(null, quotes);
        literal.Line(text);
        return literal.Append(quotes).ToString();
    }

    static string Escaped(string text)
    {
        var body = new StringBuilder("\"");
        foreach (var c in text)
            _ = c switch
            {
                '"' or '\\' => body.Append('\\').Append(c),
                '\n' => body.Append("\\n"),
                _ when IsInvisible(c) => body.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => body.Append(c),
            };
        return body.Append('"').ToString();
    }

    static int LongestRunOfQuotes(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
            longest = Math.Max(longest, run = c == '"' ? run + 1 : 0);
        return longest;
    }
}
