using System.Globalization;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>
/// How long after a cursor a joined row may come: <c>e.At &lt;= o.UpdatedAt.AddHours(2)</c> is a window of two hours. A lookback
/// of as much reads such a row's partner again, so that nothing else need say that the row came.
/// </summary>
internal static class JoinWindow
{
    /// <summary>The window of a joined relation; null when no condition ends it after a cursor.</summary>
    public static (long Microseconds, CursorSpec Cursor)? Of(Rel query, string joined, EquatableArray<CursorSpec> cursors)
    {
        var scans = query.SelfAndDescendants().OfType<ScanRel>().ToLookup(s => s.Alias, s => s.RelationId);
        (long Microseconds, CursorSpec Cursor)? narrowest = null;
        foreach (var comparison in Conditions(query).OfType<ComparisonExpr>())
            if (Bound(comparison) is var (earlier, later)
                && Moment(earlier) is var (event_, eventOffset) && Moment(later) is var (cursorColumn, cursorOffset)
                && event_.Source == joined && cursorOffset - eventOffset > 0
                && cursors.FirstOrDefault(c => c.Column == cursorColumn.Name && scans[cursorColumn.Source].Contains(c.InputId)) is { } cursor
                && (narrowest is null || cursorOffset - eventOffset < narrowest.Value.Microseconds))
                narrowest = (cursorOffset - eventOffset, cursor);
        return narrowest;
    }

    /// <summary>A length as attributes take it: <c>90m</c>, <c>2h</c>.</summary>
    public static string Text(long microseconds)
    {
        foreach (var (unit, length) in new[] { ("d", 86_400_000_000L), ("h", 3_600_000_000L), ("m", 60_000_000L) })
            if (microseconds % length == 0)
                return (microseconds / length).ToString(CultureInfo.InvariantCulture) + unit;
        // Parts of a second count as a whole one: more is safe.
        return ((microseconds + 999_999) / 1_000_000).ToString(CultureInfo.InvariantCulture) + "s";
    }

    static IEnumerable<Expr> Conditions(Rel query) => query.SelfAndDescendants().SelectMany(rel => rel switch
    {
        FilterRel filter => filter.Predicate.Conjuncts(),
        JoinRel { On: { } on } => on.Conjuncts(),
        _ => [],
    });

    static (Expr Earlier, Expr Later)? Bound(ComparisonExpr comparison) => comparison.Operator switch
    {
        ComparisonOperator.Less or ComparisonOperator.LessOrEqual => (comparison.Left, comparison.Right),
        ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual => (comparison.Right, comparison.Left),
        _ => null,
    };

    // A column, and how far from it; months and years have no one length.
    static (ColumnExpr Column, long Microseconds)? Moment(Expr expr) => expr switch
    {
        ColumnExpr { Type.IsTemporal: true } column => (column, 0),
        FunctionExpr { Function: SqlFunction.DateAdd, Arguments: [LiteralExpr { Value: string part }, LiteralExpr { Value: long count }, var moment] }
            when Length(part) is { } length && Moment(moment) is var (column, offset) => (column, offset + (count * length)),
        _ => null,
    };

    static long? Length(string part) => part switch
    {
        "week" => 604_800_000_000,
        "day" => 86_400_000_000,
        "hour" => 3_600_000_000,
        "minute" => 60_000_000,
        "second" => 1_000_000,
        "millisecond" => 1_000,
        "microsecond" => 1,
        _ => null,
    };
}
