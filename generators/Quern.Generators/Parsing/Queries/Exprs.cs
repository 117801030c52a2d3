using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

/// <summary>Small constructions of expressions.</summary>
internal static class Exprs
{
    public static Expr And(Expr left, Expr right) =>
        left == LiteralExpr.True ? right : right == LiteralExpr.True ? left : new LogicalExpr(LogicalOperator.And, left, right);

    public static Expr Or(Expr left, Expr right) =>
        left == LiteralExpr.False ? right : right == LiteralExpr.False ? left : new LogicalExpr(LogicalOperator.Or, left, right);

    public static Expr Not(Expr operand) => operand switch
    {
        LiteralExpr { Value: bool value } => value ? LiteralExpr.False : LiteralExpr.True,
        IsNullExpr isNull => isNull with { IsNegated = !isNull.IsNegated },
        UnaryExpr { Operator: UnaryOperator.Not } not => not.Operand,
        InListExpr inList => inList with { IsNegated = !inList.IsNegated },
        InQueryExpr inQuery => inQuery with { IsNegated = !inQuery.IsNegated },
        ExistsExpr exists => exists with { IsNegated = !exists.IsNegated },
        _ => new UnaryExpr(UnaryOperator.Not, operand, SqlType.Boolean),
    };

    public static Expr IsNull(Expr operand) => operand switch
    {
        LiteralExpr { Value: null } => LiteralExpr.True,
        { IsNullable: false } => LiteralExpr.False,
        // A value that is there just where a condition holds.
        CaseExpr { Branches: [{ Result.IsNullable: false } only], Else: LiteralExpr { Value: null } } => Not(only.Condition),
        _ => new IsNullExpr(operand, false),
    };

    public static Expr IsNotNull(Expr operand) => Not(IsNull(operand));

    public static Expr Equal(Expr left, Expr right) =>
        left is LiteralExpr { Value: null } ? IsNull(right)
        : right is LiteralExpr { Value: null } ? IsNull(left)
        : new ComparisonExpr(ComparisonOperator.Equal, left, right);

    /// <summary>Equality of join keys, where null matches nothing: SQL's own.</summary>
    public static Expr KeyEqual(Expr left, Expr right) =>
        new ComparisonExpr(ComparisonOperator.Equal, left with { IsNullable = false }, right with { IsNullable = false });

    public static Expr Case(Expr condition, Expr then, Expr otherwise, SqlType type) => condition switch
    {
        LiteralExpr { Value: true } => then,
        LiteralExpr { Value: false } => otherwise,
        _ => new CaseExpr([new CaseBranch(condition, then)], otherwise, type, then.IsNullable || otherwise.IsNullable),
    };

    /// <summary>A value that is null unless a condition holds.</summary>
    public static Expr When(Expr condition, Expr then) =>
        condition == LiteralExpr.True ? then
        : new CaseExpr([new CaseBranch(condition, then)], LiteralExpr.Null(then.Type), then.Type, true);

    public static Expr Call(SqlFunction function, SqlType type, params Expr[] arguments) =>
        new FunctionExpr(function, arguments.ToEquatableArray(), type, arguments.Any(a => a.IsNullable));

    /// <summary>A condition that is false where it would be null.</summary>
    public static Expr OrFalse(Expr condition) =>
        condition.IsNullable ? new CoalesceExpr([condition, LiteralExpr.False], SqlType.Boolean, false) : condition;

    /// <summary>A value as a column's type; no node where it is one already.</summary>
    public static Expr Convert(Expr expr, SqlType type)
    {
        // What an array's nullable elements are checked for is a data test's affair, as with a value that may be null.
        if (expr.Type == type || expr.Type.Kind == SqlTypeKind.Array && type.Kind == SqlTypeKind.Array && expr.Type.Element == type.Element)
            return expr;
        return expr switch
        {
            LiteralExpr { Value: null } => LiteralExpr.Null(type),
            LiteralExpr { Value: long } literal when type.IsInteger => literal with { Type = type },
            LiteralExpr { Value: long number } when type.IsFloating => new LiteralExpr((double)number, type),
            LiteralExpr { Value: double } literal when type.IsFloating => literal with { Type = type },
            LiteralExpr { Value: long number } when type.Kind == SqlTypeKind.Decimal && type.Precision == 0 => new LiteralExpr((decimal)number, type),
            _ when type.Kind == SqlTypeKind.Decimal && type.Precision == 0 && expr.Type.Kind == SqlTypeKind.Decimal => expr,
            _ => new CastExpr(expr, type),
        };
    }
}
