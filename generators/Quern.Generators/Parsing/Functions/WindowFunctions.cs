using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>What a row's place among the rows of its partition tells, and which of them aggregates are over.</summary>
internal static class WindowFunctions
{
    public static IReadOnlyList<WindowFunctionRow> Rows { get; } =
    [
        Place("RowNumber()", "w.RowNumber()", WindowFunction.RowNumber),
        Place("Rank()", "t.Rank()", WindowFunction.Rank),
        Place("DenseRank()", "t.DenseRank()", WindowFunction.DenseRank),
        Part("PercentRank()", "t.PercentRank()", WindowFunction.PercentRank),
        Part("CumeDist()", "t.CumeDist()", WindowFunction.CumeDist),
        new("Ntile(buckets)", "w.Ntile(2)", c => new(WindowFunction.Ntile, [c.Number(0, least: 1)], SqlType.Int64, false)),
        new("Lag(value, places)", "w.Lag(x => x.Note)", c => Neighbour(c, WindowFunction.Lag)) { Note = "By one place where no number is given." },
        new("Lead(value, places)", "w.Lead(x => x.Level, 2)", c => Neighbour(c, WindowFunction.Lead)) { Note = "By one place where no number is given." },
        WindowFunctionRow.Frame("RowsUpToHere()", "w.RowsUpToHere().Sum(x => x.Amount)"),
        WindowFunctionRow.Frame("Rows(preceding, following)", "w.Rows(2, -1).Sum(x => x.Level)") with { Note = "Null is no bound, a negative number lies on the other side." },
        WindowFunctionRow.Frame("Range(preceding, following)", "d.Range(7, 0).Count()") with { Note = "By the distance of the order's only key: whole numbers, or days." },
        new("First(value)", "w.Rows(1, 1).First(x => x.Level)", c => Value(c, WindowFunction.First)),
        new("Last(value)", "w.Rows(2, -1).Last(x => x.Note)", c => Value(c, WindowFunction.Last)),
        new("FirstNotNull(value)", "w.Rows(2, 1).FirstNotNull(x => x.Level)", c => Value(c, WindowFunction.FirstNotNull)),
        new("LastNotNull(value)", "w.RowsUpToHere().LastNotNull(x => x.Note)", c => Value(c, WindowFunction.LastNotNull))
        {
            Note = "Postgres 15 gathers the frame's values for each row: over long partitions, number the values with a running count and group by it.",
        },
        new("Nth(value, place)", "w.Rows(null, null).Nth(x => x.Level, 2)", c => Value(c, WindowFunction.Nth, c.Number(1, least: 1))),
    ];

    static WindowFunctionRow Place(string member, string example, WindowFunction function) => new(member, example, _ => new(function, [], SqlType.Int64, false));

    static WindowFunctionRow Part(string member, string example, WindowFunction function) => new(member, example, _ => new(function, [], SqlType.Double, false));

    static WindowFunctionExpr Value(WindowCall call, WindowFunction function, params LiteralExpr[] place)
    {
        var value = call.Value;
        return new(function, [value, .. place], value.Type, true);
    }

    static WindowFunctionExpr Neighbour(WindowCall call, WindowFunction function)
    {
        var (value, places) = (call.Value, call.Number(1, least: 0));
        // The neighbour is the one that is meant anyway.
        return new(function, places is { Value: 1L } ? [value] : [value, places], value.Type, true);
    }
}
