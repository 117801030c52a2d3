using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quern.Snowflake.Tests.Parsers;

/// <summary>What two parsers of other projects make of a statement.</summary>
/// <param name="Tree">The syntax tree of sqlparser-rs; null when it can't parse the statement.</param>
/// <param name="Errors">What the parsers say against it.</param>
/// <param name="DuckDb">The statement translated to DuckDB by polyglot; null when it can't.</param>
sealed record ParsedStatement(JsonNode? Tree, IReadOnlyList<string> Errors, string? DuckDb);

/// <summary>The parsers, in a Node process for all tests; installed from the committed lock file when they are not there.</summary>
sealed class SnowflakeParsers
{
    static readonly string ProjectDirectory =
        typeof(SnowflakeParsers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!;

    static readonly Lazy<SnowflakeParsers> Shared = new(() => new SnowflakeParsers());

    readonly Process process;
    readonly Lock exchange = new();

    SnowflakeParsers()
    {
        var directory = Path.Combine(ProjectDirectory, "Parsers");
        if (!File.Exists(Path.Combine(directory, "node_modules", ".package-lock.json")))
        {
            using var install = Start("npm", directory, "ci", "--no-audit", "--no-fund", "--loglevel=error");
            install.StandardInput.Close();
            var said = install.StandardOutput.ReadToEnd() + install.StandardError.ReadToEnd();
            install.WaitForExit();
            if (install.ExitCode != 0)
                throw new InvalidOperationException($"'npm ci' in {directory} ended with {install.ExitCode}: {said}");
        }
        process = Start("node", directory, "serve.mjs");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.Kill();
    }

    /// <summary>Skips the test where Node is missing, unless CI says that it must be there.</summary>
    public static void Require()
    {
        try
        {
            using var node = Start("node", ProjectDirectory, "--version");
            node.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("Node is not installed: Snowflake's SQL was not parsed.");
        }
    }

    public static ParsedStatement Parse(string sql) => Shared.Value.Exchange(sql);

    ParsedStatement Exchange(string sql)
    {
        lock (exchange)
        {
            process.StandardInput.WriteLine(JsonSerializer.Serialize(sql));
            process.StandardInput.Flush();
            var answer = JsonNode.Parse(process.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException($"The parsers' process ended on: {sql}"), documentOptions: new() { MaxDepth = 4096 })!;
            return new ParsedStatement(answer["tree"], [.. answer["errors"]!.AsArray().Select(e => (string)e!)], (string?)answer["duckDb"]);
        }
    }

    static Process Start(string program, string directory, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
