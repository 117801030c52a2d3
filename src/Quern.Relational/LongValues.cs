namespace Quern.Relational;

/// <summary>Which values a reader would rather see written once.</summary>
internal static class LongValues
{
    // Above this many nodes an expression that is used twice is computed once, in a step, instead of being written twice.
    const int WrittenTwice = 8;

    /// <summary>Whether a value is long in SQL, by its parts or by what a single function becomes.</summary>
    public static bool IsLong(Expr expr) => IsLong(expr.SelfAndDescendants());

    /// <param name="nodes">All nodes of a value.</param>
    public static bool IsLong(IEnumerable<Expr> nodes)
    {
        var count = 0;
        return nodes.Any(e => ++count > WrittenTwice || IsLongCall(e));
    }

    static bool IsLongCall(Expr expr) => expr is FunctionExpr
    {
        Function: SqlFunction.TryParseText or SqlFunction.TryParseJson,
    };
}
