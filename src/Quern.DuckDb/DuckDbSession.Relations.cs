using Quern.Registry;
using Quern.Warehouses;

namespace Quern.DuckDb;

/// <summary>Schemas, tables and views.</summary>
sealed partial class DuckDbSession
{
    static readonly ColumnType Text = new(ColumnKind.Text);

    public async Task<IReadOnlyList<WarehouseColumn>?> DescribeAsync(RelationName relation, CancellationToken cancellationToken)
    {
        var columns = await QueryAsync(
            new("""
                SELECT column_name, data_type, is_nullable
                FROM duckdb_columns()
                WHERE database_name = current_database() AND lower(schema_name) = lower($schema) AND lower(table_name) = lower($name)
                ORDER BY column_index
                """, Parameters(relation)),
            r => new WarehouseColumn(r.GetString(0), r.GetString(1), r.GetBoolean(2)), cancellationToken).ConfigureAwait(false);
        return columns.Count == 0 ? null : columns;
    }

    public async Task<bool?> IsTableAsync(RelationName relation, CancellationToken cancellationToken)
    {
        var kinds = await QueryAsync(
            new("""
                SELECT true FROM duckdb_tables()
                WHERE database_name = current_database() AND lower(schema_name) = lower($schema) AND lower(table_name) = lower($name)
                UNION ALL
                SELECT false FROM duckdb_views()
                WHERE database_name = current_database() AND lower(schema_name) = lower($schema) AND lower(view_name) = lower($name)
                """, Parameters(relation)),
            r => r.GetBoolean(0), cancellationToken).ConfigureAwait(false);
        return kinds.Count == 0 ? null : kinds[0];
    }

    // On a connection of its own, and so committed at once: two transactions that create one schema conflict, even with
    // IF NOT EXISTS, and one whose snapshot is older than the schema never sees it. Looking for the schema in the open
    // transaction would take that snapshot.
    public async Task EnsureSchemaAsync(string schema, CancellationToken cancellationToken)
    {
        ThrowIfFailed();
        using var alone = new DuckDbConnector(file);
        await RefuseNameOfFileAsync(alone, schema, cancellationToken).ConfigureAwait(false);
        if (await SchemaExistsAsync(alone, schema, cancellationToken).ConfigureAwait(false))
            return;
        using var held = await file.Locks.AcquireAsync(new RelationName(schema, ""), cancellationToken).ConfigureAwait(false);
        await alone.ExecuteAsync(new($"CREATE SCHEMA IF NOT EXISTS {DuckDbDialect.Quote(schema)}"), cancellationToken).ConfigureAwait(false);
    }

    // DuckDB names a database by its file, and takes "marts.orders" in marts.duckdb for a table of the database as well.
    static async Task RefuseNameOfFileAsync(DuckDbConnector connector, string schema, CancellationToken cancellationToken)
    {
        var database = (await connector.QueryAsync(new("SELECT current_database()"), r => r.GetString(0), cancellationToken).ConfigureAwait(false))[0];
        if (string.Equals(database, schema, StringComparison.OrdinalIgnoreCase))
            throw new WarehouseException(
                WarehouseFailure.Misconfigured,
                $"The schema '{schema}' has the name of the DuckDB database {connector.Location}, and DuckDB can't tell the two apart in \"{schema}.table\". Give the file or the schema another name.");
    }

    // Nothing in DuckDB is cheaper for being transient: a table is written to the file when its transaction commits.
    public Task CreateTableAsync(RelationName table, IReadOnlyList<TableColumn> columns, bool transient, CancellationToken cancellationToken) =>
        ExecuteAsync(
            new($"CREATE TABLE {DuckDbDialect.Quote(table)} ({string.Join(", ", columns.Select(DuckDbDialect.ColumnDefinition))})"),
            cancellationToken);

