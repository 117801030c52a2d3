using System.Globalization;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution.State;

/// <summary>A table of the <c>quern</c> schema, in which a warehouse remembers what runs did.</summary>
sealed record StateTable(string Name, IReadOnlyList<TableColumn> Columns)
{
    public const string Schema = "quern";

    // Far from the 65,535 parameters that a statement of Postgres can have.
    const int RowsPerStatement = 500;

    /// <summary>The version of these tables that this code reads and writes.</summary>
    public const int CurrentVersion = 1;

    public static StateTable SchemaVersion { get; } = new("schema_version", [Column("version", ColumnKind.Int32)]);

    /// <summary>One row a run. A run that was killed stays <c>running</c> until the next one calls it <c>interrupted</c>.</summary>
    public static StateTable Runs { get; } = new("runs",
    [
        Column("run_id", ColumnKind.Text), Column("command", ColumnKind.Text), Column("target", ColumnKind.Text),
        Column("full_refresh", ColumnKind.Boolean), Column("status", ColumnKind.Text),
        Column("started_at", ColumnKind.TimestampTz), Column("finished_at", ColumnKind.TimestampTz, isNullable: true),
    ]);

    /// <summary>One row a step of a run.</summary>
    public static StateTable Steps { get; } = new("steps",
    [
        Column("run_id", ColumnKind.Text), Column("step", ColumnKind.Int32), Column("relation", ColumnKind.Text),
        Column("kind", ColumnKind.Text), Column("status", ColumnKind.Text), Column("mode", ColumnKind.Text, isNullable: true),
        Column("rows_read", ColumnKind.Int64, isNullable: true), Column("rows_inserted", ColumnKind.Int64, isNullable: true),
        Column("rows_updated", ColumnKind.Int64, isNullable: true), Column("rows_deleted", ColumnKind.Int64, isNullable: true),
        Column("started_at", ColumnKind.TimestampTz, isNullable: true), Column("finished_at", ColumnKind.TimestampTz),
        Column("message", ColumnKind.Text, isNullable: true),
    ]);

    /// <summary>
    /// One row an input of a relation: the greatest cursor seen and the key of the row that had it, each in the one column of
    /// its type. A key of several columns, or of another type, is not kept.
    /// </summary>
    public static StateTable Watermarks { get; } = new("watermarks",
    [
        Column("relation", ColumnKind.Text), Column("input", ColumnKind.Text), Column("cursor_column", ColumnKind.Text),
        .. TypedValue.Columns("cursor"), Column("key_column", ColumnKind.Text, isNullable: true), .. TypedValue.Columns("key"),
        Column("run_id", ColumnKind.Text), Column("updated_at", ColumnKind.TimestampTz),
    ]);

    /// <summary>One row a data test of a step.</summary>
    public static StateTable TestResults { get; } = new("test_results",
    [
        Column("run_id", ColumnKind.Text), Column("relation", ColumnKind.Text), Column("test", ColumnKind.Text),
        Column("kind", ColumnKind.Text), Column("severity", ColumnKind.Text), Column("status", ColumnKind.Text),
        Column("failures", ColumnKind.Int64), Column("message", ColumnKind.Text, isNullable: true),
        Column("tested_at", ColumnKind.TimestampTz),
    ]);

    public static IReadOnlyList<StateTable> All { get; } = [SchemaVersion, Runs, Steps, Watermarks, TestResults];

    public RelationName RelationName => new(Schema, Name);

    public string Write(IWarehouse warehouse) => $"{warehouse.Quote(Schema)}.{warehouse.Quote(Name)}";

    /// <summary>Inserts a row.</summary>
    /// <param name="warehouse">Writes names and markers.</param>
    /// <param name="session">Runs it.</param>
    /// <param name="values">The values by column; null where a column is missing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task InsertAsync(
        IWarehouse warehouse, IWarehouseSession session, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken) =>
        InsertAsync(warehouse, session, [values], cancellationToken);

    /// <summary>Inserts rows, many with one statement: a statement costs more than its row.</summary>
    /// <inheritdoc cref="InsertAsync(IWarehouse, IWarehouseSession, IReadOnlyDictionary{string, object?}, CancellationToken)"/>
    public async Task InsertAsync(
        IWarehouse warehouse, IWarehouseSession session, IEnumerable<IReadOnlyDictionary<string, object?>> rows, CancellationToken cancellationToken)
    {
        foreach (var batch in rows.Chunk(RowsPerStatement))
            await session.ExecuteAsync(Insert(warehouse, batch), cancellationToken);
    }

    SqlStatement Insert(IWarehouse warehouse, IReadOnlyList<IReadOnlyDictionary<string, object?>> rows)
    {
        var columns = Columns.Where(c => rows.Any(r => r.GetValueOrDefault(c.Name) is not null)).ToArray();
        var parameters = new List<SqlParameterValue>();
        var tuples = rows.Select((row, i) => $"({string.Join(", ", columns.Select(c => Value(row, c, i)))})");
        return new SqlStatement(
            $"INSERT INTO {Write(warehouse)} ({string.Join(", ", columns.Select(c => warehouse.Quote(c.Name)))}) VALUES {string.Join(", ", tuples)}",
            parameters);

        string Value(IReadOnlyDictionary<string, object?> row, TableColumn column, int index)
        {
            if (row.GetValueOrDefault(column.Name) is not { } value)
                return "NULL";
            var parameter = string.Create(CultureInfo.InvariantCulture, $"{column.Name}_{index}");
            parameters.Add(new SqlParameterValue(parameter, column.Type, value));
            return warehouse.ParameterMarker(parameter);
        }
    }

    static TableColumn Column(string name, ColumnKind kind, bool isNullable = false) => new(name, new ColumnType(kind), isNullable);
}
