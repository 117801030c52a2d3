using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Quern.EndToEnd.Tests.Crashes;

/// <summary>A built application as a process of its own: the example, where no other is named.</summary>
sealed class ApplicationProcess : IDisposable
{
    readonly Process process;
    readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    readonly Task<string> output;
    readonly Task<string> error;

    public ApplicationProcess(IReadOnlyDictionary<string, string> environment, params string[] args)
        : this(Path.Combine(AppContext.BaseDirectory, "Orders.dll"), environment, args)
    {
    }

    /// <param name="assembly">The path of the application's assembly.</param>
    /// <param name="environment">Its settings.</param>
    /// <param name="args">Its command line.</param>
    public ApplicationProcess(string assembly, IReadOnlyDictionary<string, string> environment, string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            WorkingDirectory = AppContext.BaseDirectory, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.ArgumentList.Add(assembly);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        // Read all the time: a full pipe would stop the process.
        output = ReadOutputAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Ends the process as <c>kill -9</c> does, after a time; does nothing when it ended before.</summary>
    /// <returns>Whether it was still running.</returns>
    public async Task<bool> KillAfterAsync(TimeSpan delay)
    {
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(delay);
            return false;
        }
        catch (TimeoutException)
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return true;
        }
    }

    /// <summary>Ends the process as <c>kill -9</c> does, as soon as it wrote a line that contains a text.</summary>
    public async Task KillWhenItSaysAsync(string text)
    {
        await UntilItSaysAsync(text);
        await KillAsync();
    }

    /// <summary>Waits until it wrote a line that contains a text.</summary>
    public async Task UntilItSaysAsync(string text) => await lines.Reader.ReadAllAsync(TestContext.Current.CancellationToken)
        .FirstAsync(line => line.Contains(text, StringComparison.Ordinal), TestContext.Current.CancellationToken);

    /// <summary>Ends the process as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<ProcessResult> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2));
        return new ProcessResult(process.ExitCode, await output, await error);
    }

    public static async Task<ProcessResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        using var process = new ApplicationProcess(environment, args);
        return await process.EndAsync();
    }

    async Task<string> ReadOutputAsync()
    {
        var text = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            text.Append(line).Append('\n');
            lines.Writer.TryWrite(line);
        }
        lines.Writer.Complete();
        return text.ToString();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}

/// <summary>What a process left.</summary>
sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}";
}
