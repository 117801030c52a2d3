using Npgsql;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>Loads rows with binary COPY, which is one statement: all of it or nothing.</summary>
sealed class PostgresBulkLoad : IBulkLoad
{
    readonly PostgresSession session;
    readonly NpgsqlBinaryImporter importer;
    readonly RelationName table;
    readonly CopyWriter writer;
    bool completed;

    PostgresBulkLoad(PostgresSession session, NpgsqlBinaryImporter importer, RelationName table, IReadOnlyList<TableColumn> columns)
    {
        this.session = session;
        this.importer = importer;
        this.table = table;
        writer = new CopyWriter(importer, session.Location, table, columns);
    }

    public RowWriter Row => writer;

    public static async Task<IBulkLoad> OpenAsync(
        PostgresSession session, NpgsqlConnection connection, RelationName table, IReadOnlyList<TableColumn> columns, CancellationToken cancellationToken)
    {
        RefuseOtherColumns(table, columns, await session.DescribeAsync(table, cancellationToken).ConfigureAwait(false));
        var importer = await connection.BeginBinaryImportAsync(
            $"COPY {PostgresDialect.Quote(table)} ({PostgresDialect.Quote(columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)",
            cancellationToken).ConfigureAwait(false);
        return new PostgresBulkLoad(session, importer, table, columns);
    }

    public void EndRow() => writer.EndRow();

    public Task<long> CompleteAsync(CancellationToken cancellationToken) => session.GuardAsync(async () =>
    {
        var rows = await importer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        completed = true;
        // Only now does the connection take statements again.
        await importer.DisposeAsync().ConfigureAwait(false);
        return (long)rows;
    }, sql: null);

    public async ValueTask DisposeAsync()
    {
        if (completed)
            return;
        // Ends the COPY, and with it the transaction: as an error does.
        session.Fail(new WarehouseException($"A bulk load into {table} was given up."));
        try
        {
            await importer.DisposeAsync().ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // The connection is gone, and the load with it.
        }
    }

    static void RefuseOtherColumns(RelationName table, IReadOnlyList<TableColumn> columns, IReadOnlyList<WarehouseColumn>? found)
    {
        if (found is null)
            throw new WarehouseException($"The table {table} to load into does not exist.");
        var expected = string.Join(", ", columns.Select(c => $"{c.Name} {PostgresDialect.TypeName(c.Type)}"));
        var actual = string.Join(", ", found.Select(c => $"{c.Name} {c.TypeName}"));
        if (expected != actual)
            throw new WarehouseException($"The table {table} has other columns than the rows to load. Expected: {expected}. Found: {actual}. Rebuild the table.");
    }
}
