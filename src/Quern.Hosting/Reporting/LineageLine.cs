using Quern.Registry;

namespace Quern.Hosting.Reporting;

// The wire format of `lineage` with `--output json`.

sealed record LineageLine() : JsonLine("lineage")
{
    public required string Relation { get; init; }

    public required IReadOnlyList<ColumnLineageLine> Columns { get; init; }

    public required IReadOnlyList<RowLineageLine> Rows { get; init; }

    public static LineageLine Of(RelationDefinition relation, RelationRegistry registry) => new()
    {
        Relation = relation.DisplayName,
        Columns = [.. relation.Columns.Select(c => new ColumnLineageLine(
            c.Name, [.. c.Lineage.Select(e => new OriginLine(registry[e.RelationId].DisplayName, e.Column, e.IsDirect))], c.Pii))],
        Rows = [.. relation.RowLineage.Select(e => new RowLineageLine(registry[e.RelationId].DisplayName, e.Column, Words.Of(e.Use)))],
    };

    /// <summary>A column with its relation, as people write it.</summary>
    public static string Name(RelationRegistry registry, string relationId, string column) => $"{registry[relationId].DisplayName}.{column}";
}

sealed record ColumnLineageLine(string Name, IReadOnlyList<OriginLine> From, IReadOnlyList<string>? Pii);

sealed record OriginLine(string Relation, string Column, bool Direct);

sealed record RowLineageLine(string Relation, string Column, string Use);