    public async Task ReplaceAsync(RelationName target, RelationName stage, CancellationToken cancellationToken)
    {
        if (!string.Equals(target.Schema, stage.Schema, StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"DuckDB renames inside one schema, and {stage} is to take the place of {target}.", nameof(stage));
        // Views read their tables by name, so they see the new one.
        await DropAsync(target, cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(new($"ALTER TABLE {DuckDbDialect.Quote(stage)} RENAME TO {DuckDbDialect.Quote(target.Name)}"), cancellationToken).ConfigureAwait(false);
    }

    public async Task CreateViewAsync(RelationName view, string select, CancellationToken cancellationToken)
    {
        if (await IsTableAsync(view, cancellationToken).ConfigureAwait(false) == true)
            await DropAsync(view, cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(new($"CREATE OR REPLACE VIEW {DuckDbDialect.Quote(view)} AS\n{select}"), cancellationToken).ConfigureAwait(false);
    }

    public Task DropTableAsync(RelationName table, CancellationToken cancellationToken) =>
        ExecuteAsync(new($"DROP TABLE IF EXISTS {DuckDbDialect.Quote(table)}"), cancellationToken);

    public Task AddColumnAsync(RelationName table, TableColumn column, CancellationToken cancellationToken) =>
        ExecuteAsync(
            new($"ALTER TABLE {DuckDbDialect.Quote(table)} ADD COLUMN {DuckDbDialect.ColumnDefinition(column with { IsNullable = true })}"),
            cancellationToken);

    public Task DropColumnAsync(RelationName table, string column, CancellationToken cancellationToken) =>
        ExecuteAsync(new($"ALTER TABLE {DuckDbDialect.Quote(table)} DROP COLUMN {DuckDbDialect.Quote(column)}"), cancellationToken);

    public async Task RenameTableAsync(RelationName table, RelationName name, CancellationToken cancellationToken)
    {
        if (string.Equals(table.Schema, name.Schema, StringComparison.OrdinalIgnoreCase))
        {
            await ExecuteAsync(new($"ALTER TABLE {DuckDbDialect.Quote(table)} RENAME TO {DuckDbDialect.Quote(name.Name)}"), cancellationToken).ConfigureAwait(false);
            return;
        }
        // DuckDB (1.5.6) has no SET SCHEMA.
        await ExecuteAsync(new($"CREATE TABLE {DuckDbDialect.Quote(name)} AS SELECT * FROM {DuckDbDialect.Quote(table)}"), cancellationToken).ConfigureAwait(false);
        await DropTableAsync(table, cancellationToken).ConfigureAwait(false);
    }

    public Task RenameColumnAsync(RelationName table, string column, string name, CancellationToken cancellationToken) =>
        ExecuteAsync(
            new($"ALTER TABLE {DuckDbDialect.Quote(table)} RENAME COLUMN {DuckDbDialect.Quote(column)} TO {DuckDbDialect.Quote(name)}"), cancellationToken);

    // DuckDB skips row groups by their least and greatest values, so the order of loading is the clustering; an index
    // would cost each load 1.5 to 1.9 times its time and speed up no merge.
    public Task ClusterAsync(RelationName table, IReadOnlyList<string> clusterBy, IReadOnlyList<string> key, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<IBulkLoad> OpenBulkLoadAsync(RelationName table, IReadOnlyList<TableColumn> columns, CancellationToken cancellationToken) =>
        GuardAsync(() => DuckDbBulkLoad.OpenAsync(this, connector, table, columns, cancellationToken));

    /// <summary>Whether a transaction is open.</summary>
    internal bool InTransaction => inTransaction;

    async Task DropAsync(RelationName relation, CancellationToken cancellationToken)
    {
        if (await IsTableAsync(relation, cancellationToken).ConfigureAwait(false) is { } isTable)
            await ExecuteAsync(new($"DROP {(isTable ? "TABLE" : "VIEW")} {DuckDbDialect.Quote(relation)}"), cancellationToken).ConfigureAwait(false);
    }

    static async Task<bool> SchemaExistsAsync(DuckDbConnector connector, string schema, CancellationToken cancellationToken) =>
        (await connector.QueryAsync(
            new("SELECT 1 FROM duckdb_schemas() WHERE database_name = current_database() AND lower(schema_name) = lower($schema)",
                [new("schema", Text, schema)]),
            r => r.GetInt32(0), cancellationToken).ConfigureAwait(false)).Count > 0;

    static SqlParameterValue[] Parameters(RelationName relation) =>
        [new("schema", Text, relation.Schema), new("name", Text, relation.Name)];
}
