using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

/// <summary>
/// A copy of a value, of which every part is known as masked: a mask may give its argument, which is not masked elsewhere, and a
/// text that is joined to another or a condition that is negated is taken apart.
/// </summary>
/// <param name="parts">Gets the copy and all that it is made of.</param>
internal sealed class MaskedValue(ICollection<Expr> parts) : QueryRewriter
{
    public override Expr Rewrite(Expr expr)
    {
        var copy = RewriteChildren(expr) with { };
        parts.Add(copy);
        return copy;
    }

    // A query inside has rows of its own, and the value that it gives is a part already.
    public override Rel Rewrite(Rel rel) => rel;
}
