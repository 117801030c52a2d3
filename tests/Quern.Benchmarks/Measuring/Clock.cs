using System.Diagnostics;

namespace Quern.Benchmarks.Measuring;

static class Clock
{
    /// <summary>The names of what <see cref="MeasureAsync"/> returns.</summary>
    public static IReadOnlyList<string> Metrics { get; } = ["ms", "CPU ms of this process"];

    /// <summary>Wall-clock and CPU milliseconds of some work, which starts without the garbage of earlier work.</summary>
    public static async Task<IReadOnlyList<double>> MeasureAsync(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await work();
        return [watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds];
    }

    /// <summary>CPU milliseconds of this process, all threads, for some work.</summary>
    public static double CpuMilliseconds(Action work)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
