using Quern.Registry;

namespace Quern.Testing.Tests;

/// <summary>An incremental model, merged by key, as the generator would define it.</summary>
sealed record Doubled(long Id, string? Sensor, decimal Twice, DateTime TakenAt) : IRelation<Doubled>
{
    public static Query<Doubled> Define(Query<Reading> readings) =>
        from r in readings.ChangedSince(r => r.TakenAt)
        where r.Value >= 0
        select new Doubled(r.Id, r.Sensor, r.Value * 2, r.TakenAt);

    public static RelationDefinition<Doubled> Definition { get; } = new()
    {
        Id = "Quern.Testing.Tests.Doubled",
        Kind = RelationKind.Incremental,
        Schema = "marts",
        Name = "doubled",
        Key = ["id"],
        Inputs = ["Quern.Testing.Tests.Reading"],
        Columns =
        [
            new() { Name = "id", Property = "Id", Type = new(ColumnKind.Int64), IsNullable = false },
            new() { Name = "sensor", Property = "Sensor", Type = new(ColumnKind.Text), IsNullable = true },
            new() { Name = "twice", Property = "Twice", Type = new(ColumnKind.Decimal, 18, 4), IsNullable = false },
            new() { Name = "taken_at", Property = "TakenAt", Type = new(ColumnKind.Timestamp), IsNullable = false },
        ],
        Incremental = new()
        {
            Strategy = IncrementalStrategy.Merge,
            UniqueKey = ["id"],
            OnSchemaChange = OnSchemaChange.Fail,
            Cursors = [new("since_readings", "Quern.Testing.Tests.Reading", "taken_at", new(ColumnKind.Timestamp), TimeSpan.FromMinutes(5))],
            DriverId = "Quern.Testing.Tests.Reading",
        },
        Tests =
        [
            new("not_null_sensor", TestKind.NotNull, ["sensor"], Severity.Warn, "sensor must not be null"),
            new("column_type_id", TestKind.ColumnType, ["id"], Severity.Error, "id must be a BIGINT"),
            new("unique_id", TestKind.Unique, ["id"], Severity.Error, "id must be unique"),
        ],
        Sql = new Dictionary<string, RelationSql>
        {
            ["duckdb"] = new()
            {
                ColumnTypes = ["BIGINT", "VARCHAR", "DECIMAL(18,4)", "TIMESTAMP"],
                Select = SqlTemplate.Parse("SELECT id, sensor, value * 2, taken_at FROM {Quern.Testing.Tests.Reading} WHERE value >= 0"),
                SelectChanges = SqlTemplate.Parse("SELECT id, sensor, value * 2, taken_at FROM {Quern.Testing.Tests.Reading} WHERE value >= 0 AND taken_at >= {@since_readings}"),
                SelectTouchedKeys = SqlTemplate.Parse("SELECT id FROM {Quern.Testing.Tests.Reading} WHERE taken_at >= {@since_readings}"),
                DeleteOrphans = SqlTemplate.Parse("DELETE FROM {target} AS t WHERE NOT EXISTS (SELECT 1 FROM {Quern.Testing.Tests.Reading} AS r WHERE r.id = t.id)"),
                Publish =
                [
                    new(PublishEffect.Deleted, SqlTemplate.Parse("DELETE FROM {target} WHERE id IN (SELECT id FROM {touched_keys})")),
                    new(PublishEffect.Inserted, SqlTemplate.Parse("INSERT INTO {target} SELECT * FROM {stage}")),
                ],
                Tests = new Dictionary<string, TestSql>
                {
                    ["unique_id"] = new() { FailingRows = SqlTemplate.Parse("SELECT id FROM {tested} GROUP BY id HAVING COUNT(*) > 1") },
                },
            },
        },
    };
}
