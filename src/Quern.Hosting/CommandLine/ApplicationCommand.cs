using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Quern.Execution;
using Quern.Hosting.Commands;
using Quern.Hosting.Reporting;

namespace Quern.Hosting.CommandLine;

/// <summary>The application's commands, their options and their help.</summary>
sealed class ApplicationCommand
{
    readonly QuernApplication application;
    readonly Dictionary<Command, string[]> examples = [];
    // By name, so that a mistake in usage is answered in the format that was asked for.
    readonly HashSet<Command> runs = [];

    public ApplicationCommand(QuernApplication application)
    {
        this.application = application;
        Root = new RootCommand("Runs this application's data pipeline: extracts from operational databases, builds the models and tests them.");
        AddRun(RunCommand.Build, "Extracts, builds and tests everything in order; what fails its tests is not published.",
            ["build", "build --select +fct_orders", "build --full-refresh --target pg", "build --output json"]);
        AddRun(RunCommand.Run, "Builds the models, without extracting and without tests.",
            ["run --select stg_orders+", "run --exclude tag:slow --threads 8"]);
        AddRun(RunCommand.Test, "Tests what is in the target, and changes nothing.",
            ["test", "test --select marts.*"]);
        AddRun(RunCommand.Extract, "Loads the sources from their operational databases, without tests.",
            ["extract", "extract --select raw.orders --full-refresh"]);
        AddList();
        AddCompile();
        AddLineage();
        foreach (var command in application.Commands)
            Root.Add(command);
        examples[Root] = ["build", "build --select +fct_orders --output json", "compile fct_orders --engine duckdb", "build --help"];
        var help = Root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, examples);
    }

    public RootCommand Root { get; }

    /// <summary>Says what is wrong with the command line, and what may have been meant.</summary>
    public int ReportUsage(ParseResult parsed)
    {
        var action = (ParseErrorAction)parsed.Action!;
        action.ShowHelp = false;
        // All of it is a diagnostic: nothing of it may end up in what reads the output.
        var error = application.Environment.Error;
        parsed.Invoke(new InvocationConfiguration { Output = error, Error = error });
        error.WriteLine($"'{string.Join(' ', [RootCommand.ExecutableName, .. PathOf(parsed.CommandResult.Command)])} --help' shows what there is.");
        if (runs.Contains(parsed.CommandResult.Command) && AsksForJson(parsed.Tokens.Select(t => t.Value)))
            new JsonReporter(application.Environment.Output).ReportNothingDone();
        return ExitCodes.Usage;
    }

    IEnumerable<string> PathOf(Command command) =>
        command == Root ? [] : [.. PathOf(command.Parents.OfType<Command>().First()), command.Name];

    static bool AsksForJson(IEnumerable<string> tokens) =>
        tokens.Zip(tokens.Skip(1)).Any(t => t.First is "--output" or "-o" && t.Second.Equals("json", StringComparison.OrdinalIgnoreCase));

    void AddRun(RunCommand run, string description, string[] shown)
    {
        var options = new RunOptions();
#pragma warning disable CA1308 // Commands are lower case.
        var command = new Command(run.ToString().ToLowerInvariant(), description)
#pragma warning restore CA1308
        {
            options.Select, options.Exclude, options.Target, options.Threads, options.Output,
        };
        if (run != RunCommand.Test)
            command.Add(options.FullRefresh);
        command.SetAction((parsed, cancellationToken) => new RunHandler(application).RunAsync(
            new RunSettings
            {
                Command = run,
                Select = parsed.GetValue(options.Select) ?? [],
                Exclude = parsed.GetValue(options.Exclude) ?? [],
                Target = parsed.GetValue(options.Target),
                FullRefresh = run != RunCommand.Test && parsed.GetValue(options.FullRefresh),
                Threads = parsed.GetValue(options.Threads),
                Output = parsed.GetValue(options.Output),
            }, cancellationToken));
        runs.Add(command);
        Add(command, shown);
    }

    void AddList()
    {
        var options = new RunOptions();
        var command = new Command("ls", "Lists sources and models: their kind, what they read, their tags and tests.")
        {
            options.Select, options.Exclude, options.Output,
        };
        command.SetAction(parsed => new ListHandler(application).List(
            parsed.GetValue(options.Select) ?? [], parsed.GetValue(options.Exclude) ?? [], parsed.GetValue(options.Output)));
        Add(command, ["ls", "ls --select tag:orders", "ls --output json"]);
    }

    void AddCompile()
    {
        var options = new RunOptions();
        var names = new Argument<string[]>("name")
        {
            Description = "What to print: the same patterns as --select takes.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("compile", "Prints the SQL of models, as a run sends it to an engine.") { names, options.Engine, options.Output };
        command.SetAction(parsed => new CompileHandler(application).Compile(
            parsed.GetRequiredValue(names), parsed.GetValue(options.Engine), parsed.GetValue(options.Output)));
        Add(command, ["compile fct_orders", "compile stg_orders --engine postgres", "compile marts.* --output json"]);
    }

    void AddLineage()
    {
        var options = new RunOptions();
        var command = new Command("lineage", "Lists the columns that each column is made of, those that choose the rows, and personal data.")
        {
            options.Select, options.Exclude, options.Output,
        };
        command.SetAction(parsed => new LineageHandler(application).List(
            parsed.GetValue(options.Select) ?? [], parsed.GetValue(options.Exclude) ?? [], parsed.GetValue(options.Output)));
        Add(command, ["lineage", "lineage --select +fct_orders", "lineage --output json"]);
    }

    void Add(Command command, string[] shown)
    {
        examples[command] = shown;
        Root.Add(command);
    }
}
