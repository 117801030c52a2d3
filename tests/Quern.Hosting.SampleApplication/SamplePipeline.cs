using Quern.Registry;

namespace Quern.Hosting.SampleApplication;

/// <summary>
/// A pipeline with everything that the command line shows: <c>raw.orders</c> from the source <c>shop</c>, a table with a test
/// that warns, a view, a table whose test fails with one that reads it (<c>tag:broken</c>), and one that takes hours
/// (<c>tag:slow</c>).
/// </summary>
public static class SamplePipeline
{
    const string RawOrders = "Sample.RawOrder";
    const string StgOrders = "Sample.StgOrder";
    const string BrokenOrders = "Sample.BrokenOrder";

    /// <summary>All of it.</summary>
    public static RelationRegistry Relations { get; } = new(
    [
        Define("Sample.BrokenOrder", "marts", "broken_orders", RelationKind.Table, [StgOrders],
            SqlTemplate.Parse($"SELECT s.id, s.amount FROM {{{StgOrders}}} AS s"), ["broken"],
            Failing("positive_amount", "amount must be positive", Severity.Error, SqlTemplate.Parse("COALESCE(t.amount <= 0, FALSE)"))),
        Define("Sample.OrderTotal", "marts", "order_totals", RelationKind.View, [StgOrders],
            SqlTemplate.Parse($"SELECT COUNT(*) AS id, CAST(SUM(s.amount) AS BIGINT) AS amount FROM {{{StgOrders}}} AS s"), ["totals"]),
        Define("Sample.RawOrder", "raw", "orders", RelationKind.Source, [], null, ["orders"],
            Failing("not_null_id", "id must not be null", Severity.Error, SqlTemplate.Parse("t.id IS NULL")))
            with { Extract = new ExtractDefinition("shop", "orders", ["id"], null, TimeSpan.Zero, 1000) },
        Define("Sample.ReportOnBroken", "marts", "report_on_broken", RelationKind.Table, [BrokenOrders],
            SqlTemplate.Parse($"SELECT b.id, b.amount FROM {{{BrokenOrders}}} AS b"), ["broken"]),
        Define("Sample.Slow", "marts", "slow", RelationKind.Table, [],
            SqlTemplate.Parse("SELECT COUNT(*) AS id, CAST(0 AS BIGINT) AS amount FROM range(1000000000000) AS r(i) WHERE hash(r.i) = 42"), ["slow"]),
        Define("Sample.StgOrder", "staging", "stg_orders", RelationKind.Table, [RawOrders],
            SqlTemplate.Parse($"SELECT o.id, o.amount FROM {{{RawOrders}}} AS o"), ["orders"],
            Failing("not_null_id", "id must not be null", Severity.Error, SqlTemplate.Parse("t.id IS NULL")),
            Failing("small_amount", "amount must be below 1000", Severity.Warn, SqlTemplate.Parse("COALESCE(t.amount >= 1000, FALSE)")))
            with { DeclaredAt = "StgOrder.cs:7", Steps = [new QueryStep("recent", 12), new QueryStep("known", 1_500)] },
    ]);

    static (TestDefinition, TestSql) Failing(string name, string description, Severity severity, SqlTemplate condition) =>
        (new TestDefinition(name, TestKind.Custom, [], severity, description), new TestSql { FailingCondition = condition });

    static RelationDefinition<Row> Define(
        string id, string schema, string name, RelationKind kind, string[] inputs, SqlTemplate? select, string[] tags,
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
                new ColumnDefinition { Name = "id", Property = nameof(Row.Id), Type = new ColumnType(ColumnKind.Int64), IsNullable = false, Lineage = [.. inputs.Select(i => new LineageEdge(i, "id", IsDirect: true))] },
                new ColumnDefinition { Name = "amount", Property = nameof(Row.Amount), Type = new ColumnType(ColumnKind.Int64), IsNullable = true, Pii = ["salary"] },
            ],
            Key = ["id"],
            Inputs = inputs,
            RowLineage = [.. inputs.Select(i => new RowLineageEdge(i, "amount", LineageUse.Filter))],
            Tests = [.. tests.Select(t => t.Test)],
            Sql = new[] { "duckdb", "postgres" }.ToDictionary(d => d, _ => new RelationSql
            {
                ColumnTypes = ["BIGINT", "BIGINT"],
                Select = select,
                Tests = tests.ToDictionary(t => t.Test.Name, t => t.Sql),
            }),
        };
}
