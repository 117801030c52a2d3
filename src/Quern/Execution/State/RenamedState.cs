using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution.State;

/// <summary>Lets what runs remember of a relation or a column go with its new name.</summary>
sealed class RenamedState(IWarehouse warehouse, IWarehouseSession session)
{
    static readonly ColumnType Text = new(ColumnKind.Text);

    /// <summary>Moves marks, steps and test results of a relation, both as one that reads and as one that is read.</summary>
    /// <param name="from">Its former name, as <c>schema.name</c>.</param>
    /// <param name="to">Its name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task MoveRelationAsync(string from, string to, CancellationToken cancellationToken)
    {
        var marks = StateTable.Watermarks.Write(warehouse);
        // What is there under the new name was said of a table that is gone.
        await ExecuteAsync($"DELETE FROM {marks} WHERE relation = {Marker("to")}", [("to", to)], cancellationToken);
        await ExecuteAsync(
            $"DELETE FROM {marks} WHERE input = {Marker("to")} AND (relation, cursor_column) IN (SELECT relation, cursor_column FROM {marks} WHERE input = {Marker("from")})",
            [("to", to), ("from", from)], cancellationToken);
        await SetAsync(StateTable.Watermarks, "relation", from, to, "", [], cancellationToken);
        await SetAsync(StateTable.Watermarks, "input", from, to, "", [], cancellationToken);
        // A model looks there for whether its input lost rows.
        await SetAsync(StateTable.Steps, "relation", from, to, "", [], cancellationToken);
        await SetAsync(StateTable.TestResults, "relation", from, to, "", [], cancellationToken);
    }

    /// <summary>Moves the marks of a cursor or key column: those of its own extraction and of models that read it.</summary>
    /// <param name="relation">The relation that has the column.</param>
    /// <param name="from">Its former name.</param>
    /// <param name="to">Its name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task MoveColumnAsync(RelationDefinition relation, string from, string to, CancellationToken cancellationToken)
    {
        await MoveCursorAsync("input", relation.DisplayName, from, to, cancellationToken);
        if (relation.Extract is null)
            return;
        await MoveCursorAsync("relation", relation.DisplayName, from, to, cancellationToken);
        await SetAsync(
            StateTable.Watermarks, "key_column", from, to, $" AND relation = {Marker("owner")}", [("owner", relation.DisplayName)], cancellationToken);
    }

    async Task MoveCursorAsync(string side, string relation, string from, string to, CancellationToken cancellationToken)
    {
        var marks = StateTable.Watermarks.Write(warehouse);
        var other = side == "input" ? "relation" : "input";
        await ExecuteAsync(
            $"DELETE FROM {marks} WHERE {side} = {Marker("owner")} AND cursor_column = {Marker("to")} AND {other} IN "
            + $"(SELECT {other} FROM {marks} WHERE {side} = {Marker("owner")} AND cursor_column = {Marker("from")})",
            [("owner", relation), ("to", to), ("from", from)], cancellationToken);
        await SetAsync(StateTable.Watermarks, "cursor_column", from, to, $" AND {side} = {Marker("owner")}", [("owner", relation)], cancellationToken);
    }

    Task SetAsync(
        StateTable table, string column, string from, string to, string condition, (string Name, string Value)[] values, CancellationToken cancellationToken) =>
        ExecuteAsync(
            $"UPDATE {table.Write(warehouse)} SET {column} = {Marker("to")} WHERE {column} = {Marker("from")}{condition}",
            [("to", to), ("from", from), .. values], cancellationToken);

    Task ExecuteAsync(string sql, (string Name, string Value)[] values, CancellationToken cancellationToken) =>
        session.ExecuteAsync(new SqlStatement(sql, [.. values.Select(v => new SqlParameterValue(v.Name, Text, v.Value))]), cancellationToken);

    string Marker(string name) => warehouse.ParameterMarker(name);
}
