using System.Globalization;
using CsCheck;
using Quern.Differential.Tests.Programs;

namespace Quern.Differential.Tests;

/// <summary>
/// Random queries over random rows mean the same on each engine as over lists. <c>QUERN_QUERIES</c> says how many, and
/// <c>QUERN_SEED</c> (a number) which; a difference is shown as a short program, with its seed.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper log)
{
    const int BatchSize = 100;

    [Fact]
    public async Task Random_query_means_the_same_on_each_engine_and_over_lists()
    {
        var (queries, first) = (Setting("QUERN_QUERIES", 2_000), (uint)Setting("QUERN_SEED", 1));
        var engines = await Engine.OpenAsync();
        var comparison = new Comparison(engines);
        for (var batch = 0u; batch * BatchSize < queries; batch++)
        {
            var seed = first + batch;
            var random = new PCG(seed, seed);
            var rows = RandomRows.All.Generate(random, null, out Size _);
            var programs = Enumerable.Range(0, BatchSize).Select(_ => Programs.Queries.All.Generate(random, null, out Size _)).ToArray();
            var difference = comparison.Difference(programs, rows);
            Assert.True(difference is null, string.Create(CultureInfo.InvariantCulture, $"QUERN_SEED={seed}: {difference}"));
        }
        log.WriteLine($"{queries} queries, {comparison.Undefined} of them without a value in C#.");
        // What is not compared proves nothing.
        Assert.InRange(comparison.Undefined, 0, queries / 20);
        foreach (var engine in engines)
            engine.Dispose();
    }

    static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
