using Quern.Execution.State;
using Quern.Execution.Steps;
using Quern.Extraction;
using Quern.Planning;
using Quern.Quality;
using Quern.Warehouses;

namespace Quern.Execution;

/// <summary>Runs a step on a session of its own, and sees to it that whatever happens ends in a status that is told and recorded.</summary>
sealed class StepExecutor(RunRequest request, string runId, Action<RunEvent> publish)
{
    static readonly TimeSpan RecordTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Runs a step; never throws.</summary>
    public async Task<StepRecord> ExecuteAsync(PlannedStep step, CancellationToken cancellationToken)
    {
        var startedAt = DateTimeOffset.UtcNow;
        StepContext? context = null;
        StepRecord record;
        try
        {
            await using var session = await Connector.OpenAsync(request.Warehouse, cancellationToken);
            context = new StepContext(request, step, runId, session, rows => publish(new StepProgressed(step.Relation, step.Kind, rows)));
            try
            {
                var outcome = await (step.Kind switch
                {
                    StepKind.Extract => ExtractStep.ExecuteAsync(context, cancellationToken),
                    StepKind.Model => ModelStep.ExecuteAsync(context, cancellationToken),
                    _ => TestStep.ExecuteAsync(context, cancellationToken),
                });
                return new StepRecord(step, RunStatus.Success, startedAt, outcome, null, context.TestOutcomes);
            }
            catch
            {
                await session.RollbackAsync();
                throw;
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            record = new StepRecord(step, RunStatus.Cancelled, startedAt, null, "The run was cancelled; what this step did was rolled back.", context?.TestOutcomes ?? []);
        }
        catch (Exception e)
        {
            record = new StepRecord(step, RunStatus.Failed, startedAt, null, Describe(e), context?.TestOutcomes ?? []);
        }
        return await TryRecordAsync(record);
    }

    async Task<StepRecord> TryRecordAsync(StepRecord record)
    {
        using var timeout = new CancellationTokenSource(RecordTimeout);
        try
        {
            await using var session = await request.Warehouse.OpenAsync(timeout.Token);
            await session.BeginAsync(timeout.Token);
            await new RunLog(request.Warehouse, runId).WriteStepAsync(session, record, timeout.Token);
            await session.CommitAsync(timeout.Token);
            return record;
        }
        catch (Exception e) when (e is WarehouseException or OperationCanceledException)
        {
            return record with { Message = $"{record.Message} (This could not be recorded in the warehouse: {e.Message})" };
        }
    }

    // What we did not foresee keeps its type, which is the first thing that somebody who looks into it needs.
    static string Describe(Exception e) => e is WarehouseException or DataTestException or InvalidOperationException
        ? e.Message
        : $"{e.GetType().Name}: {e.Message}";
}
