using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Lowering.Publishing;

/// <summary>What publishing statements need to know of a relation on one engine. Key columns are not nullable, so they compare with <c>=</c>.</summary>
/// <param name="Key">The key's columns, quoted.</param>
/// <param name="ClusterBy">The columns to keep close together, quoted.</param>
/// <param name="HasTouchedKeys">Whether a run knows which keys it must replace or delete.</param>
internal sealed record PublishTable(EquatableArray<string> Key, EquatableArray<string> ClusterBy, bool HasTouchedKeys)
{
    public static ColumnListPart Names { get; } = new(ColumnListForm.Names);

    // All columns, the key's among them although it never differs: a run may leave columns out (OnSchemaChange.Ignore),
    // and a list without the key could become empty, which is no SQL.
    public static ColumnListPart SetFromStage { get; } = new(ColumnListForm.SetFrom, "s");

    public static ColumnListPart Differ { get; } = new(ColumnListForm.Differ, "t", "s");

    public static ColumnListPart OfStage { get; } = new(ColumnListForm.Of, "s");

    /// <summary><c>k."a" = t."a" AND k."b" = t."b"</c></summary>
    public string SameKey(string left, string right) => string.Join(" AND ", Key.Select(k => $"{left}.{k} = {right}.{k}"));

    /// <summary><c>t."a"</c>, and <c>(t."a", t."b")</c> for a key of several columns.</summary>
    public string KeyValue(string alias) => Key.Count == 1 ? KeyColumns(alias) : $"({KeyColumns(alias)})";

    /// <summary><c>t."a", t."b"</c></summary>
    public string KeyColumns(string alias) => string.Join(", ", Key.Select(k => $"{alias}.{k}"));
}
