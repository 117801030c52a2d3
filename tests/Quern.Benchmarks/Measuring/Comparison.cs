using System.Globalization;

namespace Quern.Benchmarks.Measuring;

/// <summary>
/// Variants measured in turns (A B A B …), so that what else the machine does hits all of them. The ratio is the median of
/// each round's ratio to the first variant, which a slow minute moves less than the ratio of two medians.
/// </summary>
static class Comparison
{
    /// <param name="title">What is compared.</param>
    /// <param name="metrics">The names, with units, of the numbers that each variant returns.</param>
    /// <param name="rounds">How often each variant is measured, after one round that does not count.</param>
    /// <param name="variants">The baseline first.</param>
    /// <param name="warmUp">Whether there is that round; a cold start has none.</param>
    /// <returns>The median of each metric, by variant.</returns>
    public static async Task<IReadOnlyList<double[]>> RunAsync(
        string title, IReadOnlyList<string> metrics, int rounds, IReadOnlyList<Variant> variants, bool warmUp = true)
    {
        var values = variants.Select(_ => new List<IReadOnlyList<double>>()).ToArray();
        for (var round = warmUp ? -1 : 0; round < rounds; round++)
            for (var v = 0; v < variants.Count; v++)
            {
                var measured = await variants[v].MeasureAsync();
                if (round >= 0)
                    values[v].Add(measured);
            }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"### {title} ({rounds} rounds)"));
        for (var m = 0; m < metrics.Count; m++)
        {
            Console.WriteLine();
            Console.WriteLine($"| {metrics[m]} | ratio | median | least | greatest |");
            Console.WriteLine("|---|---:|---:|---:|---:|");
            for (var v = 0; v < variants.Count; v++)
            {
                var own = values[v].Select(x => x[m]).ToArray();
                var ratio = Median(own.Zip(values[0], (x, baseline) => x / baseline[m]));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {variants[v].Name} | {ratio:0.00} | {Median(own):#,0.0} | {own.Min():#,0.0} | {own.Max():#,0.0} |"));
            }
        }
        return [.. values.Select(own => metrics.Select((_, m) => Median(own.Select(x => x[m]))).ToArray())];
    }

    /// <summary>The middle value; of an even number of values the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
