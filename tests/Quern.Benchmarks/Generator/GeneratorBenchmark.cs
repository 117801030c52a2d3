using System.Globalization;
using Quern.Benchmarks.Measuring;

namespace Quern.Benchmarks.Generator;

/// <summary>Compile time with the generator against a plain compile of the same sources.</summary>
static class GeneratorBenchmark
{
    public static async Task RunAsync(IReadOnlyList<int> models, int rounds)
    {
        foreach (var count in models)
            await Comparison.RunAsync(
                string.Create(CultureInfo.InvariantCulture, $"Compiling {count:N0} models"),
                ["ms, new process", "ms, compiler in memory", "CPU ms, compiler in memory"],
                rounds,
                [Variant(count, "plain"), Variant(count, "generator")],
                warmUp: false);
    }

    static Variant Variant(int models, string mode) =>
        new(mode, () => Child.NumbersAsync(CompileChild.Name, models.ToString(CultureInfo.InvariantCulture), mode));
}
