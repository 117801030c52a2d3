using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>Schemas, tables and views.</summary>
sealed partial class PostgresSession
{
    static readonly ColumnType Text = new(ColumnKind.Text);

    public async Task<IReadOnlyList<WarehouseColumn>?> DescribeAsync(RelationName relation, CancellationToken cancellationToken)
    {
        var columns = await QueryAsync(
            new("""
                SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = @schema AND c.relname = @name AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY a.attnum
                """, Parameters(relation)),
            r => new WarehouseColumn(r.GetString(0), r.GetString(1), r.GetBoolean(2)), cancellationToken).ConfigureAwait(false);
        return columns.Count == 0 ? null : columns;
    }

    public async Task<bool?> IsTableAsync(RelationName relation, CancellationToken cancellationToken) =>
        await KindAsync(relation, cancellationToken).ConfigureAwait(false) is { } kind ? kind == "TABLE" : null;

    public async Task EnsureSchemaAsync(string schema, CancellationToken cancellationToken)
    {
        // First, because IF NOT EXISTS asks for the right to create even when there is nothing to create.
        if (await SchemaIsCompleteAsync(schema, cancellationToken).ConfigureAwait(false))
            return;
        await InTransactionAsync(async () =>
        {
            // Two sessions that create one schema fail on the catalog's unique index, even with IF NOT EXISTS.
            await LockAsync("quern schema " + schema, cancellationToken).ConfigureAwait(false);
            // Asked again with the lock held: IF NOT EXISTS alone may look into a cache that does not know yet what the session
            // before us committed, since waiting for an advisory lock does not bring it up to date.
            if (await SchemaIsCompleteAsync(schema, cancellationToken).ConfigureAwait(false))
                return;
            await ExecuteAsync(new($"CREATE SCHEMA IF NOT EXISTS {PostgresDialect.Quote(schema)}"), cancellationToken).ConfigureAwait(false);
            if (schema == PostgresFunctions.Schema)
                await ExecuteAsync(new(PostgresFunctions.Create), cancellationToken).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
    }

    public Task CreateTableAsync(RelationName table, IReadOnlyList<TableColumn> columns, bool transient, CancellationToken cancellationToken) =>
        ExecuteAsync(
            new($"CREATE {(transient ? "UNLOGGED " : "")}TABLE {PostgresDialect.Quote(table)} ({string.Join(", ", columns.Select(PostgresDialect.ColumnDefinition))})"),
            cancellationToken);

    public Task ReplaceAsync(RelationName target, RelationName stage, CancellationToken cancellationToken) =>
        InTransactionAsync(() => new PostgresReplacement(this, target, stage).RunAsync(cancellationToken), cancellationToken);

    public Task CreateViewAsync(RelationName view, string select, CancellationToken cancellationToken) =>
        InTransactionAsync(() => new PostgresViewDefinition(this, view, select).RunAsync(cancellationToken), cancellationToken);

    public Task DropTableAsync(RelationName table, CancellationToken cancellationToken) =>
        ExecuteAsync(new($"DROP TABLE IF EXISTS {PostgresDialect.Quote(table)}"), cancellationToken);

    public Task AddColumnAsync(RelationName table, TableColumn column, CancellationToken cancellationToken) =>
        ExecuteAsync(
            new($"ALTER TABLE {PostgresDialect.Quote(table)} ADD COLUMN {PostgresDialect.ColumnDefinition(column with { IsNullable = true })}"),
            cancellationToken);

    public Task DropColumnAsync(RelationName table, string column, CancellationToken cancellationToken) =>
        ExecuteAsync(new($"ALTER TABLE {PostgresDialect.Quote(table)} DROP COLUMN {PostgresDialect.Quote(column)}"), cancellationToken);

    public Task RenameTableAsync(RelationName table, RelationName name, CancellationToken cancellationToken) =>
        InTransactionAsync(async () =>
        {
            var moved = table with { Schema = name.Schema };
            if (table.Schema != name.Schema)
                await ExecuteAsync(new($"ALTER TABLE {PostgresDialect.Quote(table)} SET SCHEMA {PostgresDialect.Quote(name.Schema)}"), cancellationToken).ConfigureAwait(false);
            if (table.Name != name.Name)
                await ExecuteAsync(new($"ALTER TABLE {PostgresDialect.Quote(moved)} RENAME TO {PostgresDialect.Quote(name.Name)}"), cancellationToken).ConfigureAwait(false);
        }, cancellationToken);

    public Task RenameColumnAsync(RelationName table, string column, string name, CancellationToken cancellationToken) =>
        ExecuteAsync(
            new($"ALTER TABLE {PostgresDialect.Quote(table)} RENAME COLUMN {PostgresDialect.Quote(column)} TO {PostgresDialect.Quote(name)}"), cancellationToken);

    public async Task ClusterAsync(RelationName table, IReadOnlyList<string> clusterBy, IReadOnlyList<string> key, CancellationToken cancellationToken)
    {
        await EnsureIndexAsync(table, key, isUnique: true, cancellationToken).ConfigureAwait(false);
        await EnsureIndexAsync(table, clusterBy, isUnique: false, cancellationToken).ConfigureAwait(false);
    }

    public Task<IBulkLoad> OpenBulkLoadAsync(RelationName table, IReadOnlyList<TableColumn> columns, CancellationToken cancellationToken) =>
        GuardAsync(() => PostgresBulkLoad.OpenAsync(this, connection, table, columns, cancellationToken), sql: null);

    /// <summary>The word that DROP takes for the relation; null when there is none.</summary>
    internal async Task<string?> KindAsync(RelationName relation, CancellationToken cancellationToken) =>
        (await QueryAsync(
            new("""
                SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = @schema AND c.relname = @name AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
                """, Parameters(relation)),
            r => r.GetString(0), cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    internal static SqlParameterValue[] Parameters(RelationName relation) =>
        [new("schema", Text, relation.Schema), new("name", Text, relation.Name)];

    async Task<bool> SchemaIsCompleteAsync(string schema, CancellationToken cancellationToken) =>
        (await QueryAsync(
            new($"""
                SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = @schema)
                   AND (@schema <> '{PostgresFunctions.Schema}' OR to_regprocedure('{PostgresFunctions.Signature}') IS NOT NULL)
                """, [new("schema", Text, schema)]),
            r => r.GetBoolean(0), cancellationToken).ConfigureAwait(false))[0];

    async Task EnsureIndexAsync(RelationName table, IReadOnlyList<string> columns, bool isUnique, CancellationToken cancellationToken)
    {
        if (columns.Count == 0)
            return;
        var existing = await QueryAsync(
            new("""
                SELECT ARRAY(
                    SELECT a.attname::text
                    FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, position)
                    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                    ORDER BY k.position)
                FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = @schema AND c.relname = @name AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
                  AND (i.indisunique OR NOT @is_unique)
                """, [.. Parameters(table), new("is_unique", new(ColumnKind.Boolean), isUnique)]),
            r => r.GetFieldValue<string[]>(0), cancellationToken).ConfigureAwait(false);
        if (existing.Any(index => index.SequenceEqual(columns)))
            return;
        // Without a name PostgreSQL finds a free one; names of ours could collide after a table was renamed.
        await ExecuteAsync(
            new($"CREATE {(isUnique ? "UNIQUE " : "")}INDEX ON {PostgresDialect.Quote(table)} ({PostgresDialect.Quote(columns)})"),
            cancellationToken).ConfigureAwait(false);
    }
}
