namespace Quern.Relational.Tests;

/// <summary>Short spellings of IR nodes for tests.</summary>
static class Queries
{

    public static Rel Where(Rel input, Expr predicate) => new FilterRel(input, predicate);

    public static ProjectRel Select(Rel input, string alias, params (string Name, Expr Expr)[] columns) =>
        new(input, columns.Select(c => new NamedExpr(c.Name, c.Expr)).ToEquatableArray(), alias);

    public static ColumnExpr Col(string alias, string name, SqlType type, bool isNullable = false) => new(alias, name, type, isNullable);

    public static LiteralExpr Long(long value) => new(value, SqlType.Int64);

    public static Expr Add(Expr left, Expr right) => new ArithmeticExpr(ArithmeticOperator.Add, left, right, left.Type);

    public static Expr Eq(Expr left, Expr right) => new ComparisonExpr(ComparisonOperator.Equal, left, right);

    public static Expr Ne(Expr left, Expr right) => new ComparisonExpr(ComparisonOperator.NotEqual, left, right);

    public static Expr Gt(Expr left, Expr right) => new ComparisonExpr(ComparisonOperator.Greater, left, right);

    public static Expr Ge(Expr left, Expr right) => new ComparisonExpr(ComparisonOperator.GreaterOrEqual, left, right);

    public static Expr Lt(Expr left, Expr right) => new ComparisonExpr(ComparisonOperator.Less, left, right);

    public static Expr And(Expr left, Expr right) => new LogicalExpr(LogicalOperator.And, left, right);

    public static Expr Or(Expr left, Expr right) => new LogicalExpr(LogicalOperator.Or, left, right);

    public static Expr Not(Expr operand) => new UnaryExpr(UnaryOperator.Not, operand, SqlType.Boolean);

    public static AggregateExpr Count() => new(AggregateFunction.Count, null, false, null, SqlType.Int64, false);
}
