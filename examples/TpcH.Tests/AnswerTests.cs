using Quern.Execution;
using Quern.Registry;
using Quern.Warehouses;

namespace TpcH.Tests;

/// <summary>Each of the 22 models gives the benchmark's published answer.</summary>
public abstract class AnswerTests(Pipeline pipeline)
{
    public static TheoryData<string> Queries => [.. Enumerable.Range(1, 22).Select(n => $"q{n:00}")];

    [Fact]
    public void Build_succeeds() => Assert.Equal((30, 0), (pipeline.Run.StepsSucceeded, pipeline.Run.StepsFailed));

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Select_gives_the_answer(string query)
    {
        var model = QuernProject.Relations.Relations.Single(r => r is { Schema: "tpch" } && r.Name == query);
        var expected = Answer.Of(query);
        var actual = await pipeline.SelectAsync(model);
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
            Assert.True(
                Answer.Equal(expected[i], actual[i]),
                $"Row {i + 1} should be\n  {string.Join(" | ", expected[i])}\nand is\n  {string.Join(" | ", actual[i])}");
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Table_holds_the_answer(string query)
    {
        var columns = QuernProject.Relations.Relations.Single(r => r is { Schema: "tpch" } && r.Name == query).Columns.Count;
        await using var session = await pipeline.Warehouse.OpenAsync(TestContext.Current.CancellationToken);
        var rows = await session.QueryAsync(
            new SqlStatement($"SELECT * FROM tpch.{query}"),
            row => Enumerable.Range(0, columns).Select(i => row.IsDBNull(i) ? null : row.GetValue(i)).ToArray(),
            TestContext.Current.CancellationToken);
        var expected = Answer.Of(query);
        Assert.Equal(expected.Count, rows.Count);
        Assert.All(expected, answer => Assert.Contains(rows, row => Answer.Equal(answer, row)));
    }
}

public sealed class DuckDbAnswerTests(DuckDbPipeline pipeline) : AnswerTests(pipeline), IClassFixture<DuckDbPipeline>;

public sealed class PostgresAnswerTests(PostgresPipeline pipeline) : AnswerTests(pipeline), IClassFixture<PostgresPipeline>;
