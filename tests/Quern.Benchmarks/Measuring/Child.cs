using System.Diagnostics;
using System.Globalization;

namespace Quern.Benchmarks.Measuring;

/// <summary>Processes of this very application and of others, whose time is measured.</summary>
static class Child
{
    /// <summary>Runs this application as a child, which writes numbers on one line, and returns them.</summary>
    public static async Task<IReadOnlyList<double>> NumbersAsync(string name, params string[] arguments)
    {
        using var process = Start(Environment.ProcessPath!, [.. Self, "child", name, .. arguments]);
        var line = await process.StandardOutput.ReadLineAsync();
        await EndAsync(process);
        return [.. line!.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
    }

    /// <summary>Milliseconds from the start of a process to the first line that it writes, and to its end.</summary>
    public static async Task<IReadOnlyList<double>> StartupAsync(
        string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(program, arguments, environment);
        var line = await process.StandardOutput.ReadLineAsync();
        var first = watch.Elapsed.TotalMilliseconds;
        if (line is null)
            throw new InvalidOperationException($"{program} wrote nothing: {await process.StandardError.ReadToEndAsync()}");
        await EndAsync(process);
        return [first, watch.Elapsed.TotalMilliseconds];
    }

    /// <summary>The arguments that make <see cref="Environment.ProcessPath"/> this application: it may be the dotnet host.</summary>
    public static string[] Self { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Child).Assembly.Location] : [];

    static Process Start(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    static async Task EndAsync(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', process.StartInfo.ArgumentList)} failed: {await error}");
    }
}
