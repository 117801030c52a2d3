namespace Quern.Relational.Passes;

/// <summary>
/// For an incremental run.
/// <code>
/// Changed(orders, updated_at >= :since)
///   ⇒ Filter(orders, updated_at >= :since)
/// </code>
/// </summary>
internal sealed class SelectChangedRows : QueryRewriter
{
    public static Rel Apply(Rel query) => new SelectChangedRows().Rewrite(query);

    public override Rel Rewrite(Rel rel) =>
        rel is ChangedRel changed ? new FilterRel(Rewrite(changed.Input), RewriteCondition(changed.Condition)) : RewriteChildren(rel);
}
