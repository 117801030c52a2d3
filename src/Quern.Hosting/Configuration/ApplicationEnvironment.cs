using System.Reflection;
using System.Text;

namespace Quern.Hosting.Configuration;

/// <summary>What an application finds around it; tests put something else in its place.</summary>
sealed record ApplicationEnvironment
{
    /// <summary>Folder of the application's files.</summary>
    public required string ApplicationDirectory { get; init; }

    /// <summary>Folder that the user is in.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>The value of <c>DOTNET_ENVIRONMENT</c>; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>The assembly whose user secrets count; null for none.</summary>
    public Assembly? Entry { get; init; }

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether <see cref="Output"/> is a terminal that takes colours and cursor movements.</summary>
    public bool IsInteractive { get; init; }

    public static ApplicationEnvironment OfProcess() => new()
    {
        ApplicationDirectory = AppContext.BaseDirectory,
        CurrentDirectory = Directory.GetCurrentDirectory(),
        Name = Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT"),
        Entry = Assembly.GetEntryAssembly(),
        // What reads JSON lines expects UTF-8, whatever the terminal's code page is.
        Output = Console.IsOutputRedirected
            ? new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true }
            : Console.Out,
        Error = Console.Error,
        // https://no-color.org; "dumb" is what editors and CI set for a terminal that shows escape codes as text.
        IsInteractive = !Console.IsOutputRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };
}
