using System.Collections;
using System.Globalization;

namespace Quern.Quality;

/// <summary>Writes values into messages: short, on one line, and so that text can't be taken for anything else.</summary>
static class SampleText
{
    const int MaxLength = 60;
    const int MaxElements = 5;

    /// <summary>A value; text in quotes, long text cut.</summary>
    public static string Of(object? value) => value switch
    {
        null or DBNull => "null",
        string text => "'" + Shorten(text) + "'",
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IEnumerable elements => "[" + string.Join(", ", elements.Cast<object?>().Take(MaxElements + 1).Select((e, i) => i < MaxElements ? Of(e) : "…")) + "]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "'" + Shorten(value.ToString() ?? "") + "'",
    };

    /// <summary>Several named values: <c>id = 5, status = 'x'</c>.</summary>
    public static string Of(IEnumerable<(string Name, object? Value)> values) =>
        string.Join(", ", values.Select(v => $"{v.Name} = {Of(v.Value)}"));

    static string Shorten(string text)
    {
        var cut = text.Length > MaxLength;
        if (cut)
            text = text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
        return string.Concat(text.Select(c => c switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ when char.IsControl(c) => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
            _ => c.ToString(),
        })) + (cut ? "…" : "");
    }
}
