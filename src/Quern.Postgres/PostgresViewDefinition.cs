using Npgsql;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>Creates a view, or puts it in the place of what has its name.</summary>
sealed class PostgresViewDefinition(PostgresSession session, RelationName view, string select)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var kind = await session.KindAsync(view, cancellationToken).ConfigureAwait(false);
        // CREATE OR REPLACE may only add columns at the end; any other change needs another view.
        if (kind == "VIEW" && await TryReplaceAsync(cancellationToken).ConfigureAwait(false))
            return;
        IReadOnlyList<string> grants = [];
        if (kind is not null)
        {
            var dependents = await PostgresDependents.OfAsync(session, view, cancellationToken).ConfigureAwait(false);
            if (dependents.Count > 0)
                throw new WarehouseException(
                    $"{view} gets other columns or becomes a view, and {string.Join(", ", dependents)} depends on it. Drop that first; a run makes it anew when it is a model.");
            grants = await PostgresGrants.OfAsync(session, view, cancellationToken).ConfigureAwait(false);
            await ExecuteAsync($"DROP {kind} {PostgresDialect.Quote(view)}", cancellationToken).ConfigureAwait(false);
        }
        await ExecuteAsync($"CREATE VIEW {PostgresDialect.Quote(view)} AS\n{select}", cancellationToken).ConfigureAwait(false);
        foreach (var grant in grants)
            await ExecuteAsync(grant, cancellationToken).ConfigureAwait(false);
    }

    async Task<bool> TryReplaceAsync(CancellationToken cancellationToken)
    {
        const string Savepoint = "quern_view";
        await ExecuteAsync($"SAVEPOINT {Savepoint}", cancellationToken).ConfigureAwait(false);
        try
        {
            await ExecuteAsync($"CREATE OR REPLACE VIEW {PostgresDialect.Quote(view)} AS\n{select}", cancellationToken).ConfigureAwait(false);
            await ExecuteAsync($"RELEASE SAVEPOINT {Savepoint}", cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (WarehouseException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.InvalidTableDefinition })
        {
            await session.RollbackToAsync(Savepoint, cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    Task<long> ExecuteAsync(string sql, CancellationToken cancellationToken) => session.ExecuteAsync(new(sql), cancellationToken);
}
