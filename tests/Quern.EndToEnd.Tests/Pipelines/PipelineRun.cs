using Quern.Execution;

namespace Quern.EndToEnd.Tests.Pipelines;

/// <summary>What a run came to, and all that it told.</summary>
sealed record PipelineRun(RunResult Result, IReadOnlyList<RunEvent> Events)
{
    /// <summary>How the step of a relation ended.</summary>
    public StepFinished Step(string relation) =>
        Events.OfType<StepFinished>().Single(e => e.Relation.DisplayName == relation && e.Kind != StepKind.Test);

    /// <summary>What the step of a relation changed, after asserting that it succeeded.</summary>
    public StepOutcome Outcome(string relation)
    {
        var step = Step(relation);
        Assert.True(step.Status == RunStatus.Success, step.Message);
        return step.Outcome!;
    }

    /// <summary>What the failed steps and tests said.</summary>
    public string Failures => string.Join('\n', Events
        .Select(e => e switch
        {
            StepFinished { Status: RunStatus.Failed } step => $"{step.Relation.DisplayName}: {step.Message}",
            TestFinished { Status: TestStatus.Failed } test => $"{test.Relation.DisplayName}: {test.Test.Name}: {test.Message}",
            _ => null,
        })
        .OfType<string>());

    /// <summary>This run, after asserting that it succeeded.</summary>
    public PipelineRun Succeeded()
    {
        Assert.True(Result.Status == RunStatus.Success, Failures);
        return this;
    }

    /// <summary>This run, after asserting that it failed.</summary>
    public PipelineRun Failed()
    {
        Assert.Equal(RunStatus.Failed, Result.Status);
        return this;
    }
}
