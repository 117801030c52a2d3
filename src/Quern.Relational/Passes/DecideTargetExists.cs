namespace Quern.Relational.Passes;

/// <summary>
/// Decides whether the model's own table is there: it is when a run reads what changed, and not when it builds from nothing.
/// <code>
/// NOT :target_exists OR t.at > o.at   ⇒ TRUE OR …    (all rows)
/// NOT :target_exists OR t.at > o.at   ⇒ FALSE OR …   (changed rows)
/// </code>
/// </summary>
internal sealed class DecideTargetExists(bool exists) : QueryRewriter
{
    /// <summary>Name of the parameter that stands for <c>target.Exists</c>.</summary>
    public const string Parameter = "target_exists";

    public static Func<Rel, Rel> For(RowSelection rows) => query => new DecideTargetExists(rows == RowSelection.Changed).Rewrite(query);

    public override Expr Rewrite(Expr expr) =>
        expr is ParameterExpr { Name: Parameter } ? exists ? LiteralExpr.True : LiteralExpr.False : RewriteChildren(expr);
}
