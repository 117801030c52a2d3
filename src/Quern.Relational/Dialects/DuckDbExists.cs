using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>
/// EXISTS on DuckDB 1.5, which gives wrong rows where one condition with the outer row says <c>&lt;&gt;</c> and another
/// <c>&lt;</c> or the like: it joins by equality then. A condition that is no comparison to it keeps it from that.
/// <code>
/// x.at &gt;= o.at AND x.id &lt;&gt; o.id   ⇒ x.at &gt;= o.at AND COALESCE(x.id &lt;&gt; o.id, FALSE)
/// </code>
/// </summary>
internal sealed class DuckDbExists : QueryRewriter
{
    readonly HashSet<string> outer;

    DuckDbExists(HashSet<string> outer) => this.outer = outer;

    /// <summary>Rewrites what is in a SELECT.</summary>
    public static SelectBlock Write(SelectBlock block) =>
        Correlation.Blocks(block).SelectMany(b => b.Expressions).SelectMany(e => e.SelfAndDescendants()).Any(e => e is ExistsBlockExpr)
            ? new DuckDbExists([]).Block(block)
            : block;

    public override Expr Rewrite(Expr expr) => expr switch
    {
        ExistsBlockExpr e => e with { Block = Inside(e.Block) },
        InBlockExpr e => e with { Operand = Rewrite(e.Operand), Block = new DuckDbExists([]).Block(e.Block) },
        ScalarBlockExpr e => e with { Block = new DuckDbExists([]).Block(e.Block) },
        _ => RewriteChildren(expr),
    };

    static SelectBlock Inside(SelectBlock block)
    {
        var outer = new HashSet<string>(Correlation.OuterAliases(block));
        var orders = Correlation.Nodes(block).Any(e => e is ComparisonExpr { Operator: not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) } or BetweenExpr && Refers(e, outer));
        return new DuckDbExists(orders ? outer : []).Block(block);
    }

    SelectBlock Block(SelectBlock block) => block.Map(Rewrite, Condition, Condition, Block);

    Expr Condition(Expr condition) => condition switch
    {
        ComparisonExpr { Operator: ComparisonOperator.NotEqual } or DistinctExpr { IsNegated: false } when Refers(condition, outer) =>
            new CoalesceExpr([Rewrite(condition), LiteralExpr.False], SqlType.Boolean, false),
        _ => Rewrite(condition),
    };

    static bool Refers(Expr expr, HashSet<string> outer) => Correlation.Nodes(expr).OfType<ColumnExpr>().Any(c => outer.Contains(c.Source));
}
