using System.CommandLine;

namespace Quern.Hosting.CommandLine;

/// <summary>The options that commands share. Each command gets its own objects: an option knows its command.</summary>
sealed class RunOptions
{
    public Option<string[]> Select { get; } = new("--select", "-s")
    {
        HelpName = "pattern",
        Description = "Take only these: a name, schema.name or tag:x; +name takes what it depends on too, name+ what depends on it; * stands for any text.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string[]> Exclude { get; } = new("--exclude")
    {
        HelpName = "pattern",
        Description = "Leave these out; the same patterns.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Target { get; } = new("--target", "-t")
    {
        HelpName = "name",
        Description = "The configured target that holds the tables; Quern:Target when not given.",
    };

    public Option<bool> FullRefresh { get; } = new("--full-refresh")
    {
        Description = "Load and build everything anew, as if it were the first run.",
    };

    public Option<int?> Threads { get; } = new("--threads")
    {
        HelpName = "n",
        Description = "How many steps may run at once; Quern:Threads when not given, else 4.",
        Validators =
        {
            option =>
            {
                if (option.Tokens is [var token] && (!int.TryParse(token.Value, out var threads) || threads < 1))
                    option.AddError($"--threads is '{token.Value}'. Give a whole number from 1.");
            },
        },
    };

    public Option<OutputFormat> Output { get; } = new Option<OutputFormat>("--output", "-o")
    {
        HelpName = "text|json",
        Description = "text for people; json for one object a line.",
    }.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "text", "json");

    public Option<string?> Engine { get; } = new("--engine", "-e")
    {
        HelpName = "type",
        Description = "The engine whose SQL is printed; the default target's when not given.",
    };
}
