using Quern.Execution;
using Quern.Hosting.CommandLine;
using Quern.Hosting.Configuration;
using Quern.Hosting.Reporting;
using Quern.Planning;
using Quern.Warehouses;

namespace Quern.Hosting.Commands;

/// <summary>Carries out <c>build</c>, <c>run</c>, <c>test</c> and <c>extract</c>.</summary>
sealed class RunHandler(QuernApplication application)
{
    const int UsualThreads = 4;

    public async Task<int> RunAsync(RunSettings settings, CancellationToken cancellationToken)
    {
        var reporter = ReporterFor(settings);
        try
        {
            var connections = new ConnectionCatalog(
                ConfigurationFiles.Load(application.Environment), application.Engines, application.Environment);
            var selection = Selection.Parse(settings.Select, settings.Exclude, application.Relations);
            var target = connections.Target(settings.Target);
            await using var warehouse = target.CreateWarehouse();
            var request = new RunRequest
            {
                Registry = application.Relations,
                Command = settings.Command,
                Selection = selection,
                Warehouse = warehouse,
                TargetName = target.Settings.Name,
                Sources = name => connections.Source(name).CreateSource(),
                FullRefresh = settings.FullRefresh,
                Threads = settings.Threads ?? connections.Threads ?? UsualThreads,
            };
            await PrepareSourcesAsync(request, connections, cancellationToken);
            var result = await reporter.ReportAsync(observe => Runner.RunAsync(request, observe, cancellationToken));
            return result.Status switch
            {
                RunStatus.Success => ExitCodes.Success,
                RunStatus.Cancelled => ExitCodes.Cancelled,
                _ => ExitCodes.Failure,
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            reporter.ReportNothingDone(RunStatus.Cancelled);
            throw;
        }
        catch (Exception)
        {
            reporter.ReportNothingDone(RunStatus.Failed);
            throw;
        }
    }

    // Every source is looked up before the first step: a missing one is a mistake in the configuration, not a failed step.
    async Task PrepareSourcesAsync(RunRequest request, ConnectionCatalog connections, CancellationToken cancellationToken)
    {
        ConnectionSettings[] sources =
        [
            .. RunPlanner.Plan(request).Steps
                .Where(s => s.Kind == StepKind.Extract)
                .Select(s => s.Relation.Extract!.Source)
                .Distinct(StringComparer.Ordinal)
                .Select(name => connections.Source(name).Settings),
        ];
        if (sources.Length > 0 && application.BeforeExtraction is { } prepare)
            await prepare(sources, cancellationToken);
    }

    RunReporter ReporterFor(RunSettings settings)
    {
        var environment = application.Environment;
        if (settings.Output == OutputFormat.Json)
            return new JsonReporter(environment.Output);
        var console = Consoles.Create(environment);
        var nameWidth = application.Relations.Relations.Max(r => (int?)r.DisplayName.Length) ?? 0;
        return environment.IsInteractive
            ? new LiveReporter(console, settings.Command, nameWidth)
            : new TextReporter(console, settings.Command, nameWidth);
    }
}
