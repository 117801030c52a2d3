using System.Data;
using System.Data.Common;
using Npgsql;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>One connection to a PostgreSQL database: its transaction and its statements.</summary>
sealed partial class PostgresSession(NpgsqlConnection connection, string location) : IWarehouseSession
{
    NpgsqlTransaction? transaction;

    /// <summary>Server and database, for messages.</summary>
    public string Location => location;

    // PostgreSQL answers a COMMIT of a failed transaction with a rollback that looks like success; so the first error is kept.
    Exception? failure;

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (transaction is not null)
            throw new InvalidOperationException("A transaction is open already.");
        transaction = await GuardAsync(
            async () => await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false), "BEGIN").ConfigureAwait(false);
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        var open = transaction ?? throw new InvalidOperationException("No transaction is open.");
        ThrowIfFailed();
        try
        {
            await open.CommitAsync(cancellationToken).ConfigureAwait(false);
            transaction = null;
        }
        catch (Exception e)
        {
            await RollbackAsync().ConfigureAwait(false);
            if (PostgresErrors.Translate(e, location, "COMMIT") is { } translated)
                throw translated;
            throw;
        }
    }

    public async Task RollbackAsync()
    {
        var open = transaction;
        transaction = null;
        failure = null;
        if (open is null)
            return;
        try
        {
            await open.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidOperationException || PostgresErrors.Translate(e, location, null) is not null)
        {
            // The connection is gone, and the server has rolled back.
        }
    }

    public Task<long> ExecuteAsync(SqlStatement statement, CancellationToken cancellationToken) =>
        GuardAsync(async () =>
        {
            var command = Command(statement);
            await using var _ = command.ConfigureAwait(false);
            // -1 for what touches no rows.
            return Math.Max(0L, await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false));
        }, statement.Text);

    public Task<IReadOnlyList<T>> QueryAsync<T>(SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        GuardAsync<IReadOnlyList<T>>(async () =>
        {
            var command = Command(statement);
            await using var _ = command.ConfigureAwait(false);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var __ = reader.ConfigureAwait(false);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                rows.Add(read(reader));
            return rows;
        }, statement.Text);

    public async Task LockAsync(RelationName relation, CancellationToken cancellationToken)
    {
        if (transaction is null)
            throw new InvalidOperationException($"A lock on {relation} needs an open transaction.");
        await LockAsync("quern relation " + PostgresDialect.Quote(relation), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Makes the open transaction one that can only be rolled back.</summary>
    internal void Fail(Exception exception)
    {
        if (transaction is not null)
            failure ??= exception;
    }

    /// <summary>Undoes what was done since a savepoint, the failure included.</summary>
    internal async Task RollbackToAsync(string savepoint, CancellationToken cancellationToken)
    {
        failure = null;
        await ExecuteAsync(new($"ROLLBACK TO SAVEPOINT {savepoint}"), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs work of this session: errors are translated, and end the transaction.</summary>
    internal async Task<T> GuardAsync<T>(Func<Task<T>> run, string? sql)
    {
        ThrowIfFailed();
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            var thrown = e is OperationCanceledException ? null : PostgresErrors.Translate(e, location, sql);
            Fail(thrown ?? e);
            if (thrown is not null)
                throw thrown;
            throw;
        }
    }

    // hashtextextended gives the 64 bits that advisory locks are numbered with.
    Task<IReadOnlyList<bool>> LockAsync(string name, CancellationToken cancellationToken) =>
        QueryAsync(new("SELECT pg_advisory_xact_lock(hashtextextended(@name, 0)) IS NULL", [new("name", Text, name)]), _ => true, cancellationToken);

    /// <summary>Runs work in the open transaction, or in one of its own.</summary>
    async Task InTransactionAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        if (transaction is not null)
        {
            await work().ConfigureAwait(false);
            return;
        }
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await work().ConfigureAwait(false);
            await CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await RollbackAsync().ConfigureAwait(false);
        }
    }

    NpgsqlCommand Command(SqlStatement statement)
    {
        var command = new NpgsqlCommand(statement.Text, connection, transaction);
        foreach (var parameter in statement.Parameters)
            command.Parameters.Add(PostgresParameters.Bind(parameter));
        return command;
    }

    void ThrowIfFailed()
    {
        if (failure is not null)
            throw new WarehouseException($"The transaction failed before and can only be rolled back: {failure.Message}", failure);
    }
}
