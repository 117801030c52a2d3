namespace Quern.Relational.Passes;

/// <summary>
/// For a full build.
/// <code>
/// Changed(orders, updated_at >= :since)
///   ⇒ orders
/// </code>
/// </summary>
internal sealed class SelectAllRows : QueryRewriter
{
    public static Rel Apply(Rel query) => new SelectAllRows().Rewrite(query);

    public override Rel Rewrite(Rel rel) => rel is ChangedRel changed ? Rewrite(changed.Input) : RewriteChildren(rel);
}
