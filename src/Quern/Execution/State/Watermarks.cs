using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution.State;

/// <summary>High-water marks: how far a relation has seen each of its inputs.</summary>
/// <param name="warehouse">Where they are kept, beside the data that they belong to.</param>
/// <param name="runId">The run that writes.</param>
sealed class Watermarks(IWarehouse warehouse, string runId)
{
    static readonly ColumnType Text = new(ColumnKind.Text);
    static readonly string[] KeyColumns = ["relation", "input", "cursor_column"];

    /// <summary>The greatest cursor seen, in the C# type of its kind; null when there is none.</summary>
    public async Task<object?> ReadAsync(IWarehouseSession session, WatermarkKey key, CancellationToken cancellationToken)
    {
        var column = CursorColumn(key);
        var statement = new SqlStatement(
            $"SELECT {warehouse.Quote(column)} FROM {StateTable.Watermarks.Write(warehouse)} WHERE {Condition}", Parameters(key));
        var found = await session.QueryAsync(statement, r => TypedValue.ReadStored(r, 0, key.Type.Kind), cancellationToken);
        return found.FirstOrDefault(v => v is not null);
    }

    /// <summary>Replaces the mark; with a null value there is none afterwards.</summary>
    /// <param name="session">A session with the transaction that also publishes the data.</param>
    /// <param name="key">Whose mark it is.</param>
    /// <param name="value">The greatest cursor seen.</param>
    /// <param name="row">The key of the row that had it; null when it is not known or has several columns.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WriteAsync(
        IWarehouseSession session, WatermarkKey key, object? value, WatermarkRow? row, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            new SqlStatement($"DELETE FROM {StateTable.Watermarks.Write(warehouse)} WHERE {Condition}", Parameters(key)), cancellationToken);
        if (value is null)
            return;
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["relation"] = key.Relation,
            ["input"] = key.Input,
            ["cursor_column"] = key.Column,
            [CursorColumn(key)] = TypedValue.ToStored(value),
            ["run_id"] = runId,
            ["updated_at"] = DateTimeOffset.UtcNow,
        };
        if (row is not null && TypedValue.ColumnFor("key", row.Kind) is { } keyColumn)
        {
            values["key_column"] = row.Column;
            values[keyColumn] = TypedValue.ToStored(row.Value);
        }
        await StateTable.Watermarks.InsertAsync(warehouse, session, values, cancellationToken);
    }

    string Condition =>
        string.Join(" AND ", KeyColumns.Select(c => $"{warehouse.Quote(c)} = {warehouse.ParameterMarker(c)}"));

    static IReadOnlyList<SqlParameterValue> Parameters(WatermarkKey key) =>
        [new("relation", Text, key.Relation), new("input", Text, key.Input), new("cursor_column", Text, key.Column)];

    static string CursorColumn(WatermarkKey key) =>
        TypedValue.ColumnFor("cursor", key.Type.Kind) ?? throw new InvalidOperationException(
            $"{key.Column} of {key.Input} is {key.Type}, which can't be a cursor. Use an integer, a date, a timestamp or a text column.");
}

/// <summary>Whose high-water mark it is.</summary>
/// <param name="Relation">The relation that reads, as <c>schema.name</c>: a mark belongs to a table, whatever its record is called.</param>
/// <param name="Input">What it reads: <c>schema.name</c>, or source and table of an extraction.</param>
/// <param name="Column">The cursor column.</param>
/// <param name="Type">Its type.</param>
sealed record WatermarkKey(string Relation, string Input, string Column, ColumnType Type)
{
    /// <summary>What an extraction reads.</summary>
    public static string InputOf(ExtractDefinition extract) => $"{extract.Source}:{extract.Table}";
}

/// <summary>The key of the last row seen.</summary>
sealed record WatermarkRow(string Column, ColumnKind Kind, object Value);
