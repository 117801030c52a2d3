using System.Globalization;
using Quern.Relational;

namespace Quern.Generators.Tests.Functions;

/// <summary>Every aggregate and window function over groups of one row, of nulls only, of ties and over no rows: its SQL gives what C# gives.</summary>
public abstract class AggregateEngineTests(SampleTable table)
{
    public static TheoryData<string, AggregatedRows> Members => [.. AggregateExamples.Cases.Select(c => (c.Member, c.Rows))];

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Aggregate_of_edge_groups_gives_what_csharp_gives(string member, AggregatedRows rows)
    {
        var example = AggregateExamples.All[(member, rows)];
        SqlText sql;
        try
        {
            sql = SqlCompiler.Compile(example.Query, table.Dialect, RowSelection.All);
        }
        catch (UnsupportedSqlException)
        {
            // Which engine refuses what is written in docs/functions.md, and a change there is seen.
            return;
        }

        var actual = (await table.QueryAsync(sql)).ToDictionary(r => Convert.ToInt64(r[0], CultureInfo.InvariantCulture), r => r[1]);

        Assert.Equal(
            example.Results.OrderBy(r => r.Key).Select(r => $"{r.Key} => {SampleValues.Show(r.Value)}"),
            actual.OrderBy(r => r.Key).Select(r => $"{r.Key} => {SampleValues.Show(SampleValues.As(r.Value, example.Results.GetValueOrDefault(r.Key)))}"));
    }
}
