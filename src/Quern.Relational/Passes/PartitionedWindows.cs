namespace Quern.Relational.Passes;

/// <summary>Parts the rows of windows by further values; those of queries inside have rows of their own.</summary>
internal sealed class PartitionedWindows(IReadOnlyList<Expr> by) : QueryRewriter
{
    public static Expr Of(Expr expr, IReadOnlyList<Expr> by) => new PartitionedWindows(by).Rewrite(expr);

    public override Rel Rewrite(Rel rel) => rel;

    public override Expr Rewrite(Expr expr) => RewriteChildren(expr) is var rewritten && rewritten is WindowExpr window
        ? window with { Partition = [.. by, .. window.Partition] }
        : rewritten;
}
