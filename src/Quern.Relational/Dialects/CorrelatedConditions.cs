using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>
/// Conditions of a subquery that refer to the row around it, as comparisons with the outer row on one side and the subquery's
/// own on the other, under AND and OR: Snowflake evaluates no others. They stand where null acts as false.
/// <code>
/// c.b                      ⇒ CASE WHEN c.b THEN 1 ELSE 0 END = 1     c is the outer row
/// NOT o.a = c.a            ⇒ o.a &lt;&gt; c.a
/// o.a IS DISTINCT FROM c.a ⇒ o.a &lt;&gt; c.a OR (o.a IS NULL) &lt;&gt; (c.a IS NULL)
/// COALESCE(o.a = c.a, FALSE) ⇒ o.a = c.a
/// </code>
/// </summary>
/// <param name="outer">The aliases of the outer row.</param>
/// <param name="refused">What becomes of a subquery with other conditions.</param>
internal sealed class CorrelatedConditions(HashSet<string> outer, RefusedQueries refused)
{
    public Expr Write(Expr condition) => (IsOuter(condition), IsOwn(condition)) switch
    {
        (false, _) => condition,
        // Nested subqueries were brought into form where they stand.
        (true, false) when condition is ComparisonExpr { Right: LiteralExpr } or ComparisonExpr { Left: LiteralExpr } => condition,
        (true, false) => IsTrue(condition),
        _ => Mixed(condition),
    };

    Expr Mixed(Expr condition) => condition switch
    {
        LogicalExpr e => e with { Left = Write(e.Left), Right = Write(e.Right) },
        CoalesceExpr { Operands: [var operand, LiteralExpr { Value: false }] } => Write(operand),
        UnaryExpr { Operator: UnaryOperator.Not } e => Write(Negated(e.Operand)),
        ComparisonExpr e when AreApart(e.Left, e.Right) => e,
        DistinctExpr { IsNegated: true } e when AreApart(e.Left, e.Right) => e,
        DistinctExpr e when AreApart(e.Left, e.Right) => new LogicalExpr(
            LogicalOperator.Or,
            new ComparisonExpr(ComparisonOperator.NotEqual, e.Left, e.Right),
            new ComparisonExpr(ComparisonOperator.NotEqual, new IsNullExpr(e.Left, false), new IsNullExpr(e.Right, false))),
        InListExpr e when e.Values.All(v => AreApart(e.Operand, v)) => e,
        FunctionExpr { Function: SqlFunction.Like, Arguments: [var text, var pattern] } when AreApart(text, pattern) => condition,
        ExistsBlockExpr or InBlockExpr => condition,
        _ => refused.Add(condition, Unsupported()),
    };

    // Where null acts as false before and after.
    Expr Negated(Expr condition) => condition switch
    {
        ComparisonExpr e => e with
        {
            Operator = e.Operator switch
            {
                ComparisonOperator.Equal => ComparisonOperator.NotEqual,
                ComparisonOperator.NotEqual => ComparisonOperator.Equal,
                ComparisonOperator.Less => ComparisonOperator.GreaterOrEqual,
                ComparisonOperator.LessOrEqual => ComparisonOperator.Greater,
                ComparisonOperator.Greater => ComparisonOperator.LessOrEqual,
                _ => ComparisonOperator.Less,
            },
        },
        LogicalExpr e => new LogicalExpr(e.Operator == LogicalOperator.And ? LogicalOperator.Or : LogicalOperator.And, Not(e.Left), Not(e.Right)),
        DistinctExpr e => e with { IsNegated = !e.IsNegated },
        // Of what is null, the condition is false, and its negation true.
        CoalesceExpr { Operands: [ComparisonExpr e, LiteralExpr { Value: false }] } => new[] { e.Left, e.Right }.Where(o => o.IsNullable)
            .Aggregate(Negated(e), (all, side) => new LogicalExpr(LogicalOperator.Or, all, new IsNullExpr(side, false))),
        CoalesceExpr { Operands: [LogicalExpr e, LiteralExpr { Value: false }] } => new LogicalExpr(
            e.Operator == LogicalOperator.And ? LogicalOperator.Or : LogicalOperator.And, Not(OrFalse(e.Left)), Not(OrFalse(e.Right))),
        CoalesceExpr { Operands: [var operand, LiteralExpr { Value: false }] } => Not(operand),
        _ => refused.Add(condition, Unsupported()),
    };

    static Expr Not(Expr condition) => condition is UnaryExpr { Operator: UnaryOperator.Not } not ? not.Operand : new UnaryExpr(UnaryOperator.Not, condition, SqlType.Boolean);

    static CoalesceExpr OrFalse(Expr condition) => new([condition, LiteralExpr.False], SqlType.Boolean, false);

    static ComparisonExpr IsTrue(Expr condition) => new(
        ComparisonOperator.Equal, new CaseExpr([new CaseBranch(condition, LiteralExpr.Int(1))], LiteralExpr.Int(0), SqlType.Int32, false), LiteralExpr.Int(1));

    bool AreApart(Expr left, Expr right) => !(IsOuter(left) && (IsOwn(left) || IsOuter(right))) && !(IsOuter(right) && IsOwn(right));

    bool IsOuter(Expr expr) => Correlation.Nodes(expr).OfType<ColumnExpr>().Any(c => outer.Contains(c.Source));

    bool IsOwn(Expr expr) => Correlation.Nodes(expr).OfType<ColumnExpr>().Any(c => !outer.Contains(c.Source));

    static UnsupportedSqlException Unsupported() => new(
        SqlDialects.Snowflake.Name, "evaluate a subquery with a condition that computes one value from its own row and the row around it", "compare a value of the one with a value of the other, or join and group");
}
