namespace Quern.Relational.Passes;

/// <summary>Which conditions may be asked of rows that something else leaves out: those that can fail on none.</summary>
internal static class MovableConditions
{
    static readonly HashSet<SqlFunction> NeverFailing =
    [
        SqlFunction.ToLower, SqlFunction.ToUpper, SqlFunction.Trim, SqlFunction.TrimStart, SqlFunction.TrimEnd, SqlFunction.Length,
        SqlFunction.StartsWith, SqlFunction.EndsWith, SqlFunction.Contains, SqlFunction.Left, SqlFunction.Like, SqlFunction.IsMatch,
        SqlFunction.MakeArray, SqlFunction.ArrayLength, SqlFunction.ArrayElementOrNull, SqlFunction.ArrayContains, SqlFunction.ArrayEqual, SqlFunction.ArrayJoin, SqlFunction.Split, SqlFunction.HoldsNull, SqlFunction.HoldsOther,
        SqlFunction.TryParseText, SqlFunction.TryParseJson, SqlFunction.JsonText, SqlFunction.JsonAt, SqlFunction.Least, SqlFunction.Greatest, SqlFunction.Sign, SqlFunction.DateTrunc, SqlFunction.DatePart, SqlFunction.ToDate,
    ];

    /// <summary>Whether a condition of plain values can fail on no row. One with a query, an aggregate or a window in it stays where it is.</summary>
    public static bool IsMovable(Expr condition) => condition.SelfAndDescendants().All(e => e switch
    {
        ColumnExpr or LiteralExpr or ParameterExpr or ComparisonExpr or DistinctExpr or LogicalExpr or IsNullExpr or InListExpr
            or CaseExpr or CoalesceExpr or ConcatExpr or UnaryExpr { Operator: UnaryOperator.Not } => true,
        CastExpr cast => Widens(cast.Operand.Type, cast.Type),
        FunctionExpr call => NeverFailing.Contains(call.Function),
        _ => false,
    });

    static bool Widens(SqlType from, SqlType to) =>
        from.IsInteger && (to.IsFloating || to is { Kind: SqlTypeKind.Decimal, Precision: 0 } || (to.IsInteger && to.Kind >= from.Kind));
}
