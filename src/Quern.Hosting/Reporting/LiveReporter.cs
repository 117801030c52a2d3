using Quern.Execution;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Quern.Hosting.Reporting;

/// <summary>On a terminal: the lines of <see cref="TextReporter"/>, and below them the steps under way.</summary>
sealed class LiveReporter(IAnsiConsole console, RunCommand command, int nameWidth) : TextReporter(console, command, nameWidth)
{
    readonly Dictionary<string, ProgressTask> underWay = [];
    ProgressContext? progress;

    // The summary comes after the live part is gone.
    RunFinished? finished;

    public override async Task<RunResult> ReportAsync(Func<Action<RunEvent>, Task<RunResult>> run)
    {
        var result = await Console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new RowsColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                progress = context;
                return await run(Observe);
            });
        if (finished is not null)
            base.Observe(finished);
        return result;
    }

    protected override void Observe(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case StepStarted e:
                var task = progress!.AddTask(Markup.Escape($"{Words.Of(e.Kind)} {e.Relation.DisplayName}"), autoStart: true);
                task.IsIndeterminate = true;
                underWay[e.Relation.Id] = task;
                break;
            case StepProgressed e when underWay.TryGetValue(e.Relation.Id, out var moved):
                moved.Tag = e.Rows;
                break;
            case StepFinished e:
                if (underWay.Remove(e.Relation.Id, out var done))
                    done.StopTask();
                base.Observe(e);
                break;
            case RunFinished e:
                finished = e;
                break;
            default:
                base.Observe(runEvent);
                break;
        }
    }

    sealed class RowsColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Tag is long rows ? Words.Count(rows, "row") : "");
    }
}
