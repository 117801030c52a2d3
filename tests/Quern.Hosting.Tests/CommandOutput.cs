using System.Text.Json;

namespace Quern.Hosting.Tests;

/// <summary>What a command gave.</summary>
sealed record CommandOutput(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard output, each of which must be a JSON object.</summary>
    public IReadOnlyList<JsonElement> Events =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];

    public IReadOnlyList<JsonElement> EventsOf(string name) =>
        [.. Events.Where(e => e.GetProperty("event").GetString() == name)];

    /// <summary>The last line of standard output.</summary>
    public string LastLine => Output.TrimEnd('\n').Split('\n')[^1];

    public override string ToString() => $"exit code {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
}
