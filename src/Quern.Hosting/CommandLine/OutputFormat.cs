namespace Quern.Hosting.CommandLine;

/// <summary>How a command answers.</summary>
enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
