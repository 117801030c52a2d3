using Quern.Registry;

namespace Quern.Testing.Tests;

/// <summary>A table without inputs and without a key, as the generator would define it.</summary>
sealed record Label(string Text) : IRelation<Label>
{
    public static RelationDefinition<Label> Definition { get; } = new()
    {
        Id = "Quern.Testing.Tests.Label",
        Kind = RelationKind.Table,
        Schema = "marts",
        Name = "label",
        Columns = [new() { Name = "text", Property = "Text", Type = new(ColumnKind.Text), IsNullable = false }],
        Sql = new Dictionary<string, RelationSql>
        {
            ["duckdb"] = new() { ColumnTypes = ["VARCHAR"], Select = SqlTemplate.Parse("SELECT * FROM (VALUES ('a'), ('a'), ('b'))") },
        },
    };
}
