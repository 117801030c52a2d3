using Quern.Execution;
using Quern.Execution.State;
using Quern.Execution.Steps;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Extraction;

/// <summary>Loads a source's table from an operational database: everything at first, then what changed.</summary>
static class ExtractStep
{
    public static async Task<StepOutcome> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        var extract = context.Relation.Extract ?? throw new InvalidOperationException($"{context.Relation.DisplayName} is not extracted.");
        await using var source = context.Request.Sources(extract.Source);
        var found = await Connector.FirstContactAsync(token => source.DescribeAsync(extract.Table, token), cancellationToken);
        SourceColumns.RequireFit(context.Relation, extract, source.Location, found);

        if (Rename.Concerns(context.Relation))
        {
            // In a transaction of its own: what follows may commit batch by batch.
            await context.Session.BeginAsync(cancellationToken);
            await context.Session.LockAsync(context.Names.Target, cancellationToken);
            await Rename.ApplyAsync(context, cancellationToken);
            await context.Session.CommitAsync(cancellationToken);
        }

        var mark = await MarkToContinueFromAsync(context, extract, cancellationToken);
        return mark is null
            ? await FullLoad.ExecuteAsync(context, extract, source, cancellationToken)
            : await IncrementalLoad.ExecuteAsync(context, extract, source, mark, cancellationToken);
    }

    /// <summary>Where the high-water mark of an extraction is kept; null when it has no cursor.</summary>
    public static WatermarkKey? MarkOf(RelationDefinition relation, ExtractDefinition extract) =>
        extract.Cursor is not { } cursor
            ? null
            : new WatermarkKey(
                relation.DisplayName, WatermarkKey.InputOf(extract), cursor, relation.Columns.First(c => c.Name == cursor).Type);

    /// <summary>The row of the stage with the greatest cursor, and with the greatest key among its ties.</summary>
    public static async Task<(object Cursor, WatermarkRow? Row)?> LastRowAsync(
        StepContext context, ExtractDefinition extract, WatermarkKey mark, CancellationToken cancellationToken)
    {
        var key = extract.Key.Count == 1 ? context.Relation.Columns.First(c => c.Name == extract.Key[0]) : null;
        var columns = context.QuoteAll(key is null ? [mark.Column] : [mark.Column, key.Name]);
        var order = string.Join(", ", extract.Key.Prepend(mark.Column).Select(c => $"{context.Warehouse.Quote(c)} DESC"));
        var statement = new SqlStatement(
            $"SELECT {columns} FROM {context.Names.Write(context.Names.Stage)} WHERE {context.Warehouse.Quote(mark.Column)} IS NOT NULL ORDER BY {order} LIMIT 1");
        var rows = await context.Session.QueryAsync(
            statement,
            r => (
                Cursor: TypedValue.Read(r, 0, mark.Type.Kind)!,
                Row: key is not null && TypedValue.Read(r, 1, key.Type.Kind) is { } value ? new WatermarkRow(key.Name, key.Type.Kind, value) : null),
            cancellationToken);
        return rows.Count == 0 ? null : rows[0];
    }

    static async Task<object?> MarkToContinueFromAsync(StepContext context, ExtractDefinition extract, CancellationToken cancellationToken)
    {
        if (context.Request.FullRefresh || context.Sql.Publish.Count == 0 || MarkOf(context.Relation, extract) is not { } key
            || await context.Session.IsTableAsync(context.Names.Target, cancellationToken) != true
            || await context.Watermarks.ReadAsync(context.Session, key, cancellationToken) is not { } mark)
            return null;
        var change = await SchemaChange.FindAsync(context, cancellationToken);
        return change.IsNone
            ? mark
            : throw new WarehouseException(
                $"The columns of {context.Names.Target} differ from the record's: {change.Describe(context.Warehouse)}. Load it anew with --full-refresh.");
    }
}
