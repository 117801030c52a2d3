using Quern.Execution.State;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution.Steps;

/// <summary>Brings an incremental model up to date, or builds it anew where there is nothing to build on.</summary>
static class IncrementalStep
{
    public static async Task<StepOutcome> BuildAsync(StepContext context, CancellationToken cancellationToken)
    {
        var incremental = context.Relation.Incremental ?? throw new InvalidOperationException($"{context.Relation.DisplayName} does not say how it is incremental.");
        var cursors = new List<SeenCursor>();
        foreach (var cursor in incremental.Cursors)
            cursors.Add(await SeenCursor.ReadAsync(context, cursor, cancellationToken));

        var hasTarget = await context.Session.IsTableAsync(context.Names.Target, cancellationToken) == true;
        var isFull = context.Request.FullRefresh || !hasTarget || cursors.Any(c => c.Mark is null);
        var outcome = isFull
            ? new StepOutcome("full", await FullBuild.BuildAsync(context, cancellationToken) is var rows ? rows : 0, rows, 0, 0)
            : await UpdateAsync(context, incremental, cursors, cancellationToken);

        foreach (var cursor in cursors)
            await context.Watermarks.WriteAsync(
                context.Session, cursor.Key, isFull ? cursor.Greatest : cursor.NewMark, row: null, cancellationToken);
        return outcome;
    }

    static async Task<StepOutcome> UpdateAsync(
        StepContext context, IncrementalDefinition incremental, IReadOnlyList<SeenCursor> cursors, CancellationToken cancellationToken)
    {
        var omitted = await SchemaChange.ApplyAsync(context, incremental, cancellationToken);
        var parameters = cursors.ToDictionary(c => c.Definition.Parameter, c => c.Bound, StringComparer.Ordinal);

        // Keys before rows: a row that is changed between the two statements is then at worst merged without being listed,
        // and never deleted because it was listed but not read.
        var touched = 0L;
        if (context.Sql.SelectTouchedKeys is { } selectTouchedKeys)
        {
            await context.Session.CreateTableAsync(
                context.Names.TouchedKeys, [.. context.TableColumns.Where(c => incremental.UniqueKey.Contains(c.Name))], transient: true, cancellationToken);
            touched = await context.InsertAsync(context.Names.TouchedKeys, incremental.UniqueKey, selectTouchedKeys, parameters, cancellationToken);
        }
        await context.Session.CreateTableAsync(context.Names.Stage, context.TableColumns, transient: true, cancellationToken);
        var select = context.Sql.SelectChanges ?? context.Sql.Select ?? throw new InvalidOperationException($"{context.Relation.DisplayName} has no query.");
        var rows = await context.InsertAsync(context.Names.Stage, context.Relation.Columns.Select(c => c.Name), select, parameters, cancellationToken);

        await context.TestAsync(t => DeltaTests.AreCompleteOnDelta(t, context.Relation.Id, incremental), context.Names.Stage, cancellationToken);
        await KeyCheck.RequireUniqueAsync(context, incremental, cancellationToken);
        var changes = rows + touched == 0 ? new PublishCounts() : await PublishCounts.PublishAsync(context, omitted, cancellationToken);
        var deleted = changes.Deleted + await DeleteOrphansAsync(context, incremental, cancellationToken);
        await context.TestAsync(t => !DeltaTests.AreCompleteOnDelta(t, context.Relation.Id, incremental), context.Names.Target, cancellationToken);
        await ModelStep.DropLeftoversAsync(context, cancellationToken);
        return new StepOutcome("incremental", rows, changes.Inserted, changes.Updated, deleted);
    }

    static async Task<long> DeleteOrphansAsync(StepContext context, IncrementalDefinition incremental, CancellationToken cancellationToken)
    {
        // An append model keeps every row that it ever had.
        if (context.Sql.DeleteOrphans is not { } delete || incremental.DriverId is not { } driverId || incremental.Strategy == IncrementalStrategy.Append)
            return 0;
        var driver = context.Request.Registry[driverId];
        return driver.Kind == RelationKind.View
            || await context.Log.MayHaveLostRowsAsync(context.Session, context.Relation.DisplayName, driver.DisplayName, cancellationToken)
            ? await context.ExecuteAsync(delete, new Dictionary<string, SqlParameterValue>(), cancellationToken)
            : 0;
    }
}
