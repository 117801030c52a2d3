using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution.Steps;

/// <summary>Builds a table from all rows, and puts it in the place of the old one when its tests pass.</summary>
static class FullBuild
{
    static readonly Dictionary<string, SqlParameterValue> NoParameters = [];

    /// <returns>The number of rows.</returns>
    public static async Task<long> BuildAsync(StepContext context, CancellationToken cancellationToken)
    {
        var select = context.Sql.Select ?? throw new InvalidOperationException($"{context.Relation.DisplayName} has no query.");
        await context.Session.CreateTableAsync(context.Names.Stage, context.TableColumns, transient: false, cancellationToken);
        if (select.Relations.Contains(RelationRef.Target))
        {
            // Built from nothing, the model has no rows of its own to read, whatever a table of an earlier run holds.
            await context.Session.CreateTableAsync(context.Names.EmptyTarget, context.TableColumns, transient: true, cancellationToken);
            select = select.Replace(RelationRef.Target, RelationRef.EmptyTarget);
        }
        var rows = await context.InsertAsync(context.Names.Stage, context.Relation.Columns.Select(c => c.Name), Ordered(context, select), NoParameters, cancellationToken);
        await context.TestAsync(_ => true, context.Names.Stage, cancellationToken);
        if (context.Relation.Incremental is { } incremental)
            await KeyCheck.RequireUniqueAsync(context, incremental, cancellationToken);
        await PublishAsync(context, cancellationToken);
        await context.Session.DropTableAsync(context.Names.EmptyTarget, cancellationToken);
        return rows;
    }

    /// <summary>Puts the stage in the place of the target and arranges it for reading.</summary>
    public static async Task PublishAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Session.ReplaceAsync(context.Names.Target, context.Names.Stage, cancellationToken);
        if (context.Relation.Incremental is not { } incremental)
        {
            if (context.Relation.Extract is { } extract)
                await context.Session.ClusterAsync(context.Names.Target, [], extract.Key, cancellationToken);
            return;
        }
        // Rows that are replaced together share their key, so there it can't be a unique one; finding them fast matters the same.
        var isUnique = incremental.Strategy != IncrementalStrategy.DeleteInsert;
        var clusterBy = incremental.ClusterBy.Count > 0 || isUnique ? incremental.ClusterBy : incremental.UniqueKey;
        await context.Session.ClusterAsync(context.Names.Target, clusterBy, isUnique ? incremental.UniqueKey : [], cancellationToken);
    }

    // Written in the order of the cluster columns, near values share row groups and pages on any engine.
    static SqlTemplate Ordered(StepContext context, SqlTemplate select) =>
        context.Relation.Incremental is { ClusterBy.Count: > 0 } incremental
            ? select.Wrap($"SELECT {context.ColumnList} FROM (\n", $"\n) AS q\nORDER BY {context.QuoteAll(incremental.ClusterBy)}")
            : select;
}
