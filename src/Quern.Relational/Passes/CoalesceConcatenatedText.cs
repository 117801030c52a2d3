namespace Quern.Relational.Passes;

/// <summary>
/// In C# null text concatenates as empty; in SQL it makes the whole null.
/// <code>
/// a + "-" + b   ⇒ COALESCE(a, '') || '-' || b     a may be null
/// </code>
/// </summary>
internal sealed class CoalesceConcatenatedText : QueryRewriter
{
    public static Rel Apply(Rel query) => new CoalesceConcatenatedText().Rewrite(query);

    public override Expr Rewrite(Expr expr) =>
        RewriteChildren(expr) is var rewritten && rewritten is ConcatExpr concat
            ? new ConcatExpr(concat.Parts.SelectMany(p => p is ConcatExpr inner ? inner.Parts : [p]).Select(Text).ToEquatableArray())
            : rewritten;

    static Expr Text(Expr part)
    {
        var text = part.Type.Kind is SqlTypeKind.Text or SqlTypeKind.Null ? part : new CastExpr(part, SqlType.Text);
        return text is LiteralExpr { Value: null } ? LiteralExpr.Text("")
            : text.IsNullable ? new CoalesceExpr([text, LiteralExpr.Text("")], SqlType.Text, false)
            : text;
    }
}
