using Quern.Execution;
using Quern.Hosting.CommandLine;

namespace Quern.Hosting.Commands;

/// <summary>What the command line says about a run.</summary>
sealed record RunSettings
{
    public required RunCommand Command { get; init; }

    public IReadOnlyList<string> Select { get; init; } = [];

    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Null for the default target.</summary>
    public string? Target { get; init; }

    public bool FullRefresh { get; init; }

    /// <summary>Null for what the configuration says.</summary>
    public int? Threads { get; init; }

    public OutputFormat Output { get; init; }
}
