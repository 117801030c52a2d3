using Quern.Registry;

namespace Quern.Testing.Tests;

/// <summary>A source as the generator would define it.</summary>
sealed record Reading(long Id, string? Sensor, decimal Value, DateTime TakenAt) : IRelation<Reading>
{
    public static RelationDefinition<Reading> Definition { get; } = new()
    {
        Id = "Quern.Testing.Tests.Reading",
        Kind = RelationKind.Source,
        Schema = "raw",
        Name = "order",
        Key = ["id"],
        Columns =
        [
            new() { Name = "id", Property = "Id", Type = new(ColumnKind.Int64), IsNullable = false },
            new() { Name = "sensor", Property = "Sensor", Type = new(ColumnKind.Text), IsNullable = true },
            new() { Name = "value", Property = "Value", Type = new(ColumnKind.Decimal, 18, 4), IsNullable = false },
            new() { Name = "taken_at", Property = "TakenAt", Type = new(ColumnKind.Timestamp), IsNullable = false },
        ],
        Sql = new Dictionary<string, RelationSql> { ["duckdb"] = new() { ColumnTypes = ["BIGINT", "VARCHAR", "DECIMAL(18,4)", "TIMESTAMP"] } },
    };
}
