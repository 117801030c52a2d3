using System.Globalization;
using System.Text.Json.Nodes;

namespace Quern.Snowflake.Tests.Syntax;

/// <summary>Joins and windows that the parsers take and Snowflake documents as errors.</summary>
static class ClauseRules
{
    static readonly HashSet<string> Ranked = ["ROW_NUMBER", "RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST", "NTILE", "LAG", "LEAD"];
    static readonly HashSet<string> Framed = ["COUNT", "SUM", "MIN", "MAX", "AVG", "STDDEV_SAMP", "FIRST_VALUE", "LAST_VALUE", "NTH_VALUE"];

    /// <summary>What a statement has of them.</summary>
    public static IEnumerable<string> Violations(JsonNode tree) => Joins(tree).Concat(SyntaxTree.All(tree, "Function").SelectMany(Windows));

    // https://docs.snowflake.com/en/sql-reference/constructs/join#usage-notes
    static IEnumerable<string> Joins(JsonNode tree) =>
        from @join in SyntaxTree.All(tree, "joins").SelectMany(j => j.AsArray())
        let kind = @join["relation"]!.AsObject().First().Key
        where kind is "TableFunction" or "Function" && SyntaxTree.All(@join["join_operator"], "On").Any()
        select "a join of a table function on a condition";

    // https://docs.snowflake.com/en/sql-reference/functions-window-syntax#range-between-limitations
    static IEnumerable<string> Windows(JsonNode function)
    {
        if (function["over"]?["WindowSpec"] is not { } window)
            yield break;
        var name = SyntaxTree.Name(function);
        var hasOrder = window["order_by"] is JsonArray { Count: > 0 };
        var frame = window["window_frame"];
        if (Ranked.Contains(name) && (!hasOrder || frame is not null))
            yield return $"{name} with a frame, or without an order";
        if (!Ranked.Contains(name) && hasOrder && !Framed.Contains(name))
            yield return $"{name} over a window with an order";
        if (frame is null)
            yield break;
        if (!hasOrder)
            yield return $"{name} with a frame and no order";
        long[] bounds = [Bound(frame["start_bound"], long.MinValue), Bound(frame["end_bound"], long.MaxValue)];
        if (bounds[0] > bounds[1])
            yield return "a frame that ends before it begins";
        if ((string?)frame["units"] == "Range" && name == "NTH_VALUE" && bounds.Any(b => b is not (0 or long.MinValue or long.MaxValue)))
            yield return "NTH_VALUE with a frame by distance";
    }

    // The current row is a text, and no bound an object without members.
    static long Bound(JsonNode? bound, long unbounded)
    {
        if (bound is not JsonObject members)
            return 0;
        var digits = SyntaxTree.All(bound, "Number").Select(n => (string?)n[0]).Concat(SyntaxTree.All(bound, "SingleQuotedString").Select(s => (string?)s)).FirstOrDefault();
        var distance = digits is null ? unbounded : long.Parse(digits.Split(' ')[0], CultureInfo.InvariantCulture);
        return digits is not null && members.ContainsKey("Preceding") ? -distance : distance;
    }
}
