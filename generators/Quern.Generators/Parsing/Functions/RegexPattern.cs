using System.Text.RegularExpressions;
using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Regular expressions that .NET, RE2 (DuckDB), PostgreSQL and Snowflake read alike.</summary>
internal static class RegexPattern
{
    public const string Note = "A constant pattern of characters, `.`, sets such as `[^a-z0-9_]`, groups, `|`, `*`, `+`, `?`, `{1,3}`, `^` at the start and `$` at the end; `\\` before a character that is no letter or digit. `\\d`, `\\w`, `\\s`, `\\b` mean something else on each engine: write sets. `.` and `[^…]` take a whole character on engines, and one of the two halves of a character such as 🦆 in .NET.";

    // A set of the form, an escaped character, a plain one; repetitions come after any of them.
    static readonly Regex Allowed = new(
        @"^\^?(\[\^?[^][\\^]+\]|\\[^A-Za-z0-9\s]|[^][\\^$?*+{}()|]|\((\?:)?|\)|\||[*+?]|\{[0-9]{1,3}(,[0-9]{0,3})?\})*\$?$", RegexOptions.CultureInvariant);

    static readonly Regex Part = new(@"\[\^?[^][\\^]+\]|\\.|\.|\$$", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>The pattern as all engines read it: a dot is no line break, and the end is that of the text, or before a last line break.</summary>
    /// <param name="call">The call, for the error.</param>
    /// <param name="pattern">The argument.</param>
    /// <param name="mayAlternate">Whether it does not matter which of several matches is found.</param>
    public static LiteralExpr Of(FunctionCall call, Expr pattern, bool mayAlternate)
    {
        if (pattern is not LiteralExpr { Value: string text } || !Allowed.IsMatch(text) || Regex.IsMatch(text, @"[*+?}][*+?{]") || !IsPattern(text))
            throw call.Refused("give a constant pattern of what docs/functions.md lists for it");
        if (!mayAlternate && Regex.IsMatch(Part.Replace(text, "_"), @"[|()$^]"))
            throw call.Refused("replace a pattern without alternatives, groups and anchors");
        return LiteralExpr.Text(Part.Replace(text, match => match.Value switch
        {
            "." => @"[^\n]".Replace(@"\n", "\n"),
            "$" => "\n?$",
            var other => other,
        }));
    }

    /// <summary>A replacement that is plain text on every engine.</summary>
    public static LiteralExpr Replacement(FunctionCall call, Expr replacement) =>
        replacement is LiteralExpr { Value: string text } literal && text.IndexOfAny(['$', '\\', '&']) < 0
            ? literal
            : throw call.Refused("give a constant replacement without '$', '\\' and '&'");

    static bool IsPattern(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.CultureInvariant);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
