using System.Globalization;
using CsCheck;
using Quern.Differential.Tests.Programs;

namespace Quern.Differential.Tests;

/// <summary>
/// Random queries over random rows mean the same on each engine as over lists. <c>QUERN_QUERIES</c> says how many,
/// <c>QUERN_SNOWFLAKE_QUERIES</c> how many of them also in Snowflake's SQL through the translator, and <c>QUERN_SEED</c> (a
/// number) which; a difference is shown as a short program, with its seed.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper log)
{
    const int BatchSize = 100;

    [Fact]
    public async Task Random_query_means_the_same_on_each_engine_and_over_lists()
    {
        var (queries, first) = (Setting("QUERN_QUERIES", 2_000), (uint)Setting("QUERN_SEED", 1));
        var engines = await Engine.OpenAsync();
        var translated = Setting("QUERN_SNOWFLAKE_QUERIES", 1_000);
        var (all, databases) = (new Comparison(engines), new Comparison([.. engines.Where(e => e is not TranslatedEngine)]));
        for (var batch = 0u; batch * BatchSize < queries; batch++)
        {
            var seed = first + batch;
            var random = new PCG(seed, seed);
            var rows = RandomRows.All.Generate(random, null, out Size _);
            var programs = Enumerable.Range(0, BatchSize).Select(_ => Programs.Queries.All.Generate(random, null, out Size _)).ToArray();
            var difference = (batch * BatchSize < translated ? all : databases).Difference(programs, rows);
            Assert.True(difference is null, string.Create(CultureInfo.InvariantCulture, $"QUERN_SEED={seed}: {difference}"));
        }
        var undefined = all.Undefined + databases.Undefined;
        log.WriteLine($"{queries} queries, {undefined} of them without a value in C#, {all.Refused} that Snowflake refuses.");
        // What is not compared proves nothing.
        Assert.InRange(undefined, 0, queries / 20);
        Assert.InRange(all.Refused, 0, translated / 20);
        foreach (var engine in engines)
            engine.Dispose();
    }

    internal static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
