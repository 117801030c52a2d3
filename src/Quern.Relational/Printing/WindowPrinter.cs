using System.Globalization;

namespace Quern.Relational.Printing;

/// <summary>Writes what stands between the parentheses of <c>OVER ()</c>; the engines do it alike.</summary>
internal sealed class WindowPrinter(ExprPrinter exprs)
{
    public static string Name(WindowFunction function) => function switch
    {
        WindowFunction.RowNumber => "ROW_NUMBER",
        WindowFunction.Rank => "RANK",
        WindowFunction.DenseRank => "DENSE_RANK",
        WindowFunction.PercentRank => "PERCENT_RANK",
        WindowFunction.CumeDist => "CUME_DIST",
        WindowFunction.Ntile => "NTILE",
        WindowFunction.Lag => "LAG",
        WindowFunction.Lead => "LEAD",
        WindowFunction.First or WindowFunction.FirstNotNull => "FIRST_VALUE",
        WindowFunction.Last or WindowFunction.LastNotNull => "LAST_VALUE",
        _ => "NTH_VALUE",
    };

    public Sql Print(WindowExpr window)
    {
        var parts = new List<Sql>();
        if (window.Partition.Count > 0)
            parts.Add(Sql.Of($"PARTITION BY {Sql.Join(", ", window.Partition.Select(exprs.PrintKey))}"));
        if (window.Order.Count > 0)
            parts.Add(Sql.Of($"ORDER BY {Sql.Join(", ", window.Order.Select(k => exprs.PrintSortKey(k)))}"));
        if (window.Frame is { } frame)
            parts.Add(Frame(frame, window.Order[0].Expr.Type));
        return Sql.Join(" ", parts);
    }

    static Sql Frame(WindowFrame frame, SqlType key)
    {
        Sql Bound(long? distance, string here, string there) => distance switch
        {
            null => Sql.Text("UNBOUNDED " + here),
            0 => Sql.Text("CURRENT ROW"),
            > 0 => Sql.Of($"{Distance(distance.Value)} {here}"),
            _ => Sql.Of($"{Distance(-distance.Value)} {there}"),
        };
        Sql Distance(long value)
        {
            var digits = value.ToString(CultureInfo.InvariantCulture);
            return Sql.Text(frame.IsRange && key.IsTemporal ? $"INTERVAL '{digits} days'" : digits);
        }
        return Sql.Of($"{(frame.IsRange ? "RANGE" : "ROWS")} BETWEEN {Bound(frame.Preceding, "PRECEDING", "FOLLOWING")} AND {Bound(frame.Following, "FOLLOWING", "PRECEDING")}");
    }
}
