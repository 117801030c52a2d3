namespace Quern.Relational.Passes;

/// <summary>
/// Counts values instead of rows that have one.
/// <code>
/// COUNT(*) FILTER (WHERE note IS NOT NULL)   ⇒ COUNT(note)
/// </code>
/// </summary>
internal sealed class CountValues : QueryRewriter
{
    public static Rel Apply(Rel query) => new CountValues().Rewrite(query);

    public override Expr Rewrite(Expr expr) => RewriteChildren(expr) switch
    {
        AggregateExpr
        {
            Function: AggregateFunction.Count,
            Argument: null,
            Filter: IsNullExpr { IsNegated: true, Operand: var value },
        } count => count with { Argument = value, Filter = null },
        var rewritten => rewritten,
    };
}
