namespace Quern;

/// <summary>Rows of JSON documents that may be null.</summary>
public static class JsonItems
{
    /// <summary>The items of the JSON array at a path of keys; none where the document is null, or another one stands there.</summary>
    /// <param name="json">The document.</param>
    /// <param name="path">Keys of objects, outermost first; none for the document itself. Case matters.</param>
    public static Query<JsonItem> Items(this Json? json, params string[] path) => json?.Items(path) ?? new Query<JsonItem>([]);
}
