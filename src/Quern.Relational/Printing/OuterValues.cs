namespace Quern.Relational.Printing;

/// <summary>
/// Aggregates of the row around a subquery alone, as aggregates of a column of their own: engines take an aggregate without
/// columns of the subquery for one of the outer query.
/// <code>
/// SELECT MAX(o.x) FROM i WHERE i.k = o.k   ⇒ SELECT MAX(i.value) FROM (SELECT o.x AS value FROM i WHERE i.k = o.k) AS i
/// </code>
/// </summary>
/// <param name="isOwn">Whether an expression, in the terms of the SELECT that aggregates, has a column of the subquery.</param>
/// <param name="inner">An expression in these terms.</param>
/// <param name="alias">What the values' columns are bound to.</param>
internal sealed class OuterValues(Func<Expr, bool> isOwn, Func<Expr, Expr> inner, string alias) : QueryRewriter
{
    readonly NameSet names = new([]);
    readonly Dictionary<Expr, NamedExpr> values = [];

    public string Alias => alias;

    /// <summary>The values that the subquery must give.</summary>
    public IReadOnlyCollection<NamedExpr> Values => values.Values;

    public EquatableArray<NamedExpr> Replace(EquatableArray<NamedExpr> aggregates) => RewriteAll(aggregates);

    public override Expr Rewrite(Expr expr) => expr is AggregateExpr e && IsOuter(e)
        ? e with
        {
            Argument = e.Argument is null ? null : Column(e.Argument),
            Filter = e.Filter is null ? null : Column(e.Filter),
            Order = e.Order.Select(key => key with { Expr = Column(key.Expr) }).ToEquatableArray(),
        }
        : RewriteChildren(expr);

    // DuckDB asks the argument alone, PostgreSQL the filter and the order too.
    bool IsOuter(AggregateExpr e) => e.Argument is { } argument && HasColumns(argument)
        ? IsOuter(argument)
        : e.Filter is { } filter && IsOuter(filter);

    bool IsOuter(Expr expr) => HasColumns(expr) && !isOwn(inner(expr));

    static bool HasColumns(Expr expr) => expr.AllColumns().Any();

    Expr Column(Expr expr)
    {
        if (!IsOuter(expr))
            return expr;
        if (!values.TryGetValue(expr, out var value))
            values.Add(expr, value = new NamedExpr(names.Unique("value"), inner(expr)));
        return new ColumnExpr(alias, value.Name, expr.Type, expr.IsNullable);
    }
}
