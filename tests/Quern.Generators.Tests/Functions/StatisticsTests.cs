using System.Globalization;
using Quern.Relational;

namespace Quern.Generators.Tests.Functions;

/// <summary>Aggregates of doubles on the engines against the same ones over lists.</summary>
public sealed class StatisticsTests(DuckDbSampleTable duckDb, PostgresSampleTable postgres) : IClassFixture<DuckDbSampleTable>, IClassFixture<PostgresSampleTable>
{
    sealed record Row(double Ratio, string? Note);

    static readonly int Ratio = SampleRows.Columns.ToList().FindIndex(c => c.Name == "Ratio");
    static readonly int Note = SampleRows.Columns.ToList().FindIndex(c => c.Name == "Note");

    static Rel Query(AggregateFunction function, string column, SqlType of, SqlType type, int rows)
    {
        var some = new FilterRel(new ScanRel(FunctionExamples.RelationId, "x"),
            new ComparisonExpr(ComparisonOperator.Less, new ColumnExpr("x", "id", SqlType.Int64, false), new LiteralExpr((long)rows, SqlType.Int64)));
        var group = new AggregateRel(some, [], [new("value", new AggregateExpr(function, new ColumnExpr("x", column, of, true), false, null, type, true))], "g");
        return new ProjectRel(group, [new("n", LiteralExpr.Int(0)), new("value", new ColumnExpr("g", "value", type, true))], "p");
    }

    async Task<object?[]> OnEnginesAsync(Rel query)
    {
        var results = new List<object?>();
        foreach (SampleTable table in new SampleTable[] { duckDb, postgres })
            results.Add((await table.QueryAsync(SqlCompiler.Compile(query, table.Dialect, RowSelection.All)))[0][1]);
        return [.. results];
    }

    static Query<Grouping<int, Row>> Group(int rows) =>
        Quern.Query.Of(Enumerable.Range(0, rows).Select(n => new Row((double)SampleRows.Value(n, Ratio)!, (string?)SampleRows.Value(n, Note)))).GroupBy(_ => 0);

    static void AreNear(double? expected, object?[] actual) => Assert.All(actual, value =>
    {
        if (expected is null)
            Assert.Null(value);
        else
            Assert.Equal(expected.Value, Convert.ToDouble(value, CultureInfo.InvariantCulture), Math.Abs(expected.Value) * 1e-12);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(SampleRows.Count)]
    public async Task Median_is_that_of_the_list(int rows) => AreNear(
        Group(rows).Select(g => g.Median(r => r.Ratio)).ToList().Single(),
        await OnEnginesAsync(Query(AggregateFunction.Median, "ratio", SqlType.Double, SqlType.Double, rows)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(SampleRows.Count)]
    public async Task Standard_deviation_is_that_of_the_list(int rows) => AreNear(
        Group(rows).Select(g => g.StandardDeviation(r => r.Ratio)).ToList().Single(),
        await OnEnginesAsync(Query(AggregateFunction.StandardDeviation, "ratio", SqlType.Double, SqlType.Double, rows)));

    [Fact]
    public async Task Approximate_count_of_few_values_is_near_their_number()
    {
        var expected = Group(SampleRows.Count).Select(g => g.ApproximateCountDistinct(r => r.Note)).ToList().Single();

        var actual = await OnEnginesAsync(Query(AggregateFunction.ApproximateCountDistinct, "note", SqlType.Text, SqlType.Int64, SampleRows.Count));

        Assert.All(actual, count => Assert.InRange(Convert.ToInt64(count, CultureInfo.InvariantCulture), expected - 3, expected + 3));
    }
}
