namespace Quern.Relational.Passes;

/// <summary>
/// Looks for a constant part of a text with LIKE, as a person would: engines guess well how many rows a pattern finds, and
/// PostgreSQL does not guess at all for STRPOS (TPC-H's ninth query took five times as long).
/// <code>
/// Contains(name, 'green')       ⇒ name LIKE '%green%'
/// StartsWith(name, 'forest')    ⇒ name LIKE 'forest%'
/// EndsWith(type, 'BRASS')       ⇒ type LIKE '%BRASS'
/// </code>
/// A constant with a wildcard or a backslash in it, and an empty one, stay as they are.
/// </summary>
internal sealed class LikeForConstantText : QueryRewriter
{
    public static Rel Apply(Rel query) => new LikeForConstantText().Rewrite(query);

    public override Expr Rewrite(Expr expr) => RewriteChildren(expr) switch
    {
        FunctionExpr { Arguments: [var text, LiteralExpr { Value: string { Length: > 0 } part }] } e
            when part.IndexOfAny(['%', '_', '\\']) < 0 && Pattern(e.Function, part) is { } pattern =>
            e with { Function = SqlFunction.Like, Arguments = [text, LiteralExpr.Text(pattern)] },
        var rewritten => rewritten,
    };

    static string? Pattern(SqlFunction function, string part) => function switch
    {
        SqlFunction.Contains => "%" + part + "%",
        SqlFunction.StartsWith => part + "%",
        SqlFunction.EndsWith => "%" + part,
        _ => null,
    };
}
