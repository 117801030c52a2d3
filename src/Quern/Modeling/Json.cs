using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quern;

/// <summary>A JSON document as a column value: <c>JSON</c> on DuckDB, <c>jsonb</c> on Postgres. Equal when the documents are, whatever their spacing and key order.</summary>
public readonly struct Json : IEquatable<Json>
{
    readonly string? text;

    Json(string text) => this.text = text;

    /// <summary>The document as text; <c>null</c> (the JSON literal) for the default value.</summary>
    public string Text => text ?? "null";

    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">The text is no JSON.</exception>
    public static Json Parse(string text) =>
        TryParse(text) ?? throw new FormatException("The text is not a JSON document.");

    /// <summary>Reads a document; null when the text is null or no JSON.</summary>
    public static Json? TryParse(string? text)
    {
        if (text is null)
            return null;
        try
        {
            using var _ = JsonDocument.Parse(text);
            return new Json(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The document at a path of keys; null where there is none, or JSON's null.</summary>
    /// <param name="path">Keys of objects, outermost first. Case matters.</param>
    public Json? At(params string[] path) =>
        Find(path) is { ValueKind: not JsonValueKind.Null } element ? new Json(element.GetRawText()) : null;

    /// <summary>The JSON string at a path; null where there is none.</summary>
    /// <inheritdoc cref="At" path="/param"/>
    public string? GetString(params string[] path) =>
        Find(path) is { ValueKind: JsonValueKind.String } element ? element.GetString() : null;

    /// <summary>The JSON boolean at a path; null where there is none.</summary>
    /// <inheritdoc cref="At" path="/param"/>
    public bool? GetBoolean(params string[] path) =>
        Find(path) is { ValueKind: JsonValueKind.True or JsonValueKind.False } element ? element.GetBoolean() : null;

    /// <summary>The JSON number at a path that is written as an integer and fits; null where there is none.</summary>
    /// <inheritdoc cref="At" path="/param"/>
    public long? GetInt64(params string[] path) => Sql.TryParseInt64(Number(path));

    /// <summary>The JSON number at a path in the form that <see cref="Sql.TryParseDecimal"/> reads; null where there is none.</summary>
    /// <inheritdoc cref="At" path="/param"/>
    public decimal? GetDecimal(params string[] path) => Sql.TryParseDecimal(Number(path));

    /// <summary>A row for each item of the JSON array at a path; none where another document stands there, or nothing.</summary>
    /// <param name="path">Keys of objects, outermost first; none for the document itself. Case matters.</param>
    /// <example><c>from o in orders from line in o.Data.Items("lines") select new { o.Id, line.Position, Sku = line.Value.GetString("sku") }</c></example>
    public Query<JsonItem> Items(params string[] path) =>
        new(Find(path) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray().Select((item, i) => new JsonItem(i + 1, new Json(item.GetRawText())))] : []);

    string? Number(string[] path) => Find(path) is { ValueKind: JsonValueKind.Number } element ? element.GetRawText() : null;

    JsonElement? Find(string[] path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var element = JsonElement.Parse(Text);
        foreach (var key in path)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element))
                return null;
        return element;
    }

    /// <inheritdoc/>
    public bool Equals(Json other) =>
        Text == other.Text || JsonNode.DeepEquals(JsonNode.Parse(Text), JsonNode.Parse(other.Text));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Json other && Equals(other);

    /// <inheritdoc/>
    // Equal documents may differ in spelling, so only what spelling can't change may count.
    public override int GetHashCode() => JsonNode.Parse(Text) is { } node ? (int)node.GetValueKind() : 0;

    /// <summary>The document as text.</summary>
    public override string ToString() => Text;

    /// <summary>Whether two documents are equal.</summary>
    public static bool operator ==(Json left, Json right) => left.Equals(right);

    /// <summary>Whether two documents differ.</summary>
    public static bool operator !=(Json left, Json right) => !left.Equals(right);
}
