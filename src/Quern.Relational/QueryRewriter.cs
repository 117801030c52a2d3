namespace Quern.Relational;

/// <summary>
/// Rebuilds a query bottom up, through the queries inside its expressions too. A pass overrides the node kinds that it
/// changes.
/// </summary>
internal abstract class QueryRewriter
{
    public virtual Rel Rewrite(Rel rel) => RewriteChildren(rel);

    public virtual Expr Rewrite(Expr expr) => RewriteChildren(expr);

    /// <summary>Rewrites a condition of a filter, a join, a CASE branch or an aggregate: where null acts as false.</summary>
    protected virtual Expr RewriteCondition(Expr condition) => Rewrite(condition);

    protected Rel RewriteChildren(Rel rel) => rel switch
    {
        NamedRel r => r with { Body = Rewrite(r.Body) },
        FilterRel r => r with { Input = Rewrite(r.Input), Predicate = RewriteCondition(r.Predicate) },
        JoinRel r => r with { Left = Rewrite(r.Left), Right = Rewrite(r.Right), On = r.On is null ? null : RewriteCondition(r.On) },
        AggregateRel r => r with { Input = Rewrite(r.Input), Keys = RewriteAll(r.Keys), Aggregates = RewriteAll(r.Aggregates) },
        ProjectRel r => r with { Input = Rewrite(r.Input), Columns = RewriteAll(r.Columns) },
        DistinctRel r => new DistinctRel(Rewrite(r.Input)),
        SetRel r => r with { Left = Rewrite(r.Left), Right = Rewrite(r.Right) },
        RecurseRel r => r with { Seed = Rewrite(r.Seed), Step = Rewrite(r.Step) },
        SortRel r => r with { Input = Rewrite(r.Input), Keys = r.Keys.Select(k => k with { Expr = Rewrite(k.Expr) }).ToEquatableArray() },
        ChangedRel r => r with { Input = Rewrite(r.Input), Condition = RewriteCondition(r.Condition) },
        SeriesRel r => r with { First = Rewrite(r.First), Last = Rewrite(r.Last) },
        UnnestRel r => r with { Array = Rewrite(r.Array) },
        _ => rel,
    };

    protected Expr RewriteChildren(Expr expr) => expr switch
    {
        UnaryExpr e => e with { Operand = Rewrite(e.Operand) },
        ArithmeticExpr e => e with { Left = Rewrite(e.Left), Right = Rewrite(e.Right) },
        ComparisonExpr e => e with { Left = Rewrite(e.Left), Right = Rewrite(e.Right) },
        DistinctExpr e => e with { Left = Rewrite(e.Left), Right = Rewrite(e.Right) },
        LogicalExpr e => e with { Left = Rewrite(e.Left), Right = Rewrite(e.Right) },
        IsNullExpr e => e with { Operand = Rewrite(e.Operand) },
        InListExpr e => e with { Operand = Rewrite(e.Operand), Values = RewriteAll(e.Values) },
        InQueryExpr e => e with { Operand = Rewrite(e.Operand), Query = Rewrite(e.Query) },
        ExistsExpr e => e with { Query = Rewrite(e.Query) },
        ScalarQueryExpr e => e with { Query = Rewrite(e.Query) },
        CaseExpr e => e with
        {
            Branches = e.Branches.Select(b => new CaseBranch(RewriteCondition(b.Condition), Rewrite(b.Result))).ToEquatableArray(),
            Else = Rewrite(e.Else),
        },
        CoalesceExpr e => e with { Operands = RewriteAll(e.Operands) },
        ConcatExpr e => e with { Parts = RewriteAll(e.Parts) },
        CastExpr e => e with { Operand = Rewrite(e.Operand) },
        WindowFunctionExpr e => e with { Arguments = RewriteAll(e.Arguments) },
        WindowExpr e => RewriteWindow(e),
        FunctionExpr e => e with { Arguments = RewriteAll(e.Arguments) },
        TemplateExpr e => e with { Arguments = RewriteAll(e.Arguments) },
        AggregateExpr e => e with
        {
            Argument = e.Argument is null ? null : Rewrite(e.Argument),
            Filter = e.Filter is null ? null : RewriteCondition(e.Filter),
            Order = e.Order.Select(k => k with { Expr = Rewrite(k.Expr) }).ToEquatableArray(),
        },
        _ => expr,
    };

    // The function keeps its place: it stands in a window only.
    WindowExpr RewriteWindow(WindowExpr e)
    {
        var function = RewriteChildren(e.Function);
        return new WindowExpr(function, RewriteAll(e.Partition), e.Order.Select(k => k with { Expr = Rewrite(k.Expr) }).ToEquatableArray(), e.Frame);
    }

    protected EquatableArray<Expr> RewriteAll(EquatableArray<Expr> exprs) => RewriteAll(exprs, Rewrite);

    protected EquatableArray<NamedExpr> RewriteAll(EquatableArray<NamedExpr> columns) =>
        RewriteAll(columns, c => Rewrite(c.Expr) is var expr && ReferenceEquals(expr, c.Expr) ? c : c with { Expr = expr });

    // Most passes leave most nodes as they are: then the array stays too.
    static EquatableArray<T> RewriteAll<T>(EquatableArray<T> items, Func<T, T> rewrite) where T : class, IEquatable<T>?
    {
        T[]? rewritten = null;
        for (var i = 0; i < items.Count; i++)
        {
            var item = rewrite(items[i]);
            if (rewritten is null && !ReferenceEquals(item, items[i]))
                rewritten = [.. items];
            if (rewritten is not null)
                rewritten[i] = item;
        }
        return rewritten is null ? items : new EquatableArray<T>(rewritten);
    }
}
