using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

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
    public long? GetInt64(params string[] path) => JsonNumbers.Integer(Find(path), long.MinValue, long.MaxValue);

    /// <summary>
    /// The JSON number at a path, rounded to ten digits after the point; null where there is none, or it has more than 18
    /// before it. A number with a point or an exponent has a double's digits.
    /// </summary>
    /// <inheritdoc cref="At" path="/param"/>
    public decimal? GetDecimal(params string[] path) => JsonNumbers.Decimal(Find(path));

    /// <summary>The JSON number at a path; null where there is none, or it is too large for a double.</summary>
    /// <inheritdoc cref="At" path="/param"/>
    public double? GetDouble(params string[] path) => JsonNumbers.Double(Find(path));

    /// <summary>
    /// The document as a record: each property has what stands under its name, or under its <c>[JsonPropertyName]</c>. Null
    /// where the document is no object. A property is null where the object lacks it, or has JSON's null, a value of another
    /// kind, or one that does not fit: numbers, text, texts of enums and of the forms that <c>Sql.TryParse…</c> read, records,
    /// and <see cref="Json"/> for everything else.
    /// </summary>
    /// <typeparam name="T">The record. What a query asks of it must be nullable.</typeparam>
    /// <param name="names">How properties are spelled in the document; as they are when it is not given. Case matters. A constant.</param>
    /// <example><c>from o in orders let meta = o.Data.As&lt;Meta&gt;() where meta is { Channel: "web" } select new { o.Id, meta!.Address!.City }</c></example>
    public T? As<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        JsonKnownNamingPolicy names = JsonKnownNamingPolicy.Unspecified)
        where T : class =>
        (T?)JsonRecords.Read(Find([]), typeof(T), names switch
        {
            JsonKnownNamingPolicy.CamelCase => JsonNamingPolicy.CamelCase,
            JsonKnownNamingPolicy.SnakeCaseLower => JsonNamingPolicy.SnakeCaseLower,
            JsonKnownNamingPolicy.SnakeCaseUpper => JsonNamingPolicy.SnakeCaseUpper,
            JsonKnownNamingPolicy.KebabCaseLower => JsonNamingPolicy.KebabCaseLower,
            JsonKnownNamingPolicy.KebabCaseUpper => JsonNamingPolicy.KebabCaseUpper,
            _ => null,
        });

    /// <summary>A row for each item of the JSON array at a path; none where another document stands there, or nothing.</summary>
    /// <param name="path">Keys of objects, outermost first; none for the document itself. Case matters.</param>
    /// <example><c>from o in orders from line in o.Data.Items("lines") select new { o.Id, line.Position, Sku = line.Value.GetString("sku") }</c></example>
    public Query<JsonItem> Items(params string[] path) =>
        new(Find(path) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray().Select((item, i) => new JsonItem(i + 1, new Json(item.GetRawText())))] : []);

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
