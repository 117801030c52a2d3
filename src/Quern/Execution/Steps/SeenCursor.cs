using Quern.Execution.State;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution.Steps;

/// <summary>A cursor of an incremental model: how far it was seen, and how far its input goes now.</summary>
/// <param name="Definition">The cursor.</param>
/// <param name="Key">Where its mark is kept.</param>
/// <param name="Mark">The greatest value seen before; null when there is none.</param>
/// <param name="Greatest">The greatest value in the input now; null when the input is empty.</param>
sealed record SeenCursor(CursorDefinition Definition, WatermarkKey Key, object? Mark, object? Greatest)
{
    /// <summary>Reads both before the query runs, so that no row the query misses is counted as seen.</summary>
    public static async Task<SeenCursor> ReadAsync(StepContext context, CursorDefinition cursor, CancellationToken cancellationToken)
    {
        var input = context.Request.Registry[cursor.InputId];
        var key = new WatermarkKey(context.Relation.DisplayName, input.DisplayName, cursor.Column, cursor.Type);
        var mark = await context.Watermarks.ReadAsync(context.Session, key, cancellationToken);
        var statement = new SqlStatement(
            $"SELECT MAX({context.Warehouse.Quote(cursor.Column)}) FROM {context.Names.Write(new RelationName(input.Schema, input.Name))}");
        var greatest = await context.Session.QueryAsync(statement, r => TypedValue.Read(r, 0, cursor.Type.Kind), cancellationToken);
        return new SeenCursor(cursor with { Lookback = context.Request.Registry.LookbackOf(cursor) }, key, mark, greatest[0]);
    }

    /// <summary>The mark after an incremental run; it never goes back.</summary>
    public object? NewMark => Greatest is null ? Mark : Mark is null || TypedValue.Compare(Greatest, Mark) > 0 ? Greatest : Mark;

    /// <summary>The parameter of the incremental SQL.</summary>
    public SqlParameterValue Bound => new(Definition.Parameter, Definition.Type, Lookback.Before(Mark!, Definition.Lookback));
}
