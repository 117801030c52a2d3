using Quern.Quality;
using Quern.Warehouses;

namespace Quern.Execution.Steps;

/// <summary>Runs the data tests of a relation as it is.</summary>
static class TestStep
{
    public static async Task<StepOutcome> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        context.Keep(await RunAsync(context, cancellationToken));
        var failed = context.TestOutcomes.Where(o => o.Status == TestStatus.Failed).ToArray();
        if (failed.Length > 0)
            throw new DataTestException(
                $"{(failed.Length == 1 ? "A data test" : $"{failed.Length} data tests")} failed: {string.Join(" ", failed.Select(f => $"[{f.Test.Name}] {f.Message}"))}");
        var outcome = new StepOutcome("test", 0, 0, 0, 0);
        await context.Session.BeginAsync(cancellationToken);
        await context.CommitAsync(outcome, cancellationToken);
        return outcome;
    }

    static async Task<IReadOnlyList<TestOutcome>> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var target = context.Names.Target;
        if (await context.Session.IsTableAsync(target, cancellationToken) is null)
        {
            var advice = context.Relation is { Kind: Registry.RelationKind.Source, Extract: null }
                ? "It is a source that nothing here fills: create it, or correct its schema and name."
                : "Run 'build' first.";
            return [.. context.Step.Tests.Select(t => new TestOutcome(context.Relation.Tests[t], 0, $"{target} does not exist. {advice}", WasRun: false))];
        }
        try
        {
            return await context.Tester.RunAsync(context.Session, context.Step.Tests, target, cancellationToken);
        }
        catch (WarehouseException e) when (e.Failure == WarehouseFailure.Rejected && !cancellationToken.IsCancellationRequested)
        {
            return await RunOneByOneAsync(context, cancellationToken);
        }
    }

    // One test that can't be run must not hide what the others find.
    static async Task<IReadOnlyList<TestOutcome>> RunOneByOneAsync(StepContext context, CancellationToken cancellationToken)
    {
        var outcomes = new List<TestOutcome>();
        foreach (var test in context.Step.Tests)
            try
            {
                outcomes.AddRange(await context.Tester.RunAsync(context.Session, [test], context.Names.Target, cancellationToken));
            }
            catch (WarehouseException e) when (e.Failure == WarehouseFailure.Rejected && !cancellationToken.IsCancellationRequested)
            {
                outcomes.Add(new TestOutcome(context.Relation.Tests[test], 0, $"The test could not be run: {e.Message}", WasRun: false));
            }
        return outcomes;
    }
}
