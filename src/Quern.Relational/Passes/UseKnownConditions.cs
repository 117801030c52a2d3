namespace Quern.Relational.Passes;

/// <summary>
/// Drops a CASE whose condition the rows' filter guarantees.
/// <code>
/// Project(Filter(t, c), CASE WHEN c THEN x END)   ⇒ Project(Filter(t, c), x)
/// </code>
/// </summary>
internal sealed class UseKnownConditions : QueryRewriter
{
    readonly Stack<HashSet<Expr>> known = new();

    public static Rel Apply(Rel query) => new UseKnownConditions().Rewrite(query);

    public override Rel Rewrite(Rel rel)
    {
        if (rel is not (ProjectRel or AggregateRel))
            return RewriteChildren(rel);
        var conditions = new HashSet<Expr>();
        Collect(rel is ProjectRel project ? project.Input : ((AggregateRel)rel).Input, conditions);
        var input = rel is ProjectRel p ? Rewrite(p.Input) : Rewrite(((AggregateRel)rel).Input);
        known.Push(conditions);
        try
        {
            return rel is ProjectRel columns
                ? columns with { Input = input, Columns = RewriteAll(columns.Columns) }
                : (AggregateRel)rel with { Input = input, Keys = RewriteAll(((AggregateRel)rel).Keys), Aggregates = RewriteAll(((AggregateRel)rel).Aggregates) };
        }
        finally
        {
            known.Pop();
        }
    }

    public override Expr Rewrite(Expr expr) =>
        expr is CaseExpr { Branches: [{ } first, ..] } && known.Count > 0 && known.Peek().Contains(first.Condition)
            ? Rewrite(first.Result)
            : RewriteChildren(expr);

    // What is true of every row. The right side of a left join may be missing, so its filters say nothing.
    static void Collect(Rel rel, HashSet<Expr> conditions)
    {
        switch (rel)
        {
            case FilterRel filter:
                Conjuncts(filter.Predicate, conditions);
                Collect(filter.Input, conditions);
                break;
            case JoinRel { Kind: JoinKind.Full }:
                break;
            case JoinRel join:
                Collect(join.Left, conditions);
                if (join.Kind != JoinKind.Left)
                    Collect(join.Right, conditions);
                break;
            case SortRel sort:
                Collect(sort.Input, conditions);
                break;
        }
    }

    static void Conjuncts(Expr predicate, HashSet<Expr> conditions)
    {
        if (predicate is LogicalExpr { Operator: LogicalOperator.And } and)
        {
            Conjuncts(and.Left, conditions);
            Conjuncts(and.Right, conditions);
        }
        else
        {
            conditions.Add(predicate);
        }
    }
}
