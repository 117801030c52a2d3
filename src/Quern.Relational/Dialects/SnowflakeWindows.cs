namespace Quern.Relational.Dialects;

/// <summary>Windows that Snowflake writes in its own way, by https://docs.snowflake.com/en/sql-reference/functions-window-syntax.</summary>
internal static class SnowflakeWindows
{
    const long GreatestPlace = 1000;

    public static Expr Write(WindowExpr window) => window switch
    {
        { Frame: { Preceding: { } preceding, Following: { } following } } when preceding + following < 0 =>
            throw Unsupported("end a frame before it begins", "swap its bounds"),
        { Function: WindowFunctionExpr { Function: WindowFunction.Nth, Arguments: [_, LiteralExpr { Value: > GreatestPlace }] } } =>
            throw Unsupported("give a value beyond a frame's thousandth row", "number the rows and join them"),
        { Function: WindowFunctionExpr { Function: WindowFunction.Nth }, Frame: { IsRange: true } frame } when IsMeasured(frame) =>
            throw Unsupported("count the rows of a frame by distance", "use First or Last, or a frame by places"),
        { Function: AggregateExpr { Function: AggregateFunction.All or AggregateFunction.Any } e, Frame: not null } => Condition(window, e),
        { Function: AggregateExpr { Function: AggregateFunction.Median or AggregateFunction.PercentileContinuous or AggregateFunction.PercentileDiscrete or AggregateFunction.ApproximateCountDistinct or AggregateFunction.StringJoin }, Frame: not null } =>
            throw Unsupported("compute this over a frame", "compute it over the whole partition, or over groups that are joined"),
        _ => window,
    };

    static bool IsMeasured(WindowFrame frame) => frame is not { Preceding: null or 0, Following: null or 0 };

    // BOOLAND_AGG and BOOLOR_AGG take no frame: all hold where the least of 1 and 0 is 1.
    static ComparisonExpr Condition(WindowExpr window, AggregateExpr e)
    {
        var number = new CaseExpr([new CaseBranch(e.Argument!, LiteralExpr.Int(1))], LiteralExpr.Int(0), SqlType.Int32, false);
        var function = e.Function == AggregateFunction.All ? AggregateFunction.Min : AggregateFunction.Max;
        return new ComparisonExpr(
            ComparisonOperator.Equal, window with { Function = e with { Function = function, Argument = number, Type = SqlType.Int32 } }, LiteralExpr.Int(1));
    }

    static UnsupportedSqlException Unsupported(string what, string instead) => new(SqlDialects.Snowflake.Name, what, instead);
}
