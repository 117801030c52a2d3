using System.Globalization;
using Quern.Registry;

namespace Quern.Benchmarks.Overhead;

/// <summary>Models so small that their SQL costs next to nothing, with the definitions that generated code would give.</summary>
static class SmallModels
{
    /// <summary>A query of 100 rows of <c>id</c>, <c>amount</c>, in SQL that both engines read.</summary>
    public const string Select = "SELECT CAST(r.i AS BIGINT) AS id, CAST(r.i * 2 AS BIGINT) AS amount FROM generate_series(1, 100) AS r(i)";

    /// <summary>The row of such a model.</summary>
    public sealed record Row(long Id, long Amount);

    /// <param name="models">Number of models, independent of each other.</param>
    /// <param name="tests">Number of data tests of each.</param>
    public static RelationRegistry Create(int models, int tests) =>
        new([.. Enumerable.Range(0, models).Select(i => Define(i, tests)).OrderBy(r => r.Id, StringComparer.Ordinal)]);

    /// <summary>The condition that a row violates test number <paramref name="test"/> by, over the alias t.</summary>
    public static string Condition(int test) => string.Create(CultureInfo.InvariantCulture, $"COALESCE(t.amount < -{test}, FALSE)");

    static RelationDefinition<Row> Define(int i, int tests)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"model_{i:000}");
        var sql = new RelationSql
        {
            ColumnTypes = ["BIGINT", "BIGINT"],
            Select = SqlTemplate.Parse(Select),
            Tests = Enumerable.Range(0, tests).ToDictionary(TestName, t => new TestSql { FailingCondition = SqlTemplate.Parse(Condition(t)) }),
        };
        return new RelationDefinition<Row>
        {
            Id = $"Benchmark.{name}",
            Kind = RelationKind.Table,
            Schema = "small",
            Name = name,
            Description = "",
            Tags = [],
            Columns = [Column("id", nameof(Row.Id)), Column("amount", nameof(Row.Amount))],
            Key = [],
            Inputs = [],
            Tests = [.. Enumerable.Range(0, tests).Select(t => new TestDefinition(
                TestName(t), TestKind.Custom, [], Severity.Error, "amount must not be negative"))],
            Sql = new Dictionary<string, RelationSql> { ["duckdb"] = sql, ["postgres"] = sql },
        };
    }

    static string TestName(int test) => string.Create(CultureInfo.InvariantCulture, $"test_{test}");

    static ColumnDefinition Column(string name, string property) =>
        new() { Name = name, Property = property, Type = new ColumnType(ColumnKind.Int64), IsNullable = false };
}
