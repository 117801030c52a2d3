using System.Data.Common;
using DuckDB.NET.Data;
using Quern.Warehouses;

namespace Quern.DuckDb;

/// <summary>Runs statements on one connection: off the caller's thread, since DuckDB computes on the thread that asks, and interruptible.</summary>
sealed class DuckDbConnector : IDisposable
{
    public DuckDbConnector(DuckDbFile file)
    {
        Location = file.Location;
        Connection = file.Connect();
        using var command = Connection.CreateCommand();
        // Casts between timestamps with and without zone go through the session's zone.
        command.CommandText = "SET TimeZone = 'UTC'";
        command.ExecuteNonQuery();
    }

    public DuckDBConnection Connection { get; }

    /// <summary>The database, for messages.</summary>
    public string Location { get; }

    public Task<long> ExecuteAsync(SqlStatement statement, CancellationToken cancellationToken) =>
        RunAsync(statement, static command => (long)command.ExecuteNonQuery(), cancellationToken);

    public Task<IReadOnlyList<T>> QueryAsync<T>(SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<T>>(statement, command =>
        {
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(read(reader));
            return rows;
        }, cancellationToken);

    public async Task<T> RunAsync<T>(SqlStatement statement, Func<DuckDBCommand, T> run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var command = CreateCommand(statement);
        return await InterruptiblyAsync(() => run(command), statement.Text, cancellationToken).ConfigureAwait(false);
    }

    public DuckDBCommand CreateCommand(SqlStatement statement)
    {
        var command = Connection.CreateCommand();
        command.CommandText = statement.Text;
        foreach (var parameter in statement.Parameters)
            command.Parameters.Add(new DuckDBParameter(parameter.Name, DuckDbParameters.Value(parameter)));
        return command;
    }

    /// <summary>Runs work of this connection; <paramref name="sql"/> is for the exception.</summary>
    public async Task<T> InterruptiblyAsync<T>(Func<T> work, string? sql, CancellationToken cancellationToken)
    {
        using var interruption = new Interruption(Connection, cancellationToken);
        try
        {
            return await Task.Run(work, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DuckDBException e)
        {
            // Whatever DuckDB calls the error: the query was stopped.
            if (cancellationToken.IsCancellationRequested)
                throw new OperationCanceledException("DuckDB stopped the query.", e, cancellationToken);
            throw DuckDbErrors.Running(Location, sql, e);
        }
    }

    public void Dispose() => Connection.Dispose();
}
