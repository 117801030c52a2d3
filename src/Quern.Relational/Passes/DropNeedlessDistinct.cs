namespace Quern.Relational.Passes;

/// <summary>
/// Lets a set operation that gives each row once do so alone.
/// <code>
/// Union(Distinct(Project(a)), Project(b))   ⇒ Union(Project(a), Project(b))
/// </code>
/// </summary>
internal sealed class DropNeedlessDistinct : QueryRewriter
{
    public static Rel Apply(Rel query) => new DropNeedlessDistinct().Rewrite(query);

    public override Rel Rewrite(Rel rel) =>
        RewriteChildren(rel) is var rewritten && rewritten is SetRel { Operator: not SetOperator.UnionAll } set
            ? set with { Left = Repeated(set.Left), Right = Repeated(set.Right) }
            : rewritten;

    static Rel Repeated(Rel side) => side is DistinctRel distinct ? distinct.Input : side;
}
