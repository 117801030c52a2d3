namespace Quern.Relational;

/// <summary>Puts other values in the places of an expression's columns.</summary>
internal sealed class Substitution : QueryRewriter
{
    readonly Func<ColumnExpr, Expr> by;

    Substitution(Func<ColumnExpr, Expr> by) => this.by = by;

    /// <summary>The expression with each column replaced. What was never null as a column is not taken for null as what it is made of.</summary>
    public static Expr Of(Expr expr, Func<ColumnExpr, Expr> by) => new Substitution(by).Rewrite(expr);

    public override Expr Rewrite(Expr expr) => expr is not ColumnExpr column ? RewriteChildren(expr)
        : by(column) is var value && value.IsNullable && !column.IsNullable ? value with { IsNullable = false }
        : value;
}
