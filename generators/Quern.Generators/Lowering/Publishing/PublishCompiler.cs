using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Lowering.Publishing;

/// <summary>Chooses the statements that bring a relation's stage into its target.</summary>
internal static class PublishCompiler
{
    /// <param name="relation">The relation.</param>
    /// <param name="dialect">The engine.</param>
    /// <param name="quote">Quotes a column's name on that engine.</param>
    /// <param name="hasTouchedKeys">Whether the relation has a query for the keys that a run touches.</param>
    public static EquatableArray<CompiledPublish> Compile(
        RelationSpec relation, PublishDialect dialect, Func<string, string> quote, bool hasTouchedKeys)
    {
        var statements = relation switch
        {
            { Extract: { } extract } => Extraction(relation, extract, dialect, quote),
            { Incremental: { } incremental } => Incremental(
                incremental.Strategy, TableOf(incremental.UniqueKey, incremental.ClusterBy, quote, hasTouchedKeys), dialect),
            _ => [],
        };
        return statements.ToEquatableArray();
    }

    // Without a cursor each run loads everything and replaces the table.
    static IEnumerable<CompiledPublish> Extraction(
        RelationSpec relation, ExtractSpec extract, PublishDialect dialect, Func<string, string> quote)
    {
        if (extract.Cursor is not { } cursor || extract.Key.Count == 0)
            return [];
        var table = TableOf(extract.Key, [], quote, hasTouchedKeys: false);
        var type = relation.Columns.First(c => c.Name == cursor).Type;
        var later = dialect.IsLater("n." + quote(cursor), "s." + quote(cursor), type);
        return [PublishStatements.DiscardSuperseded(table, later), .. dialect.Upsert(table)];
    }

    static IEnumerable<CompiledPublish> Incremental(string strategy, PublishTable table, PublishDialect dialect) => strategy switch
    {
        "Merge" when table.HasTouchedKeys => [PublishStatements.DeleteVanished(table), .. dialect.Upsert(table)],
        "Merge" => dialect.Upsert(table),
        "DeleteInsert" => [PublishStatements.DeleteLoadedKeys(table), PublishStatements.InsertAll(dialect.InsertionOrder(table))],
        "Append" when table.Key.Count == 0 => [PublishStatements.InsertAll(dialect.InsertionOrder(table))],
        "Append" => [PublishStatements.InsertNew(table, dialect.InsertionOrder(table))],
        _ => throw new ArgumentException($"There is no incremental strategy '{strategy}'.", nameof(strategy)),
    };

    static PublishTable TableOf(
        EquatableArray<string> key, EquatableArray<string> clusterBy, Func<string, string> quote, bool hasTouchedKeys) =>
        new(key.Select(quote).ToEquatableArray(), clusterBy.Select(quote).ToEquatableArray(), hasTouchedKeys);
}
