using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Quern.Registry;
using Quern.Warehouses;
using NativeAppender = DuckDB.NET.Native.DuckDBAppender;

namespace Quern.DuckDb;

/// <summary>
/// Appends rows by data chunk. The driver's own appender is not used: it writes a value's C# width into a slot of the
/// column's width unchecked, cuts text at NUL, truncates decimals, and flushes what it has when it is disposed.
/// </summary>
sealed class DuckDbBulkLoad : IBulkLoad
{
    readonly DuckDbSession session;
    readonly DuckDbConnector connector;
    readonly RelationName table;
    readonly bool ownsTransaction;
    readonly NativeAppender appender;
    readonly ChunkWriter chunk;
    long appended;
    bool completed;

    DuckDbBulkLoad(DuckDbSession session, DuckDbConnector connector, RelationName table, IReadOnlyList<TableColumn> columns, bool ownsTransaction)
    {
        this.session = session;
        this.connector = connector;
        this.table = table;
        this.ownsTransaction = ownsTransaction;
        if (NativeMethods.Appender.DuckDBAppenderCreateExt(connector.Connection.NativeConnection, null!, table.Schema, table.Name, out appender) != DuckDBState.Success)
            throw Error();
        chunk = new ChunkWriter(appender, table, columns);
    }

    public RowWriter Row => chunk;

    public static async Task<IBulkLoad> OpenAsync(
        DuckDbSession session, DuckDbConnector connector, RelationName table, IReadOnlyList<TableColumn> columns, CancellationToken cancellationToken)
    {
        RefuseOtherColumns(table, columns, await session.DescribeAsync(table, cancellationToken).ConfigureAwait(false));
        // Outside a transaction DuckDB commits an appender's rows every 204,800.
        var ownsTransaction = !session.InTransaction;
        if (ownsTransaction)
            await session.BeginAsync(cancellationToken).ConfigureAwait(false);
        return new DuckDbBulkLoad(session, connector, table, columns, ownsTransaction);
    }

    public void EndRow()
    {
        if (chunk.EndRow())
            Append();
    }

    public async Task<long> CompleteAsync(CancellationToken cancellationToken)
    {
        if (chunk.Rows > 0)
            Append();
        await connector.InterruptiblyAsync(
            () => NativeMethods.Appender.DuckDBAppenderClose(appender) == DuckDBState.Success ? true : throw Error(),
            sql: null, cancellationToken).ConfigureAwait(false);
        completed = true;
        if (ownsTransaction)
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return appended;
    }

    public async ValueTask DisposeAsync()
    {
        if (!completed)
            // Destroying an appender flushes it.
            NativeMethods.Appender.DuckDBAppenderClear(appender);
        chunk.Dispose();
        appender.Dispose();
        if (completed)
            return;
        // Earlier chunks are in the transaction already.
        session.Fail(new WarehouseException($"A bulk load into {table} was given up."));
        if (ownsTransaction)
            await session.RollbackAsync().ConfigureAwait(false);
    }

    void Append()
    {
        var rows = chunk.Rows;
        if (NativeMethods.Appender.DuckDBAppendDataChunk(appender, chunk.Fill()) != DuckDBState.Success)
            throw Error();
        appended += rows;
        chunk.Reset();
    }

    WarehouseException Error()
    {
        using var error = NativeMethods.Appender.DuckDBAppenderErrorData(appender);
        var message = NativeMethods.ErrorData.DuckDBErrorDataMessage(error);
        return DuckDbErrors.Loading(table, message);
    }

    static void RefuseOtherColumns(RelationName table, IReadOnlyList<TableColumn> columns, IReadOnlyList<WarehouseColumn>? found)
    {
        if (found is null)
            throw new WarehouseException($"The table {table} to load into does not exist.");
        var expected = string.Join(", ", columns.Select(c => $"{c.Name} {DuckDbDialect.TypeName(c.Type)}"));
        var actual = string.Join(", ", found.Select(c => $"{c.Name} {c.TypeName}"));
        if (!string.Equals(expected, actual, StringComparison.OrdinalIgnoreCase))
            throw new WarehouseException($"The table {table} has other columns than the rows to load. Expected: {expected}. Found: {actual}. Rebuild the table.");
    }
}
