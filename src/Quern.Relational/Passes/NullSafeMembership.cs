namespace Quern.Relational.Passes;

/// <summary>
/// IN with C#'s answers about null, for where null acts as false.
/// <code>
/// a IN (1, NULL)           ⇒ a IN (1) OR a IS NULL
/// a NOT IN (1)             ⇒ a IS NULL OR a NOT IN (1)
/// a NOT IN (SELECT b …)    ⇒ a NOT IN (SELECT b … WHERE b IS NOT NULL)
/// </code>
/// </summary>
internal static class NullSafeMembership
{
    public static Expr Expand(InListExpr e, bool isNullable)
    {
        if (e.Values.Any(v => v is not LiteralExpr && v.IsNullable))
            throw new InvalidOperationException("An IN list holds constants and values that are never null.");
        var hasNull = e.Values.Any(v => v is LiteralExpr { Value: null });
        var values = e.Values.Where(v => v is not LiteralExpr { Value: null }).ToEquatableArray();
        var isNull = new IsNullExpr(e.Operand, IsNegated: e.IsNegated);
        if (values.Count == 0)
            return hasNull && isNullable ? isNull : e.IsNegated ? LiteralExpr.True : LiteralExpr.False;
        var plain = e with { Values = values };
        return (isNullable, hasNull, e.IsNegated) switch
        {
            (true, true, false) => new LogicalExpr(LogicalOperator.Or, isNull, plain),
            (true, false, true) => new LogicalExpr(LogicalOperator.Or, new IsNullExpr(e.Operand, false), plain),
            _ => plain,
        };
    }

    public static Expr Expand(InQueryExpr e, bool isNullable)
    {
        var column = e.Query.OutputColumns()[0];
        var inQuery = new ColumnExpr(e.Query.BoundAliases().Single(), column.Name, column.Expr.Type, column.Expr.IsNullable);
        var hasNull = new ExistsExpr(new FilterRel(e.Query, new IsNullExpr(inQuery, false)), e.IsNegated);
        if (e.IsNegated && inQuery.IsNullable)
            e = e with { Query = new FilterRel(e.Query, new IsNullExpr(inQuery, IsNegated: true)) };
        var isNull = new IsNullExpr(e.Operand, false);
        if (!isNullable)
            return e;
        if (!inQuery.IsNullable)
            return e.IsNegated ? new LogicalExpr(LogicalOperator.Or, isNull, e) : e;
        return e.IsNegated
            ? new LogicalExpr(
                LogicalOperator.Or,
                new LogicalExpr(LogicalOperator.And, isNull, hasNull),
                new LogicalExpr(LogicalOperator.And, isNull with { IsNegated = true }, e))
            : new LogicalExpr(LogicalOperator.Or, e, new LogicalExpr(LogicalOperator.And, isNull, hasNull));
    }
}
