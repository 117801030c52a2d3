namespace Quern.Relational.Passes;

/// <summary>
/// Replaces what is null whatever the row by a null of its type: an engine can't tell the type of an expression of bare nulls,
/// and PostgreSQL takes it for text.
/// <code>
/// CASE WHEN c THEN NULL ELSE NULL END ⇒ NULL
/// a + NULL, ABS(NULL)                 ⇒ NULL
/// COALESCE(NULL, a, 1, b)             ⇒ COALESCE(a, 1)
/// a &lt; NULL, a = NULL                  ⇒ FALSE, a IS NULL
/// </code>
/// </summary>
internal static class FoldNulls
{
    /// <summary>Folds one node whose children are folded; a part of <see cref="FoldConditions"/>, since each makes work for the other.</summary>
    public static Expr Fold(Expr expr) => expr switch
    {
        CaseExpr e when IsNull(e.Else) && e.Branches.All(b => IsNull(b.Result)) => Null(e),
        CoalesceExpr e => Coalesce(e),
        CastExpr e when IsNull(e.Operand) => Null(e),
        UnaryExpr e when IsNull(e.Operand) => Null(e),
        ArithmeticExpr e when IsNull(e.Left) || IsNull(e.Right) => Null(e),
        FunctionExpr { Function: not SqlFunction.MakeArray } e when e.Arguments.Any(IsNull) => Null(e),
        IsNullExpr e when IsNull(e.Operand) => e.IsNegated ? LiteralExpr.False : LiteralExpr.True,
        ComparisonExpr e when IsNull(e.Left) => Compared(e.Operator, e.Right),
        ComparisonExpr e when IsNull(e.Right) => Compared(e.Operator, e.Left),
        _ => expr,
    };

    // What comes after a value that is never null is never asked for. A condition does not count: C#'s never is, SQL's may be.
    static Expr Coalesce(CoalesceExpr e)
    {
        var operands = e.Operands.Where(o => !IsNull(o)).ToList();
        var firm = operands.FindIndex(o => o is { IsNullable: false, Type.Kind: not SqlTypeKind.Boolean });
        if (firm >= 0)
            operands.RemoveRange(firm + 1, operands.Count - firm - 1);
        return operands.Count switch
        {
            0 => Null(e),
            1 => operands[0],
            _ => e with { Operands = operands.ToEquatableArray() },
        };
    }

    // C#'s: null equals null, and is neither less nor greater than anything.
    static Expr Compared(ComparisonOperator op, Expr other) => op switch
    {
        ComparisonOperator.Equal => Test(other, false),
        ComparisonOperator.NotEqual => Test(other, true),
        _ => LiteralExpr.False,
    };

    static Expr Test(Expr operand, bool isNegated) =>
        IsNull(operand) ? (isNegated ? LiteralExpr.False : LiteralExpr.True)
        : operand.IsNullable ? new IsNullExpr(operand, isNegated)
        : isNegated ? LiteralExpr.True : LiteralExpr.False;

    static bool IsNull(Expr expr) => expr is LiteralExpr { Value: null };

    static LiteralExpr Null(Expr of) => LiteralExpr.Null(of.Type);
}
