using Quern.Generators.Parsing.Functions;
using Quern.Relational;

namespace Quern.Generators.Tests.Functions;

/// <summary>Every row of the function table over edge values: its SQL gives what C# gives, and fails where C# throws.</summary>
public abstract class FunctionEngineTests(SampleTable table)
{
    public static TheoryData<string> Members => [.. FunctionExamples.Names];

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Member_on_edge_values_gives_what_csharp_gives(string member)
    {
        var example = FunctionExamples.All[member];
        var (known, thrown) = (new List<int>(), new List<int>());
        for (var n = 0; n < example.Results.Count; n++)
            // Half a character is no text that an engine could hold.
            if (example.Results[n] is not string text || !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar) || text.Contains('\uFFFD', StringComparison.Ordinal))
                (example.Results[n] is Exception || table.Refuses(example.Row, n) ? thrown : known).Add(n);
        Assert.NotEmpty(known);
        SqlText sql;
        try
        {
            sql = SqlCompiler.Compile(FunctionExamples.Query(example, known), table.Dialect, RowSelection.All);
        }
        catch (UnsupportedSqlException)
        {
            // Which engine refuses what is written in docs/functions.md, and a change there is seen.
            return;
        }

        var actual = (await table.QueryAsync(sql)).ToDictionary(r => Convert.ToInt32(r[0], System.Globalization.CultureInfo.InvariantCulture), r => r[1]);
        Assert.Equal(known.Count, actual.Count);
        var expected = known.Select(n => $"{Inputs(example, n)} => {SampleValues.Show(example.Results[n])}").ToList();
        var given = known.Select(n => $"{Inputs(example, n)} => {SampleValues.Show(SampleValues.As(actual[n], example.Results[n]))}").ToList();
        Assert.Equal(expected, given);

        if (example.Row.IsLenient || (example.Row.OverflowsWhenStored && table.HasWideIntegers))
            return;
        foreach (var n in thrown)
        {
            var failing = SqlCompiler.Compile(FunctionExamples.Query(example, [n]), table.Dialect, RowSelection.All);
            if (await table.FailsAsync(failing) is { } value && !(value is DBNull && table.AnswersNull(example.Row)))
                Assert.Fail($"{example.Row.Example} over {Inputs(example, n)} throws in C#, but gives {SampleValues.Show(value)} on {table.Dialect.Name}.");
        }
    }

    // The values that the example speaks of.
    static string Inputs(FunctionExample example, int row) => string.Join(", ", SampleRows.Columns
        .Select((c, i) => (c.Name, Value: SampleRows.Value(row, i)))
        .Where(c => example.Row.Example.Contains("x." + c.Name, StringComparison.Ordinal))
        .Select(c => $"{c.Name} = {SampleValues.Show(c.Value)}"));
}
