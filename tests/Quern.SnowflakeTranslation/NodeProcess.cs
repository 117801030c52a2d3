using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Quern.SnowflakeTranslation;

/// <summary>One Node process for all tests of an assembly; its packages are installed from the committed lock file when they are not there.</summary>
public sealed class NodeProcess
{
    static readonly string Folder = Path.Combine(
        typeof(NodeProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!, "Node");

    static readonly Lazy<NodeProcess> Shared = new(() => new NodeProcess());

    readonly Process process;
    readonly Lock exchange = new();

    NodeProcess()
    {
        Install();
        process = Start("node", "serve.mjs");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.Kill();
    }

    /// <summary>Skips the test where Node is missing, unless CI says that it must be there.</summary>
    public static void Require()
    {
        if (!IsThere && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Skip("Node is not installed: Snowflake's SQL was neither parsed nor translated.");
    }

    /// <summary>Whether Node is installed.</summary>
    public static bool IsThere { get; } = CanStart();

    /// <summary>Sends a request and gives the answer.</summary>
    /// <exception cref="InvalidOperationException">The process ended.</exception>
    internal static JsonNode Ask(object request) => Shared.Value.Exchange(JsonSerializer.Serialize(request));

    JsonNode Exchange(string request)
    {
        lock (exchange)
        {
            process.StandardInput.WriteLine(request);
            process.StandardInput.Flush();
            var answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The Node process ended on: {request}");
            return JsonNode.Parse(answer, documentOptions: new() { MaxDepth = 4096 })!;
        }
    }

    // Test assemblies run at the same time, each in a process of its own: one installs, the others wait for it.
    static void Install()
    {
        if (IsInstalled)
            return;
        using var file = OpenLock();
        if (IsInstalled)
            return;
        using var install = Start("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
        install.StandardInput.Close();
        var errors = install.StandardError.ReadToEndAsync();
        var said = install.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        install.WaitForExit();
        if (install.ExitCode != 0)
            throw new InvalidOperationException($"'npm ci' in {Folder} ended with {install.ExitCode}: {said}");
    }

    // npm writes this file last.
    static bool IsInstalled => File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json"));

    static FileStream OpenLock()
    {
        var path = Path.Combine(Path.GetTempPath(), "quern-npm-ci.lock");
        for (var waited = Stopwatch.StartNew(); ;)
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && waited.Elapsed < TimeSpan.FromMinutes(3))
            {
                Thread.Sleep(100);
            }
    }

    static bool CanStart()
    {
        try
        {
            using var node = Start("node", "--version");
            node.WaitForExit();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
