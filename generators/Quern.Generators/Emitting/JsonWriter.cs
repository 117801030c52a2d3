using System.Globalization;
using System.Text;

namespace Quern.Generators.Emitting;

/// <summary>Writes one JSON object: scalars on its first lines' level, lists of objects with one object a line.</summary>
internal sealed class JsonWriter
{
    readonly List<string> members = [];

    public JsonWriter Text(string name, string? value) => value is null ? this : Raw(name, Quote(value));

    public JsonWriter Number(string name, long value) => Raw(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Nothing when it is false, which is what a missing member means.</summary>
    public JsonWriter Flag(string name, bool value) => value ? Raw(name, "true") : this;

    /// <summary>Nothing when there is none, which is what a missing member means.</summary>
    public JsonWriter Texts(string name, IEnumerable<string> values) =>
        values.Any() ? Raw(name, "[" + string.Join(", ", values.Select(Quote)) + "]") : this;

    public JsonWriter Object(string name, JsonWriter? value) => value is null ? this : Raw(name, value.OneLine());

    /// <summary>Objects on one line; nothing when there is none.</summary>
    public JsonWriter Objects(string name, IEnumerable<JsonWriter> values) =>
        values.Any() ? Raw(name, "[" + string.Join(", ", values.Select(v => v.OneLine())) + "]") : this;

    /// <summary>Objects with a line each; nothing when there is none.</summary>
    public JsonWriter Lines(string name, IEnumerable<JsonWriter> values) =>
        values.Any() ? Raw(name, "[\n    " + string.Join(",\n    ", values.Select(v => v.OneLine())) + "\n  ]") : this;

    public string OneLine() => "{ " + string.Join(", ", members) + " }";

    public string MemberALine() => "{\n  " + string.Join(",\n  ", members) + "\n}";

    JsonWriter Raw(string name, string value)
    {
        members.Add($"\"{name}\": {value}");
        return this;
    }

    static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                // Also what a reader could not see, so that a raw string can hold the document.
                _ when StringLiteral.IsInvisible(c) || char.IsSurrogate(c) => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        return text.Append('"').ToString();
    }
}
