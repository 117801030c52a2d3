using Quern.Registry;

namespace Quern.Hosting.SampleApplication;

/// <summary>
/// A pipeline with everything that the command line shows: <c>raw.orders</c> from the source <c>shop</c>, a table with a test
/// that warns, a view, a table whose test fails with one that reads it (<c>tag:broken</c>), and one that takes hours
/// (<c>tag:slow</c>).
/// </summary>
public static class SamplePipeline
{
    static readonly RelationRef RawOrders = new("Sample.RawOrder");
    static readonly RelationRef StgOrders = new("Sample.StgOrder");
    static readonly RelationRef BrokenOrders = new("Sample.BrokenOrder");

    /// <summary>All of it.</summary>
    public static RelationRegistry Relations { get; } = new(
    [
        Define("Sample.BrokenOrder", "marts", "broken_orders", RelationKind.Table, [StgOrders],
            SqlTemplate.Of($"SELECT s.id, s.amount FROM {StgOrders} AS s"), ["broken"],
            Failing("positive_amount", "amount must be positive", Severity.Error, SqlTemplate.Of($"COALESCE(t.amount <= 0, FALSE)"))),
        Define("Sample.OrderTotal", "marts", "order_totals", RelationKind.View, [StgOrders],
            SqlTemplate.Of($"SELECT COUNT(*) AS id, CAST(SUM(s.amount) AS BIGINT) AS amount FROM {StgOrders} AS s"), ["totals"]),
        Define("Sample.RawOrder", "raw", "orders", RelationKind.Source, [], null, ["orders"],
            Failing("not_null_id", "id must not be null", Severity.Error, SqlTemplate.Of($"t.id IS NULL")))
            with { Extract = new ExtractDefinition("shop", "orders", ["id"], null, TimeSpan.Zero, 1000) },
        Define("Sample.ReportOnBroken", "marts", "report_on_broken", RelationKind.Table, [BrokenOrders],
            SqlTemplate.Of($"SELECT b.id, b.amount FROM {BrokenOrders} AS b"), ["broken"]),
        Define("Sample.Slow", "marts", "slow", RelationKind.Table, [],
            SqlTemplate.Of($"SELECT COUNT(*) AS id, CAST(0 AS BIGINT) AS amount FROM range(1000000000000) AS r(i) WHERE hash(r.i) = 42"), ["slow"]),
        Define("Sample.StgOrder", "staging", "stg_orders", RelationKind.Table, [RawOrders],
            SqlTemplate.Of($"SELECT o.id, o.amount FROM {RawOrders} AS o"), ["orders"],
            Failing("not_null_id", "id must not be null", Severity.Error, SqlTemplate.Of($"t.id IS NULL")),
            Failing("small_amount", "amount must be below 1000", Severity.Warn, SqlTemplate.Of($"COALESCE(t.amount >= 1000, FALSE)"))),
    ]);

    static (TestDefinition, TestSql) Failing(string name, string description, Severity severity, SqlTemplate condition) =>
        (new TestDefinition(name, TestKind.Custom, [], severity, description), new TestSql { FailingCondition = condition });

    static RelationDefinition<Row> Define(
        string id, string schema, string name, RelationKind kind, RelationRef[] inputs, SqlTemplate? select, string[] tags,
        params (TestDefinition Test, TestSql Sql)[] tests) => new()
        {
            Id = id,
            Kind = kind,
            Schema = schema,
            Name = name,
            Description = $"The sample's {name}.",
            Tags = tags,
            Columns =
            [
                new ColumnDefinition { Name = "id", Property = nameof(Row.Id), Type = new ColumnType(ColumnKind.Int64), IsNullable = false },
                new ColumnDefinition { Name = "amount", Property = nameof(Row.Amount), Type = new ColumnType(ColumnKind.Int64), IsNullable = true },
            ],
            Key = ["id"],
            Inputs = [.. inputs.Select(i => i.Id)],
            Tests = [.. tests.Select(t => t.Test)],
            Sql = new[] { "duckdb", "postgres" }.ToDictionary(d => d, _ => new RelationSql
            {
                ColumnTypes = ["BIGINT", "BIGINT"],
                Select = select,
                Tests = [.. tests.Select(t => t.Sql)],
            }),
            Read = reader => new Row(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1)),
            Write = (writer, row) => { writer.Write(row.Id); writer.Write(row.Amount); },
        };
}
