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

    /// <summary>The node with its children rewritten; the very node where all of them stay as they are, as most do in most passes.</summary>
    protected Rel RewriteChildren(Rel rel) => rel switch
    {
        NamedRel r => Changes(r.Body, out var body) ? r with { Body = body } : r,
        FilterRel r => Changes(r.Input, out var input) | ConditionChanges(r.Predicate, out var predicate) ? new FilterRel(input, predicate) : r,
        JoinRel r => Changes(r.Left, out var left) | Changes(r.Right, out var right) | ConditionChanges(r.On, out var on) ? r with { Left = left, Right = right, On = on } : r,
        AggregateRel r => Changes(r.Input, out var input) | Change(r.Keys, out var keys) | Change(r.Aggregates, out var aggregates)
            ? r with { Input = input, Keys = keys, Aggregates = aggregates }
            : r,
        ProjectRel r => Changes(r.Input, out var input) | Change(r.Columns, out var columns) ? r with { Input = input, Columns = columns } : r,
        DistinctRel r => Changes(r.Input, out var input) ? new DistinctRel(input) : r,
        SetRel r => Changes(r.Left, out var left) | Changes(r.Right, out var right) ? r with { Left = left, Right = right } : r,
        RecurseRel r => Changes(r.Seed, out var seed) | Changes(r.Step, out var step) ? r with { Seed = seed, Step = step } : r,
        SortRel r => Changes(r.Input, out var input) | Change(r.Keys, out var keys) ? r with { Input = input, Keys = keys } : r,
        ChangedRel r => Changes(r.Input, out var input) | ConditionChanges(r.Condition, out var condition) ? new ChangedRel(input, condition) : r,
        SeriesRel r => Changes(r.First, out var first) | Changes(r.Last, out var last) ? r with { First = first, Last = last } : r,
        UnnestRel r => Changes(r.Array, out var array) ? r with { Array = array } : r,
        _ => rel,
    };

    /// <summary>The node with its children rewritten; the very node where all of them stay as they are.</summary>
    protected Expr RewriteChildren(Expr expr) => expr switch
    {
        ColumnExpr or LiteralExpr => expr,
        UnaryExpr e => Changes(e.Operand, out var operand) ? e with { Operand = operand } : e,
        ArithmeticExpr e => Changes(e.Left, out var left) | Changes(e.Right, out var right) ? e with { Left = left, Right = right } : e,
        ComparisonExpr e => Changes(e.Left, out var left) | Changes(e.Right, out var right) ? e with { Left = left, Right = right } : e,
        DistinctExpr e => Changes(e.Left, out var left) | Changes(e.Right, out var right) ? e with { Left = left, Right = right } : e,
        LogicalExpr e => Changes(e.Left, out var left) | Changes(e.Right, out var right) ? e with { Left = left, Right = right } : e,
        IsNullExpr e => Changes(e.Operand, out var operand) ? e with { Operand = operand } : e,
        InListExpr e => Changes(e.Operand, out var operand) | Change(e.Values, out var values) ? e with { Operand = operand, Values = values } : e,
        InQueryExpr e => Changes(e.Operand, out var operand) | Changes(e.Query, out var query) ? e with { Operand = operand, Query = query } : e,
        ExistsExpr e => Changes(e.Query, out var query) ? e with { Query = query } : e,
        ScalarQueryExpr e => Changes(e.Query, out var query) ? e with { Query = query } : e,
        CaseExpr e => Change(e.Branches, out var branches) | Changes(e.Else, out var otherwise) ? e with { Branches = branches, Else = otherwise } : e,
        CoalesceExpr e => Change(e.Operands, out var operands) ? e with { Operands = operands } : e,
        ConcatExpr e => Change(e.Parts, out var parts) ? e with { Parts = parts } : e,
        CastExpr e => Changes(e.Operand, out var operand) ? e with { Operand = operand } : e,
        WindowFunctionExpr e => Change(e.Arguments, out var arguments) ? e with { Arguments = arguments } : e,
        WindowExpr e => RewriteWindow(e),
        FunctionExpr e => Change(e.Arguments, out var arguments) ? e with { Arguments = arguments } : e,
        TemplateExpr e => Change(e.Arguments, out var arguments) ? e with { Arguments = arguments } : e,
        AggregateExpr e => Changes(e.Argument, out var argument) | ConditionChanges(e.Filter, out var filter) | Change(e.Order, out var order)
            ? e with { Argument = argument, Filter = filter, Order = order }
            : e,
        _ => expr,
    };

    // The function keeps its place: it stands in a window only.
    WindowExpr RewriteWindow(WindowExpr e)
    {
        var function = RewriteChildren(e.Function);
        return Change(e.Partition, out var partition) | Change(e.Order, out var order) | !ReferenceEquals(function, e.Function)
            ? new WindowExpr(function, partition, order, e.Frame)
            : e;
    }

    protected EquatableArray<NamedExpr> RewriteAll(EquatableArray<NamedExpr> columns) => Change(columns, out var rewritten) ? rewritten : columns;

    bool Changes(Rel rel, out Rel rewritten) => !ReferenceEquals(rewritten = Rewrite(rel), rel);

    bool Changes<T>(T expr, out T rewritten) where T : Expr? =>
        !ReferenceEquals(rewritten = expr is null ? expr : (T)(object)Rewrite(expr), expr);

    bool ConditionChanges<T>(T condition, out T rewritten) where T : Expr? =>
        !ReferenceEquals(rewritten = condition is null ? condition : (T)(object)RewriteCondition(condition), condition);

    bool Change(EquatableArray<Expr> exprs, out EquatableArray<Expr> rewritten) => Change(exprs, Rewrite, out rewritten);

    bool Change(EquatableArray<NamedExpr> columns, out EquatableArray<NamedExpr> rewritten) =>
        Change(columns, c => Changes(c.Expr, out var expr) ? c with { Expr = expr } : c, out rewritten);

    bool Change(EquatableArray<SortKey> keys, out EquatableArray<SortKey> rewritten) =>
        Change(keys, k => Changes(k.Expr, out var expr) ? k with { Expr = expr } : k, out rewritten);

    bool Change(EquatableArray<CaseBranch> branches, out EquatableArray<CaseBranch> rewritten) =>
        Change(branches, b => ConditionChanges(b.Condition, out var condition) | Changes(b.Result, out var result) ? new CaseBranch(condition, result) : b, out rewritten);

    static bool Change<T>(EquatableArray<T> items, Func<T, T> rewrite, out EquatableArray<T> result) where T : class, IEquatable<T>?
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
        result = rewritten is null ? items : new EquatableArray<T>(rewritten);
        return rewritten is not null;
    }
}
