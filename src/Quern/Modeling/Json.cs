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
