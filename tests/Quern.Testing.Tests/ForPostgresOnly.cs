using Quern.Registry;

namespace Quern.Testing.Tests;

/// <summary>A model without SQL for DuckDB.</summary>
sealed record ForPostgresOnly(string Text) : IRelation<ForPostgresOnly>
{
    public static RelationDefinition<ForPostgresOnly> Definition { get; } = new()
    {
        Id = "Quern.Testing.Tests.ForPostgresOnly",
        Kind = RelationKind.Table,
        Schema = "marts",
        Name = "for_postgres_only",
        Columns = [new() { Name = "text", Property = "Text", Type = new(ColumnKind.Text), IsNullable = false }],
        Sql = new Dictionary<string, RelationSql> { ["postgres"] = new() { ColumnTypes = ["text"] } },
    };
}
