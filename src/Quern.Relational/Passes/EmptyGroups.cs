namespace Quern.Relational.Passes;

/// <summary>What an aggregation's columns are over no rows, and where there are some for certain, after <see cref="DefaultEmptyAggregates"/>.</summary>
internal sealed class EmptyGroups : QueryRewriter
{
    /// <summary>What a column of an aggregation is over no rows.</summary>
    public static Expr Of(Expr column) => Folded(new EmptyGroups().Rewrite(column));

    /// <summary>The value with what constants decide left out.</summary>
    public static Expr Folded(Expr value) => new FoldConstants().Rewrite(new FoldConditions().Rewrite(value));

    /// <summary>The column without defaults that only no rows would need.</summary>
    public static Expr Without(Expr column) => new Grouped().Rewrite(column);

    public override Expr Rewrite(Expr expr) => expr is AggregateExpr e
        ? e.Function switch
        {
            AggregateFunction.Count or AggregateFunction.ApproximateCountDistinct => new LiteralExpr(0L, e.Type),
            AggregateFunction.Grouping => new LiteralExpr(1L, e.Type),
            _ => LiteralExpr.Null(e.Type),
        }
        : RewriteChildren(expr);

    sealed class Grouped : QueryRewriter
    {
        public override Expr Rewrite(Expr expr) => expr is CoalesceExpr { Operands: [AggregateExpr { Filter: null, Argument.IsNullable: false } value, LiteralExpr], IsNullable: false }
            ? value with { IsNullable = false }
            : RewriteChildren(expr);
    }
}
