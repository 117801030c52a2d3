using System.Globalization;
using Quern.Execution;
using Spectre.Console;

namespace Quern.Hosting.Reporting;

/// <summary>Shows a run as lines for people: one a step, then a summary with every failure in full.</summary>
/// <param name="console">Where to.</param>
/// <param name="command">What is run.</param>
/// <param name="nameWidth">Length of the longest relation name, to align what follows the names.</param>
class TextReporter(IAnsiConsole console, RunCommand command, int nameWidth) : RunReporter
{
    readonly Dictionary<string, List<TestFinished>> tests = [];
    readonly List<(string Title, string Message)> failures = [];
    readonly List<(string Title, string Message)> warnings = [];
    RunStarted? started;

    protected IAnsiConsole Console => console;

    protected int StepCount => started?.Steps ?? 0;

    protected override void Observe(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunStarted e:
                started = e;
                Line($"{command} in target '{e.Target}': {Words.Count(e.Steps, "step")}, {Words.Count(e.Tests, "test")}");
                break;
            case TestFinished e:
                Take(e);
                break;
            case StepFinished e:
                Line(StyleOf(e.Status), Describe(e));
                break;
            case RunFinished e:
                Summarize(e.Result);
                break;
        }
    }

    void Take(TestFinished test)
    {
        if (!tests.TryGetValue(test.Relation.Id, out var all))
            tests[test.Relation.Id] = all = [];
        all.Add(test);
        var reported = ($"{test.Relation.DisplayName}: {test.Test.Name}", test.Message ?? test.Test.Description);
        if (test.Status == TestStatus.Failed)
            failures.Add(reported);
        else if (test.Status == TestStatus.Warned)
            warnings.Add(reported);
    }

    string Describe(StepFinished step)
    {
        var width = StepCount.ToString(CultureInfo.InvariantCulture).Length;
        var head = $"{step.Index.ToString(CultureInfo.InvariantCulture).PadLeft(width)}/{StepCount} {Words.Of(step.Kind),-7} {step.Relation.DisplayName.PadRight(nameWidth)}";
        if (step is { Status: RunStatus.Skipped, Message: { } reason })
            return $"{head}  {reason}";
        var parts = new List<string>();
        if (step.Status != RunStatus.Success)
            parts.Add(Words.Of(step.Status).ToUpperInvariant());
        if (step.Outcome is { } outcome)
            parts.Add(Words.Of(outcome));
        var ran = tests.GetValueOrDefault(step.Relation.Id, []);
        if (ran.Count > 0)
            parts.Add(Describe(ran));
        parts.Add(Words.Of(step.Elapsed));
        // Tests that failed have said why already.
        if (step is { Status: RunStatus.Failed, Message: { } message } && !ran.Exists(t => t.Status == TestStatus.Failed))
            failures.Add((step.Relation.DisplayName, message));
        return $"{head}  {string.Join(" · ", parts)}";
    }

    static string Describe(List<TestFinished> ran)
    {
        var warned = ran.Count(t => t.Status == TestStatus.Warned);
        var failed = ran.Count(t => t.Status == TestStatus.Failed);
        return (failed, warned) switch
        {
            (0, 0) => $"{Words.Count(ran.Count, "test")} passed",
            (0, _) => $"{Words.Count(ran.Count, "test")}, {warned} warned",
            (_, 0) => $"{Words.Count(ran.Count, "test")}, {failed} failed",
            _ => $"{Words.Count(ran.Count, "test")}, {failed} failed, {warned} warned",
        };
    }

    void Summarize(RunResult result)
    {
        Details("Warnings:", warnings, "yellow");
        Details("Failures:", failures, "red");
        console.WriteLine();
        var end = result.Status switch
        {
            RunStatus.Success => "Done",
            RunStatus.Cancelled => "Cancelled",
            _ => "Failed",
        };
        Line(StyleOf(result.Status),
            $"{end} in {Words.Of(result.Elapsed)}: {Words.Count(result.StepsSucceeded, "step")} succeeded, {result.StepsFailed} failed, {result.StepsSkipped} skipped; "
            + $"{Words.Count(result.TestsPassed, "test")} passed, {result.TestsWarned} warned, {result.TestsFailed} failed; {Words.Count(result.Rows, "row")} changed.");
        if (started is { } run)
            Line($"The tables are in {run.Location}");
    }

    void Details(string title, List<(string Title, string Message)> entries, string style)
    {
        if (entries.Count == 0)
            return;
        console.WriteLine();
        Line(style, title);
        foreach (var entry in entries)
        {
            Line($"  {entry.Title}");
            foreach (var line in entry.Message.Split('\n'))
                Line($"    {line.TrimEnd()}");
        }
    }

    static string? StyleOf(RunStatus status) => status switch
    {
        RunStatus.Success => null,
        RunStatus.Failed => "red",
        _ => "yellow",
    };

    protected void Line(string text) => Line(null, text);

    void Line(string? style, string text) =>
        console.Write(new Text(text + Environment.NewLine, style is null ? Style.Plain : Style.Parse(style)));
}
