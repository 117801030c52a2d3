using Quern.Registry;

namespace Quern.Warehouses;

/// <summary>A database that runs hold their tables in. One object serves all steps of a run; sessions are its connections.</summary>
public interface IWarehouse : IAsyncDisposable
{
    /// <summary>Key of <see cref="RelationDefinition.Sql"/>: <c>duckdb</c>, <c>postgres</c>.</summary>
    string Dialect { get; }

    /// <summary>Where the tables are, for people: a file's path, or server and database. Never a credential.</summary>
    string Location { get; }

    /// <summary>Writes an identifier so that the engine reads exactly this text, whatever it holds.</summary>
    string Quote(string identifier);

    /// <summary>Writes a parameter's marker: <c>$since</c>, <c>@since</c>.</summary>
    string ParameterMarker(string name);

    /// <summary>Writes a column type: <c>DECIMAL(18, 2)</c>.</summary>
    string TypeName(ColumnType type);

    /// <summary>Opens a connection.</summary>
    /// <exception cref="WarehouseException">The server or file can't be reached, is locked by another process, or refuses the credentials.</exception>
    Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>One connection to a warehouse. Not for use by two threads at a time.</summary>
/// <remarks>
/// Every method throws <see cref="WarehouseException"/> for what the engine refuses. After an exception inside a transaction
/// the caller rolls back: no engine promises more. Disposing a session with an open transaction rolls it back.
/// </remarks>
public interface IWarehouseSession : IAsyncDisposable
{
    /// <summary>Begins a transaction; there is none open.</summary>
    Task BeginAsync(CancellationToken cancellationToken);

    /// <summary>Commits it.</summary>
    Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>Rolls it back; does nothing when none is open. Never throws for a connection that is gone.</summary>
    Task RollbackAsync();

    /// <summary>Runs one statement and returns how many rows it touched; 0 for DDL.</summary>
    Task<long> ExecuteAsync(SqlStatement statement, CancellationToken cancellationToken);

    /// <summary>Runs a query and reads each row with <paramref name="read"/>.</summary>
    Task<IReadOnlyList<T>> QueryAsync<T>(SqlStatement statement, Func<System.Data.Common.DbDataReader, T> read, CancellationToken cancellationToken);

    /// <summary>The columns of a table or view, in order; null when there is none.</summary>
    Task<IReadOnlyList<WarehouseColumn>?> DescribeAsync(RelationName relation, CancellationToken cancellationToken);

    /// <summary>Whether the relation is a table (true), a view (false), or missing (null).</summary>
    Task<bool?> IsTableAsync(RelationName relation, CancellationToken cancellationToken);

    /// <summary>Waits until no other run works on the relation, and holds it until the transaction ends.</summary>
    Task LockAsync(RelationName relation, CancellationToken cancellationToken);

    /// <summary>Creates a schema when it does not exist; safe when two sessions do it at once. It may stay when the open transaction is rolled back.</summary>
    Task EnsureSchemaAsync(string schema, CancellationToken cancellationToken);

    /// <summary>
    /// Creates an empty table with these columns. <paramref name="transient"/> tables need not survive a crash of the
    /// server (Postgres: unlogged), and are dropped or renamed by the same run. A table that <see cref="ReplaceAsync"/> is to
    /// publish is better not transient: Postgres would have to write it a second time.
    /// </summary>
    Task CreateTableAsync(RelationName table, IReadOnlyList<TableColumn> columns, bool transient, CancellationToken cancellationToken);

    /// <summary>Puts <paramref name="stage"/> in the place of <paramref name="target"/> (a table, a view, or nothing), inside the open transaction; views that read the target keep working.</summary>
    Task ReplaceAsync(RelationName target, RelationName stage, CancellationToken cancellationToken);

    /// <summary>Creates or replaces a view, also in the place of a table.</summary>
    Task CreateViewAsync(RelationName view, string select, CancellationToken cancellationToken);

    /// <summary>Drops a table if it exists.</summary>
    Task DropTableAsync(RelationName table, CancellationToken cancellationToken);

    /// <summary>Adds a nullable column.</summary>
    Task AddColumnAsync(RelationName table, TableColumn column, CancellationToken cancellationToken);

    /// <summary>Drops a column.</summary>
    Task DropColumnAsync(RelationName table, string column, CancellationToken cancellationToken);

    /// <summary>Gives a table another name, or another schema, which exists. Inside the open transaction; rows and indexes go with it.</summary>
    Task RenameTableAsync(RelationName table, RelationName name, CancellationToken cancellationToken);

    /// <summary>Gives a column of a table another name, inside the open transaction.</summary>
    Task RenameColumnAsync(RelationName table, string column, string name, CancellationToken cancellationToken);

    /// <summary>Makes the engine keep rows with near values of these columns close together, or find them fast; does what the engine can, or nothing.</summary>
    Task ClusterAsync(RelationName table, IReadOnlyList<string> clusterBy, IReadOnlyList<string> key, CancellationToken cancellationToken);

    /// <summary>Opens a bulk load into a table of exactly these columns. The load is part of the open transaction.</summary>
    Task<IBulkLoad> OpenBulkLoadAsync(RelationName table, IReadOnlyList<TableColumn> columns, CancellationToken cancellationToken);
}

/// <summary>A column as the catalog has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeName">Its type as the engine writes it, normalized so that it equals <see cref="IWarehouse.TypeName"/> of the same type.</param>
/// <param name="IsNullable">Whether the engine accepts null.</param>
public sealed record WarehouseColumn(string Name, string TypeName, bool IsNullable);

/// <summary>A column to create or load.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsNullable">Whether it accepts null.</param>
public sealed record TableColumn(string Name, ColumnType Type, bool IsNullable);

/// <summary>A bulk load under way. Disposing it without <see cref="CompleteAsync"/> leaves nothing behind.</summary>
public interface IBulkLoad : IAsyncDisposable
{
    /// <summary>Takes the values of the current row, one per column in order.</summary>
    RowWriter Row { get; }

    /// <summary>Ends the current row.</summary>
    /// <exception cref="WarehouseException">A value does not fit; the message names the column and the row.</exception>
    void EndRow();

    /// <summary>Loads what is buffered, and returns the number of rows in all.</summary>
    Task<long> CompleteAsync(CancellationToken cancellationToken);
}
