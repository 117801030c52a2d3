using System.Data.Common;
using Quern.Execution.Steps;
using Quern.Warehouses;

namespace Quern.Extraction;

/// <summary>A source's rows on their way into the stage, batch by batch.</summary>
sealed class RowStream : IAsyncDisposable
{
    const int ProgressEvery = 10_000;
    readonly StepContext context;
    readonly DbDataReader reader;
    readonly RowCopier copier;

    RowStream(StepContext context, DbDataReader reader, RowCopier copier) => (this.context, this.reader, this.copier) = (context, reader, copier);

    /// <summary>Rows read so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether the source has given all its rows.</summary>
    public bool IsAtEnd { get; private set; }

    public static async Task<RowStream> OpenAsync(
        StepContext context, Registry.ExtractDefinition extract, IExtractionSource source, object? since, CancellationToken cancellationToken)
    {
        var columns = context.Relation.Columns.Select(c => new TableColumn(c.Name, c.Type, c.IsNullable)).ToArray();
        var query = since is null
            ? new SourceQuery(extract.Table, columns, Cursor: null, Since: null, OrderBy: [])
            : new SourceQuery(extract.Table, columns, extract.Cursor, since, [extract.Cursor!, .. extract.Key.Where(k => k != extract.Cursor)]);
        return new RowStream(context, await source.ReadAsync(query, cancellationToken), new RowCopier(context.Relation, extract));
    }

    /// <summary>Makes the stage anew and fills it with the next rows.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="transient">Whether the stage is only read from, and not published itself.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many it were.</returns>
    public async Task<long> FillStageAsync(long limit, bool transient, CancellationToken cancellationToken)
    {
        var stage = context.Names.Stage;
        await context.Session.CreateTableAsync(stage, context.TableColumns, transient, cancellationToken);
        await using var load = await context.Session.OpenBulkLoadAsync(stage, context.TableColumns, cancellationToken);
        var before = Rows;
        while (Rows - before < limit)
        {
            if (!await reader.ReadAsync(cancellationToken))
            {
                IsAtEnd = true;
                break;
            }
            copier.CopyRow(reader, load, ++Rows);
            if (Rows % ProgressEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                context.Progress(Rows);
            }
        }
        await load.CompleteAsync(cancellationToken);
        return Rows - before;
    }

    public ValueTask DisposeAsync() => reader.DisposeAsync();
}
