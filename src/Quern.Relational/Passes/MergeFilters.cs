namespace Quern.Relational.Passes;

/// <summary>
/// Brings conditions on the same rows together, so that what one finds out about null the others can use.
/// <code>
/// Filter(Filter(t, a), b)   ⇒ Filter(t, a AND b)
/// </code>
/// </summary>
internal sealed class MergeFilters : QueryRewriter
{
    public static Rel Apply(Rel query) => new MergeFilters().Rewrite(query);

    public override Rel Rewrite(Rel rel) =>
        RewriteChildren(rel) is var rewritten && rewritten is FilterRel { Input: FilterRel inner } outer
            ? new FilterRel(inner.Input, new LogicalExpr(LogicalOperator.And, inner.Predicate, outer.Predicate))
            : rewritten;
}
