using Quern.DuckDb;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Testing;

/// <summary>A DuckDB database in memory that holds a model's inputs and its result.</summary>
sealed class Sandbox : IAsyncDisposable
{
    public const string Dialect = "duckdb";

    // The schema's name can't be a relation's: those come from the user's own names.
    static readonly RelationName Target = new("quern_sandbox", "target");
    static readonly RelationName Stage = new("quern_sandbox", "stage");
    static readonly RelationName TouchedKeys = new("quern_sandbox", "touched_keys");

    readonly DuckDbWarehouse warehouse = new(":memory:");
    IWarehouseSession session = null!;

    Sandbox() { }

    public static async Task<Sandbox> CreateAsync(SandboxRelations relations, CancellationToken cancellationToken)
    {
        var sandbox = new Sandbox();
        try
        {
            sandbox.session = await sandbox.warehouse.OpenAsync(cancellationToken);
            // Schemas before the transaction: a warehouse may make them on a connection of its own.
            foreach (var schema in relations.All.Select(relation => relation.Definition.Schema).Append(Target.Schema).Distinct(StringComparer.Ordinal))
                await sandbox.session.EnsureSchemaAsync(schema, cancellationToken);
            // Nothing is to outlive the test, so the transaction is never committed.
            await sandbox.session.BeginAsync(cancellationToken);
            foreach (var relation in relations.All)
                await sandbox.LoadAsync(NameOf(relation.Definition), relation, cancellationToken);
            return sandbox;
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    public async Task BuildFullyAsync(RelationDefinition model, CancellationToken cancellationToken)
    {
        await CreateAsync(Target, model.Columns, cancellationToken);
        await InsertAsync(Target, model, SqlOf(model).Select!, [], cancellationToken);
    }

    /// <summary>Does what an incremental step does: stage, touched keys, publish, orphans.</summary>
    public async Task BuildIncrementallyAsync<T>(
        RelationDefinition<T> model, IEnumerable<T> existing, Func<CursorDefinition, HighWaterMark?> markOf, CancellationToken cancellationToken)
    {
        var (sql, incremental, registry) = (SqlOf(model), model.Incremental!, RelationLookup.Upstream(model));
        SqlParameterValue[] bounds =
            [.. incremental.Cursors.Select(c => new SqlParameterValue(c.Parameter, c.Type, HighWaterMark.LowerBound(c, markOf(c), registry.LookbackOf(c))))];

        await LoadAsync(Target, SandboxRelation.Of(model, existing), cancellationToken);
        await CreateAsync(Stage, model.Columns, cancellationToken);
        await InsertAsync(Stage, model, sql.SelectChanges ?? sql.Select!, bounds, cancellationToken);
        if (sql.SelectTouchedKeys is { } touchedKeys)
        {
            await CreateAsync(TouchedKeys, incremental.UniqueKey.Select(key => model.Columns.First(c => c.Name == key)), cancellationToken);
            await InsertAsync(TouchedKeys, model, touchedKeys, bounds, cancellationToken);
        }
        foreach (var statement in sql.Publish)
            await session.ExecuteAsync(Statement(model, statement.Sql, bounds), cancellationToken);
        // An append model keeps every row that it ever had.
        if (sql.DeleteOrphans is { } orphans && incremental.Strategy != IncrementalStrategy.Append)
            await session.ExecuteAsync(Statement(model, orphans, bounds), cancellationToken);
    }

    public Task<IReadOnlyList<T>> ReadAsync<T>(RelationDefinition<T> model, CancellationToken cancellationToken)
    {
        var columns = string.Join(", ", model.Columns.Select(column => warehouse.Quote(column.Name)));
        return session.QueryAsync(new SqlStatement($"SELECT {columns} FROM {Quoted(Target)}"), model.ReadRow, cancellationToken);
    }

    public async Task<IReadOnlyList<DataTestResult>> TestAsync(RelationDefinition model, CancellationToken cancellationToken)
    {
        var results = new List<DataTestResult>();
        var statements = new TestStatements(model, SqlOf(model), warehouse.Quote);
        foreach (var test in model.Tests)
            if (statements.FailingRows(test) is { } failingRows)
            {
                var rows = Statement(model, failingRows, []);
                var counts = await session.QueryAsync(
                    rows with { Text = $"SELECT COUNT(*) FROM ({rows.Text}) AS failing" }, reader => reader.GetInt64(0), cancellationToken);
                results.Add(new(test, counts[0]));
            }
        return results;
    }

    public async ValueTask DisposeAsync()
    {
        if (session is not null)
            await session.DisposeAsync();
        await warehouse.DisposeAsync();
    }

    async Task LoadAsync(RelationName table, SandboxRelation relation, CancellationToken cancellationToken)
    {
        await CreateAsync(table, relation.Definition.Columns, cancellationToken);
        await using var load = await session.OpenBulkLoadAsync(table, Columns(relation.Definition.Columns), cancellationToken);
        foreach (var write in relation.Rows)
        {
            write(load.Row);
            load.EndRow();
        }
        await load.CompleteAsync(cancellationToken);
    }

    Task CreateAsync(RelationName table, IEnumerable<ColumnDefinition> columns, CancellationToken cancellationToken) =>
        session.CreateTableAsync(table, Columns(columns), transient: true, cancellationToken);

    Task<long> InsertAsync(
        RelationName table, RelationDefinition model, SqlTemplate select, SqlParameterValue[] parameters, CancellationToken cancellationToken)
    {
        var statement = Statement(model, select, parameters);
        return session.ExecuteAsync(statement with { Text = $"INSERT INTO {Quoted(table)}\n{statement.Text}" }, cancellationToken);
    }

    SqlStatement Statement(RelationDefinition model, SqlTemplate template, SqlParameterValue[] parameters)
    {
        var used = template.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        return new(template.Render(Name, parameter => warehouse.ParameterMarker(parameter.Name), [.. model.Columns.Select(c => warehouse.Quote(c.Name))]), [.. parameters.Where(p => used.Contains(p.Name))]);

        string Name(RelationRef reference) => Quoted(
            reference == RelationRef.Target || reference == RelationRef.Tested || reference.Id == model.Id ? Target
            : reference == RelationRef.Stage ? Stage
            : reference == RelationRef.TouchedKeys ? TouchedKeys
            : NameOf(RelationLookup.Find(model, reference.Id)));
    }

    string Quoted(RelationName name) => $"{warehouse.Quote(name.Schema)}.{warehouse.Quote(name.Name)}";

    // A null where none may be is for the data tests to find, which name the column.
    static TableColumn[] Columns(IEnumerable<ColumnDefinition> columns) => [.. columns.Select(c => new TableColumn(c.Name, c.Type, IsNullable: true))];

    static RelationName NameOf(RelationDefinition relation) => new(relation.Schema, relation.Name);

    static RelationSql SqlOf(RelationDefinition model) => model.Sql[Dialect];
}
