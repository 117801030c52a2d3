using Npgsql;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>Puts a stage in the place of a target.</summary>
/// <remarks>
/// A table that nothing depends on is dropped and the stage renamed: no row is copied. One that views or foreign keys depend
/// on stays, and gets the stage's columns and rows: DELETE and INSERT, not TRUNCATE, so that readers with an older snapshot
/// still see the old rows.
/// </remarks>
sealed class PostgresReplacement(PostgresSession session, RelationName target, RelationName stage)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var kind = await session.KindAsync(target, cancellationToken).ConfigureAwait(false);
        var dependents = kind is null ? [] : await PostgresDependents.OfAsync(session, target, cancellationToken).ConfigureAwait(false);
        if (dependents.Count == 0)
            await RenameAsync(kind, cancellationToken).ConfigureAwait(false);
        else if (kind == "TABLE")
            await RefillAsync(dependents, cancellationToken).ConfigureAwait(false);
        else
            throw new WarehouseException(
                $"The view {target} is to become a table, and {string.Join(", ", dependents)} depends on it. Drop that first; a run makes it anew when it is a model.");
        // Without statistics the models that read it would be planned blindly until autovacuum comes by.
        await ExecuteAsync($"ANALYZE {PostgresDialect.Quote(target)}", cancellationToken).ConfigureAwait(false);
    }

    async Task RenameAsync(string? kind, CancellationToken cancellationToken)
    {
        var grants = kind is null ? [] : await PostgresGrants.OfAsync(session, target, cancellationToken).ConfigureAwait(false);
        if (kind is not null)
            await ExecuteAsync($"DROP {kind} {PostgresDialect.Quote(target)}", cancellationToken).ConfigureAwait(false);
        // A crash empties an unlogged table. Making it logged writes it a second time, so the caller creates the stage of a
        // table that is replaced as a whole logged from the start, and this is for the one that did not know.
        if (await IsUnloggedAsync(cancellationToken).ConfigureAwait(false))
            await ExecuteAsync($"ALTER TABLE {PostgresDialect.Quote(stage)} SET LOGGED", cancellationToken).ConfigureAwait(false);
        var moved = stage with { Schema = target.Schema };
        if (stage.Schema != target.Schema)
            await ExecuteAsync($"ALTER TABLE {PostgresDialect.Quote(stage)} SET SCHEMA {PostgresDialect.Quote(target.Schema)}", cancellationToken).ConfigureAwait(false);
        await ExecuteAsync($"ALTER TABLE {PostgresDialect.Quote(moved)} RENAME TO {PostgresDialect.Quote(target.Name)}", cancellationToken).ConfigureAwait(false);
        foreach (var grant in grants)
            await ExecuteAsync(grant, cancellationToken).ConfigureAwait(false);
    }

    async Task RefillAsync(IReadOnlyList<string> dependents, CancellationToken cancellationToken)
    {
        var table = PostgresDialect.Quote(target);
        var old = await session.DescribeAsync(target, cancellationToken).ConfigureAwait(false) ?? [];
        var wanted = await session.DescribeAsync(stage, cancellationToken).ConfigureAwait(false)
            ?? throw new WarehouseException($"The table {stage}, which is to take the place of {target}, does not exist.");
        await ExecuteAsync($"DELETE FROM {table}", cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var change in Changes(old, wanted))
                await ExecuteAsync($"ALTER TABLE {table} {change}", cancellationToken).ConfigureAwait(false);
        }
        catch (WarehouseException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.DependentObjectsStillExist or PostgresErrorCodes.FeatureNotSupported })
        {
            throw new WarehouseException(
                $"{target} gets other columns, and {string.Join(", ", dependents)} reads the old ones: {((PostgresException)e.InnerException).MessageText}. "
                + "Drop that first; a run makes it anew when it is a model.", e);
        }
        // The unique key may be another now; whoever wants an index on it creates it after this.
        foreach (var index in await UniqueIndexesAsync(cancellationToken).ConfigureAwait(false))
            await ExecuteAsync($"DROP INDEX {PostgresDialect.Quote(target with { Name = index })}", cancellationToken).ConfigureAwait(false);
        var columns = PostgresDialect.Quote(wanted.Select(c => c.Name));
        await ExecuteAsync($"INSERT INTO {table} ({columns}) SELECT {columns} FROM {PostgresDialect.Quote(stage)}", cancellationToken).ConfigureAwait(false);
        await session.DropTableAsync(stage, cancellationToken).ConfigureAwait(false);
    }

    static IEnumerable<string> Changes(IReadOnlyList<WarehouseColumn> old, IReadOnlyList<WarehouseColumn> wanted)
    {
        var before = old.ToDictionary(c => c.Name, StringComparer.Ordinal);
        foreach (var column in wanted)
        {
            var name = PostgresDialect.Quote(column.Name);
            if (!before.Remove(column.Name, out var found))
            {
                yield return $"ADD COLUMN {name} {column.TypeName}";
                continue;
            }
            if (found.TypeName != column.TypeName)
                yield return $"ALTER COLUMN {name} TYPE {column.TypeName} USING NULL";
            if (!found.IsNullable && column.IsNullable)
                yield return $"ALTER COLUMN {name} DROP NOT NULL";
        }
        foreach (var gone in before.Keys)
            yield return $"DROP COLUMN {PostgresDialect.Quote(gone)}";
    }

    Task<long> ExecuteAsync(string sql, CancellationToken cancellationToken) => session.ExecuteAsync(new(sql), cancellationToken);

    async Task<bool> IsUnloggedAsync(CancellationToken cancellationToken) =>
        (await session.QueryAsync(
            new("SELECT c.relpersistence = 'u' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = @schema AND c.relname = @name",
                PostgresSession.Parameters(stage)),
            r => r.GetBoolean(0), cancellationToken).ConfigureAwait(false)).Contains(true);

    Task<IReadOnlyList<string>> UniqueIndexesAsync(CancellationToken cancellationToken) => session.QueryAsync(
        new("""
            SELECT x.relname::text
            FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = @schema AND c.relname = @name AND i.indisunique
              AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
            """, PostgresSession.Parameters(target)),
        r => r.GetString(0), cancellationToken);
}
