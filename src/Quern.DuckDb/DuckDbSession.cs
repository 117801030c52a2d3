using System.Data.Common;
using Quern.Warehouses;

namespace Quern.DuckDb;

/// <summary>One connection to a DuckDB database: its transaction and its statements.</summary>
sealed partial class DuckDbSession : IWarehouseSession
{
    readonly DuckDbFile file;
    readonly DuckDbConnector connector;
    readonly Dictionary<RelationName, IDisposable> held = new(RelationLocks.IgnoringCase.Instance);
    bool inTransaction;

    // DuckDB takes a COMMIT after a run-time error, says OK and loses the rows (1.5.6); so the first error is kept here.
    Exception? failure;

    public DuckDbSession(DuckDbFile file)
    {
        this.file = file;
        connector = new DuckDbConnector(file);
    }

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (inTransaction)
            throw new InvalidOperationException("A transaction is open already.");
        await connector.ExecuteAsync(new("BEGIN TRANSACTION"), cancellationToken).ConfigureAwait(false);
        inTransaction = true;
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (!inTransaction)
            throw new InvalidOperationException("No transaction is open.");
        ThrowIfFailed();
        try
        {
            await connector.ExecuteAsync(new("COMMIT"), cancellationToken).ConfigureAwait(false);
            EndTransaction();
        }
        catch
        {
            await RollbackAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task RollbackAsync()
    {
        if (!inTransaction)
            return;
        try
        {
            await connector.ExecuteAsync(new("ROLLBACK"), CancellationToken.None).ConfigureAwait(false);
        }
        catch (WarehouseException)
        {
            // A failed COMMIT has rolled back already, and a database that had a fatal error has no transaction left.
        }
        finally
        {
            EndTransaction();
        }
    }

    public Task<long> ExecuteAsync(SqlStatement statement, CancellationToken cancellationToken) =>
        GuardAsync(() => connector.ExecuteAsync(statement, cancellationToken));

    public Task<IReadOnlyList<T>> QueryAsync<T>(SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        GuardAsync(() => connector.QueryAsync(statement, read, cancellationToken));

    public async Task LockAsync(RelationName relation, CancellationToken cancellationToken)
    {
        if (!inTransaction)
            throw new InvalidOperationException($"A lock on {relation} needs an open transaction.");
        if (!held.ContainsKey(relation))
            held.Add(relation, await file.Locks.AcquireAsync(relation, cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync().ConfigureAwait(false);
        connector.Dispose();
    }

    /// <summary>Makes the open transaction one that can only be rolled back.</summary>
    internal void Fail(Exception exception)
    {
        if (inTransaction)
            failure ??= exception;
    }

    async Task<T> GuardAsync<T>(Func<Task<T>> run)
    {
        ThrowIfFailed();
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Fail(e);
            throw;
        }
    }

    void ThrowIfFailed()
    {
        if (failure is not null)
            throw new WarehouseException($"The transaction failed before and can only be rolled back: {failure.Message}", failure);
    }

    void EndTransaction()
    {
        inTransaction = false;
        failure = null;
        foreach (var relation in held.Values)
            relation.Dispose();
        held.Clear();
    }
}
