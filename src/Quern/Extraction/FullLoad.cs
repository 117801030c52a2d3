using Quern.Execution;
using Quern.Execution.Steps;
using Quern.Registry;

namespace Quern.Extraction;

/// <summary>Loads all rows of a source's table in one transaction, and puts them in the place of what was there.</summary>
static class FullLoad
{
    public static async Task<StepOutcome> ExecuteAsync(
        StepContext context, ExtractDefinition extract, IExtractionSource source, CancellationToken cancellationToken)
    {
        await context.Session.BeginAsync(cancellationToken);
        await context.Session.LockAsync(context.Names.Target, cancellationToken);
        await ModelStep.DropLeftoversAsync(context, cancellationToken);
        long rows;
        await using (var stream = await RowStream.OpenAsync(context, extract, source, since: null, cancellationToken))
            rows = await stream.FillStageAsync(long.MaxValue, transient: false, cancellationToken);
        rows -= await StageKeys.ResolveAsync(context, extract, cancellationToken);

        await context.TestAsync(_ => true, context.Names.Stage, cancellationToken);
        if (ExtractStep.MarkOf(context.Relation, extract) is { } mark)
        {
            var last = await ExtractStep.LastRowAsync(context, extract, mark, cancellationToken);
            await context.Watermarks.WriteAsync(context.Session, mark, last?.Cursor, last?.Row, cancellationToken);
        }
        await FullBuild.PublishAsync(context, cancellationToken);
        var outcome = new StepOutcome("full", rows, rows, 0, 0);
        await context.CommitAsync(outcome, cancellationToken);
        return outcome;
    }
}
