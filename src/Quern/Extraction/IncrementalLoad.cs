using System.Globalization;
using Quern.Execution;
using Quern.Execution.State;
using Quern.Execution.Steps;
using Quern.Quality;
using Quern.Registry;

namespace Quern.Extraction;

/// <summary>
/// Loads the rows that changed since the high-water mark, less the lookback, in batches. Each batch is published in one
/// transaction with its own mark, so that a killed run goes on where the last batch ended.
/// </summary>
static class IncrementalLoad
{
    public static async Task<StepOutcome> ExecuteAsync(
        StepContext context, ExtractDefinition extract, IExtractionSource source, object mark, CancellationToken cancellationToken)
    {
        var counts = new PublishCounts();
        await using var stream = await RowStream.OpenAsync(
            context, extract, source, Lookback.Before(mark, extract.Lookback), cancellationToken);
        var committed = 0L;
        while (true)
        {
            try
            {
                counts = Add(counts, await LoadBatchAsync(context, extract, stream, cancellationToken));
            }
            catch (DataTestException e) when (committed > 0)
            {
                throw new DataTestException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{e.Message} The {committed:N0} rows of earlier batches had passed and stay published; a rerun goes on after them."));
            }
            var outcome = new StepOutcome("incremental", stream.Rows, counts.Inserted, counts.Updated, counts.Deleted);
            if (stream.IsAtEnd)
            {
                await context.CommitAsync(outcome, cancellationToken);
                return outcome;
            }
            await context.Session.CommitAsync(cancellationToken);
            committed = stream.Rows;
        }
    }

    static async Task<PublishCounts> LoadBatchAsync(
        StepContext context, ExtractDefinition extract, RowStream stream, CancellationToken cancellationToken)
    {
        await context.Session.BeginAsync(cancellationToken);
        await context.Session.LockAsync(context.Names.Target, cancellationToken);
        await ModelStep.DropLeftoversAsync(context, cancellationToken);
        var rows = await stream.FillStageAsync(extract.BatchSize, transient: true, cancellationToken);
        await StageKeys.ResolveAsync(context, extract, cancellationToken);

        await context.TestAsync(t => DeltaTests.AreCompleteOnDelta(t, context.Relation.Id, extract), context.Names.Stage, cancellationToken);
        // Before publishing, which takes unchanged rows off the stage.
        await AdvanceMarkAsync(context, extract, cancellationToken);
        var counts = rows == 0 ? new PublishCounts() : await PublishCounts.PublishAsync(context, omittedColumns: null, cancellationToken);
        await context.TestAsync(t => !DeltaTests.AreCompleteOnDelta(t, context.Relation.Id, extract), context.Names.Target, cancellationToken);
        await ModelStep.DropLeftoversAsync(context, cancellationToken);
        return counts;
    }

    static async Task AdvanceMarkAsync(StepContext context, ExtractDefinition extract, CancellationToken cancellationToken)
    {
        var key = ExtractStep.MarkOf(context.Relation, extract)!;
        if (await ExtractStep.LastRowAsync(context, extract, key, cancellationToken) is not { } last)
            return;
        // Read again under the lock: another run may have come further. Within the lookback a batch lies before the mark.
        var mark = await context.Watermarks.ReadAsync(context.Session, key, cancellationToken);
        if (mark is null || TypedValue.Compare(last.Cursor, mark) >= 0)
            await context.Watermarks.WriteAsync(context.Session, key, last.Cursor, last.Row, cancellationToken);
    }

    static PublishCounts Add(PublishCounts a, PublishCounts b) =>
        new(a.Inserted + b.Inserted, a.Updated + b.Updated, a.Deleted + b.Deleted);
}
