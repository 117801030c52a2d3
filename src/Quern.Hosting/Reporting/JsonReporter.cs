using Quern.Execution;

namespace Quern.Hosting.Reporting;

/// <summary>Shows a run as one JSON object a line; the last is always <c>run_finished</c>, exactly once.</summary>
sealed class JsonReporter(TextWriter output) : RunReporter
{
    bool isFinished;

    public override void ReportNothingDone(RunStatus status = RunStatus.Failed)
    {
        if (!isFinished)
            Finish(new RunFinishedLine
            {
                Status = Words.Of(status), Models = new(0, 0, 0), Tests = new(0, 0, 0), Rows = 0, ElapsedMs = 0,
            });
    }

    protected override void Observe(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunStarted e:
                JsonLines.Write(output, RunStartedLine.Of(e), JsonLines.Default.RunStartedLine);
                break;
            case StepStarted e:
                JsonLines.Write(output, StepStartedLine.Of(e), JsonLines.Default.StepStartedLine);
                break;
            case StepProgressed e:
                JsonLines.Write(output, StepProgressedLine.Of(e), JsonLines.Default.StepProgressedLine);
                break;
            case TestFinished e:
                JsonLines.Write(output, TestFinishedLine.Of(e), JsonLines.Default.TestFinishedLine);
                break;
            case StepFinished e:
                JsonLines.Write(output, StepFinishedLine.Of(e), JsonLines.Default.StepFinishedLine);
                break;
            case RunFinished e:
                Finish(RunFinishedLine.Of(e.Result));
                break;
        }
    }

    void Finish(RunFinishedLine line)
    {
        isFinished = true;
        JsonLines.Write(output, line, JsonLines.Default.RunFinishedLine);
    }
}
