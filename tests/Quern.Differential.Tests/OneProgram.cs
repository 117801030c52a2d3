using CsCheck;
using Quern.Differential.Tests.Programs;

namespace Quern.Differential.Tests;

/// <summary>One query on each engine and over lists.</summary>
static class OneProgram
{
    // Where a table is empty, little is compared.
    static readonly RandomRows Rows = Enumerable.Range(1, 1000).Select(n => RandomRows.All.Generate(new PCG((uint)n, (uint)n), null, out Size _))
        .First(rows => rows.Tables.Values.All(table => table.Length >= 5));

    /// <summary>The query gives the same everywhere.</summary>
    /// <param name="program">The query.</param>
    /// <param name="isSnowflakes">Whether Snowflake runs it.</param>
    public static async Task SameAsync(QueryProgram program, bool isSnowflakes = true)
    {
        var engines = await Engine.OpenAsync();
        var comparison = new Comparison(engines);
        var difference = comparison.Difference([program], Rows);
        Assert.True(difference is null, difference);
        Assert.Equal(0, comparison.Undefined);
        Assert.Equal(engines.Count > 2 && !isSnowflakes ? 1 : 0, comparison.Refused);
        foreach (var engine in engines)
            engine.Dispose();
    }
}
