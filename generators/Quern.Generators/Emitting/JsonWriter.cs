using System.Globalization;
using System.Text;

namespace Quern.Generators.Emitting;

/// <summary>Writes one JSON object, on one line unless it is told otherwise; a list may have one object a line.</summary>
/// <param name="hasLines">Whether each member has a line of its own.</param>
internal sealed class JsonWriter(bool hasLines = false)
{
    readonly StringBuilder text = new();

    public JsonWriter Text(string name, string? value)
    {
        if (value is not null)
            Quote(Member(name), value);
        return this;
    }

    public JsonWriter Number(string name, long value)
    {
        _ = Member(name).Append(value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Nothing when it is false, which is what a missing member means.</summary>
    public JsonWriter Flag(string name, bool value)
    {
        if (value)
            _ = Member(name).Append("true");
        return this;
    }

    /// <summary>Nothing when there is none, which is what a missing member means.</summary>
    public JsonWriter Texts(string name, IEnumerable<string> values) => List(name, values, Quote, "[", ", ", "]");

    public JsonWriter Object(string name, JsonWriter? value)
    {
        if (value is not null)
            value.WriteTo(Member(name));
        return this;
    }

    /// <summary>Objects on one line; nothing when there is none.</summary>
    public JsonWriter Objects(string name, IEnumerable<JsonWriter> values) =>
        List(name, values, static (target, value) => value.WriteTo(target), "[", ", ", "]");

    /// <summary>Objects with a line each; nothing when there is none.</summary>
    public JsonWriter Lines(string name, IEnumerable<JsonWriter> values) =>
        List(name, values, static (target, value) => value.WriteTo(target), "[\n    ", ",\n    ", "\n  ]");

    public override string ToString()
    {
        var result = new StringBuilder(text.Length + 4);
        WriteTo(result);
        return result.ToString();
    }

    void WriteTo(StringBuilder target) =>
        target.Append(hasLines ? "{\n  " : "{ ").Append(text.ToString()).Append(hasLines ? "\n}" : " }");

    StringBuilder Member(string name)
    {
        if (text.Length > 0)
            _ = text.Append(hasLines ? ",\n  " : ", ");
        return text.Append('"').Append(name).Append("\": ");
    }

    JsonWriter List<T>(string name, IEnumerable<T> values, Action<StringBuilder, T> write, string start, string separator, string end)
    {
        var isFirst = true;
        foreach (var value in values)
        {
            _ = isFirst ? Member(name).Append(start) : text.Append(separator);
            write(text, value);
            isFirst = false;
        }
        if (!isFirst)
            _ = text.Append(end);
        return this;
    }

    static void Quote(StringBuilder target, string value)
    {
        _ = target.Append('"');
        foreach (var c in value)
            _ = c switch
            {
                '"' or '\\' => target.Append('\\').Append(c),
                // Also what a reader could not see, so that a raw string can hold the document.
                _ when StringLiteral.IsInvisible(c) || char.IsSurrogate(c) => target.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => target.Append(c),
            };
        _ = target.Append('"');
    }
}
