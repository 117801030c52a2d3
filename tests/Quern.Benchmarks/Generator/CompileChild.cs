using System.Diagnostics;
using System.Globalization;
using Quern.Benchmarks.Measuring;

namespace Quern.Benchmarks.Generator;

/// <summary>A process that compiles once as a compiler just started does, and then again as a compiler that stays in memory does.</summary>
static class CompileChild
{
    public const string Name = "compile";
    const int WarmCompilations = 3;

    /// <summary>Writes milliseconds cold, warm (a median), and CPU milliseconds warm.</summary>
    public static Task<int> RunAsync(string[] arguments)
    {
        var files = ModelSources.Create(int.Parse(arguments[0], CultureInfo.InvariantCulture)).ToArray();
        var generates = arguments[1] == "generator";
        var cold = Compile(files, generates).Elapsed;
        var warm = Enumerable.Range(0, WarmCompilations).Select(_ => Compile(files, generates)).ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{cold} {Comparison.Median(warm.Select(w => w.Elapsed))} {Comparison.Median(warm.Select(w => w.Cpu))}"));
        return Task.FromResult(0);
    }

    static (double Elapsed, double Cpu) Compile(IReadOnlyList<(string, string)> files, bool generates)
    {
        var watch = Stopwatch.StartNew();
        var cpu = Clock.CpuMilliseconds(() =>
        {
            var compilation = ModelProject.Parse(files);
            if (generates)
            {
                ModelProject.Generate(ModelProject.Driver(), compilation, out var output);
                ModelProject.Emit(output);
            }
            else
            {
                ModelProject.Emit(compilation);
            }
        });
        return (watch.Elapsed.TotalMilliseconds, cpu);
    }
}
