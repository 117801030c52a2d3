using System.Globalization;
using System.Text;
using Quern.Generators.Model;

namespace Quern.Generators.Emitting;

/// <summary>Writes SQL as the C# expression that makes its <c>SqlTemplate</c>: an interpolated raw string, so that a reader sees the SQL.</summary>
/// <param name="holes">The C# names of the relations and parameters.</param>
internal sealed class SqlTemplateEmitter(TemplateHoles holes)
{
    public string Expression(TemplateText template) =>
        "global::Quern.Registry.SqlTemplate.Of(" + (IsPlain(template) ? Raw(template) : Escaped(template)) + ")";

    // Outside of raw strings' reach: what ends a line for C# but is no \n, and what a reader could not see.
    static bool IsPlain(TemplateText template) =>
        !template.Parts.OfType<TextPart>().SelectMany(part => part.Text).Any(c => c != '\n' && IsInvisible(c));

    internal static bool IsInvisible(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>
    /// One <c>$</c> and one quote more than the longest run of braces and of quotes in the text, so that the text can be
    /// written as it is.
    /// </summary>
    string Raw(TemplateText template)
    {
        var braces = Math.Max(2, 1 + Math.Max(LongestRun(template, '{'), LongestRun(template, '}')));
        var quotes = new string('"', Math.Max(3, 1 + LongestRun(template, '"')));
        var body = new StringBuilder();
        foreach (var part in template.Parts)
            if (part is TextPart { Text: var sql })
                body.Append(sql);
            else
                body.Append('{', braces).Append(holes.ExpressionOf(part)).Append('}', braces);
        return new string('$', braces) + quotes + "\n" + Indented(body.ToString()) + "\n    " + quotes;
    }

    string Escaped(TemplateText template)
    {
        var body = new StringBuilder("$\"");
        foreach (var part in template.Parts)
        {
            if (part is not TextPart { Text: var sql })
            {
                body.Append('{').Append(holes.ExpressionOf(part)).Append('}');
                continue;
            }

            foreach (var c in sql)
                _ = c switch
                {
                    '{' or '}' => body.Append(c, 2),
                    '"' or '\\' => body.Append('\\').Append(c),
                    '\n' => body.Append("\\n"),
                    _ when IsInvisible(c) => body.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                    _ => body.Append(c),
                };
        }

        return body.Append('"').ToString();
    }

    static string Indented(string lines) =>
        string.Join("\n", lines.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));

    static int LongestRun(TemplateText template, char of)
    {
        var (longest, run) = (0, 0);
        foreach (var part in template.Parts.OfType<TextPart>())
        {
            run = 0;
            foreach (var c in part.Text)
                longest = Math.Max(longest, run = c == of ? run + 1 : 0);
        }

        return longest;
    }
}
