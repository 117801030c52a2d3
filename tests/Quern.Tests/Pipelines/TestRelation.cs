using Quern.Registry;
using static Quern.Tests.Pipelines.TestSqlText;

namespace Quern.Tests.Pipelines;

/// <summary>Relations as generated code would register them, with SQL that DuckDB and Postgres both know, from their parts.</summary>
static class TestRelation
{
    /// <summary>The record behind each of them; nothing here reads or writes rows through it.</summary>
    public sealed record Row;

    /// <summary>A column from <c>name kind</c>, with <c>?</c> behind it when null is a value: <c>total decimal?</c>.</summary>
    public static ColumnDefinition Column(string text)
    {
        var isNullable = text.EndsWith('?');
        var parts = text.TrimEnd('?').Split(' ');
        var kind = Enum.Parse<ColumnKind>(parts[1], ignoreCase: true);
        return new ColumnDefinition
        {
            Name = parts[0],
            Property = parts[0],
            Type = kind == ColumnKind.Decimal ? new ColumnType(kind, 18, 2) : new ColumnType(kind),
            IsNullable = isNullable,
        };
    }

    public static IReadOnlyList<ColumnDefinition> Columns(string text) => [.. text.Split(", ").Select(Column)];

    public static RelationDefinition Source(string schemaAndName, string columns, ExtractDefinition? extract = null) =>
        Relation(RelationKind.Source, schemaAndName, columns, extract?.Key ?? []) with
        {
            Extract = extract,
            Sql = OnBoth(new RelationSql { ColumnTypes = [], Publish = extract is { Key.Count: > 0, Cursor: { } cursor } ? ExtractMerge(extract.Key, cursor) : [] }),
        };

    public static RelationDefinition Table(string schemaAndName, string columns, string select, params string[] inputs) =>
        Relation(RelationKind.Table, schemaAndName, columns, []) with { Inputs = inputs, Sql = OnBoth(new RelationSql { ColumnTypes = [], Select = Template(select) }) };

    public static RelationDefinition View(string schemaAndName, string columns, string select, params string[] inputs) =>
        Table(schemaAndName, columns, select, inputs) with { Kind = RelationKind.View };

    /// <summary>An incremental model; <paramref name="changes"/> and <paramref name="touched"/> are its incremental queries.</summary>
    public static RelationDefinition Incremental(
        string schemaAndName, string columns, IncrementalDefinition incremental, string select,
        string? changes = null, string? touched = null, string? orphans = null, params string[] inputs) =>
        Relation(RelationKind.Incremental, schemaAndName, columns, incremental.UniqueKey) with
        {
            Inputs = inputs,
            Incremental = incremental,
            Sql = OnBoth(new RelationSql
            {
                ColumnTypes = [],
                Select = Template(select),
                SelectChanges = changes is null ? null : Template(changes),
                SelectTouchedKeys = touched is null ? null : Template(touched),
                DeleteOrphans = orphans is null ? null : Template(orphans),
                Publish = Publish(incremental, touched is not null),
            }),
        };

    /// <summary>The relation with one more test.</summary>
    public static RelationDefinition With(
        this RelationDefinition relation, TestKind kind, string name, string? rows, string? condition = null, Severity severity = Severity.Error,
        string columns = "", params string[] inputs)
    {
        var sql = relation.Sql["duckdb"];
        var test = new TestSql
        {
            FailingCondition = condition is null ? null : Template(condition),
            FailingRows = (rows ?? (condition is null ? null : $"SELECT t.* FROM {{tested}} AS t WHERE {condition}")) is { } text ? Template(text) : null,
        };
        return relation with
        {
            Tests = [.. relation.Tests, new TestDefinition(name, kind, columns.Length == 0 ? [] : columns.Split(' '), severity, $"{name} must hold") { Inputs = inputs }],
            Sql = OnBoth(sql with { Tests = new Dictionary<string, TestSql>(sql.Tests) { [name] = test } }),
        };
    }

    public static RelationDefinition NotNull(this RelationDefinition relation, string column, Severity severity = Severity.Error) =>
        relation.With(TestKind.NotNull, $"not_null_{column}", null, $"t.\"{column}\" IS NULL", severity, column);

