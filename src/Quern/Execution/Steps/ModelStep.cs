using Quern.Registry;

namespace Quern.Execution.Steps;

/// <summary>Builds a model in one transaction: write beside the target, audit, publish.</summary>
static class ModelStep
{
    public static async Task<StepOutcome> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Session.BeginAsync(cancellationToken);
        await context.Session.LockAsync(context.Names.Target, cancellationToken);
        await DropLeftoversAsync(context, cancellationToken);
        await Rename.ApplyAsync(context, cancellationToken);
        var outcome = context.Relation.Kind switch
        {
            RelationKind.View => await BuildViewAsync(context, cancellationToken),
            RelationKind.Incremental => await IncrementalStep.BuildAsync(context, cancellationToken),
            _ => new StepOutcome("table", await FullBuild.BuildAsync(context, cancellationToken) is var rows ? rows : 0, rows, 0, 0),
        };
        await context.CommitAsync(outcome, cancellationToken);
        return outcome;
    }

    /// <summary>Drops what a killed run may have left beside the target.</summary>
    public static async Task DropLeftoversAsync(StepContext context, CancellationToken cancellationToken)
    {
        foreach (var table in StepNames.Beside(context.Names.Target))
            await context.Session.DropTableAsync(table, cancellationToken);
    }

    // A view has no rows to write, so the view itself is made, tested, and taken back with the transaction when it fails.
    static async Task<StepOutcome> BuildViewAsync(StepContext context, CancellationToken cancellationToken)
    {
        var select = context.Sql.Select ?? throw new InvalidOperationException($"{context.Relation.DisplayName} has no query.");
        var text = select.Render(context.Names.Resolve, p => throw new InvalidOperationException($"The view {context.Relation.DisplayName} can't have the parameter '{p.Name}'."));
        await context.Session.CreateViewAsync(context.Names.Target, text, cancellationToken);
        await context.TestAsync(_ => true, context.Names.Target, cancellationToken);
        return new StepOutcome("view", 0, 0, 0, 0);
    }
}
