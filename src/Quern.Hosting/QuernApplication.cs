using System.CommandLine;
using System.CommandLine.Invocation;
using Quern.Hosting.CommandLine;
using Quern.Hosting.Configuration;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Hosting;

/// <summary>
/// The command line of an application that holds models: <c>build</c>, <c>run</c>, <c>test</c>, <c>extract</c>, <c>ls</c> and
/// <c>compile</c>. <c>return await QuernApplication.RunAsync(args, QuernProject.Relations, new DuckDbEngine());</c> is a whole one.
/// </summary>
/// <remarks>
/// Targets and sources are read, later ones over earlier ones, from <c>appsettings.json</c> and
/// <c>appsettings.{DOTNET_ENVIRONMENT}.json</c> beside the application, the same files in the current directory, the
/// application's user secrets, and environment variables (<c>Quern__Targets__dev__Type=duckdb</c>).
/// </remarks>
/// <param name="relations">The relations, as generated code registers them.</param>
/// <param name="engines">The engines that targets and sources may use.</param>
public sealed class QuernApplication(RelationRegistry relations, params IReadOnlyList<IEngine> engines)
{
    /// <summary>The application's own commands beside those of Quern.</summary>
    public IList<Command> Commands { get; } = [];

    /// <summary>
    /// Called before a run that extracts, with the settings of the sources that it will read: the place to start a demo's
    /// database or a tunnel. Null for nothing. It must not write to standard output, which may be JSON.
    /// </summary>
    public Func<IReadOnlyList<ConnectionSettings>, CancellationToken, Task>? BeforeExtraction { get; set; }

    /// <summary>The engines that targets and sources may use.</summary>
    internal IReadOnlyList<IEngine> Engines => engines;

    internal RelationRegistry Relations => relations;

    internal ApplicationEnvironment Environment { get; init; } = ApplicationEnvironment.OfProcess();

    /// <summary>Runs one command and returns the process's exit code (<see cref="ExitCodes"/>).</summary>
    /// <param name="args">The command line.</param>
    /// <param name="relations">The relations, as generated code registers them.</param>
    /// <param name="engines">The engines that targets and sources may use.</param>
    public static Task<int> RunAsync(string[] args, RelationRegistry relations, params IEngine[] engines) =>
        new QuernApplication(relations, engines).RunAsync(args);

    /// <summary>The configured settings of a source, for an application's own commands. They may hold credentials.</summary>
    /// <param name="name">Its name: <c>shop</c>.</param>
    /// <exception cref="Exception">It is not configured; thrown inside a command, the command line says so and returns <see cref="ExitCodes.Usage"/>.</exception>
    public ConnectionSettings SourceSettings(string name) =>
        new ConnectionCatalog(ConfigurationFiles.Load(Environment), engines, Environment).Source(name).Settings;

    /// <summary>Runs one command and returns the process's exit code (<see cref="ExitCodes"/>).</summary>
    /// <param name="args">The command line.</param>
    /// <param name="cancellationToken">Stops it, as Ctrl-C does.</param>
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        using var shutdown = new ShutdownSignals(Environment.Error, cancellationToken);
        var command = new ApplicationCommand(this);
        var parsed = command.Root.Parse(args);
        if (parsed.Action is ParseErrorAction)
            return command.ReportUsage(parsed);
        try
        {
            // Cancellation is ShutdownSignals' business: a run rolls back before the process ends, however long that takes.
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = Environment.Output,
                    Error = Environment.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                shutdown.Token);
        }
        catch (OperationCanceledException) when (shutdown.Token.IsCancellationRequested)
        {
            return ExitCodes.Cancelled;
        }
        catch (Exception failure)
        {
            var report = FailureReport.Of(failure);
            await Environment.Error.WriteLineAsync(report.Message);
            return report.ExitCode;
        }
    }
}
