using Quern.Hosting.Configuration;
using Spectre.Console;

namespace Quern.Hosting.Reporting;

/// <summary>Makes the console that text output is written to.</summary>
static class Consoles
{
    // Wide enough that nothing is wrapped where no terminal does it: a line of a log is a line.
    const int UnwrappedWidth = 4000;

    public static IAnsiConsole Create(ApplicationEnvironment environment)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(environment.Output),
            Ansi = environment.IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = environment.IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = environment.IsInteractive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!environment.IsInteractive)
            console.Profile.Width = UnwrappedWidth;
        return console;
    }
}
