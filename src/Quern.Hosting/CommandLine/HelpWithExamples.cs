using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Quern.Hosting.CommandLine;

/// <summary>Help as System.CommandLine writes it, then examples, which it has no place for.</summary>
sealed class HelpWithExamples(HelpAction help, IReadOnlyDictionary<Command, string[]> examples) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => help.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command, out var lines))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines)
                output.WriteLine($"  {RootCommand.ExecutableName} {line}");
            output.WriteLine();
        }
        return exitCode;
    }
}