    public static RelationDefinition Unique(this RelationDefinition relation, string column) =>
        relation.With(
            TestKind.Unique, $"unique_{column}",
            $"SELECT t.\"{column}\", COUNT(*) AS times FROM {{tested}} AS t WHERE t.\"{column}\" IS NOT NULL GROUP BY t.\"{column}\" HAVING COUNT(*) > 1", columns: column);

    static RelationDefinition<Row> Relation(RelationKind kind, string schemaAndName, string columns, IReadOnlyList<string> key) => new()
    {
        Id = schemaAndName[(schemaAndName.IndexOf('.', StringComparison.Ordinal) + 1)..],
        Kind = kind,
        Schema = schemaAndName[..schemaAndName.IndexOf('.', StringComparison.Ordinal)],
        Name = schemaAndName[(schemaAndName.IndexOf('.', StringComparison.Ordinal) + 1)..],
        Columns = Columns(columns),
        Key = key,
        Sql = new Dictionary<string, RelationSql>(),
    };

    static Dictionary<string, RelationSql> OnBoth(RelationSql sql) => new(StringComparer.Ordinal) { ["duckdb"] = sql, ["postgres"] = sql };

    static IReadOnlyList<PublishStatement> ExtractMerge(IReadOnlyList<string> key, string cursor) =>
    [
        new(PublishEffect.Discarded, Template($"DELETE FROM {{stage}} AS s WHERE EXISTS (SELECT 1 FROM {{stage}} AS n WHERE {Same("n", "s", key)} AND n.\"{cursor}\" > s.\"{cursor}\")")),
        .. Merge(key, hasTouchedKeys: false),
    ];

    static IReadOnlyList<PublishStatement> Publish(IncrementalDefinition incremental, bool hasTouchedKeys) => incremental.Strategy switch
    {
        IncrementalStrategy.Append when incremental.UniqueKey.Count == 0 => [Insert("")],
        IncrementalStrategy.Append => [Insert($" WHERE NOT EXISTS (SELECT 1 FROM {{target}} AS t WHERE {Same("t", "s", incremental.UniqueKey)})")],
        IncrementalStrategy.DeleteInsert =>
        [
            new(PublishEffect.Deleted, Template($"DELETE FROM {{target}} AS t WHERE EXISTS (SELECT 1 FROM {{stage}} AS s WHERE {Same("t", "s", incremental.UniqueKey)})")),
            Insert(""),
        ],
        _ => Merge(incremental.UniqueKey, hasTouchedKeys),
    };

    static IReadOnlyList<PublishStatement> Merge(IReadOnlyList<string> key, bool hasTouchedKeys) =>
    [
        .. hasTouchedKeys
            ? [new PublishStatement(PublishEffect.Deleted, Template(
                $"DELETE FROM {{target}} AS t WHERE EXISTS (SELECT 1 FROM {{touched_keys}} AS k WHERE {Same("k", "t", key)}) AND NOT EXISTS (SELECT 1 FROM {{stage}} AS s WHERE {Same("s", "t", key)})"))]
            : Array.Empty<PublishStatement>(),
        new(PublishEffect.Discarded, Template(
            $"DELETE FROM {{stage}} AS s WHERE EXISTS (SELECT 1 FROM {{target}} AS t WHERE {Same("t", "s", key)} AND NOT ({{#differ t s}}))")),
        new(PublishEffect.Replaced, Template($"DELETE FROM {{target}} AS t WHERE EXISTS (SELECT 1 FROM {{stage}} AS s WHERE {Same("t", "s", key)})")),
        Insert(""),
    ];

    static PublishStatement Insert(string condition) =>
        new(PublishEffect.Inserted, Template($"INSERT INTO {{target}} ({{#names}}) SELECT {{#of s}} FROM {{stage}} AS s{condition}"));

    static string Same(string left, string right, IReadOnlyList<string> key) => string.Join(" AND ", key.Select(k => $"{left}.\"{k}\" = {right}.\"{k}\""));
}
