namespace Quern.Relational;

/// <summary>What can be read off a query without rewriting it.</summary>
internal static class QueryShape
{
    /// <summary>The direct operands of a node, queries inside expressions left out.</summary>
    public static IEnumerable<Expr> Children(this Expr expr) => expr switch
    {
        UnaryExpr e => [e.Operand],
        ArithmeticExpr e => [e.Left, e.Right],
        ComparisonExpr e => [e.Left, e.Right],
        DistinctExpr e => [e.Left, e.Right],
        LogicalExpr e => [e.Left, e.Right],
        IsNullExpr e => [e.Operand],
        InListExpr e => [e.Operand, .. e.Values],
        InQueryExpr e => [e.Operand],
        CaseExpr e => [.. e.Branches.SelectMany(b => new[] { b.Condition, b.Result }), e.Else],
        CoalesceExpr e => e.Operands,
        ConcatExpr e => e.Parts,
        CastExpr e => [e.Operand],
        FunctionExpr e => e.Arguments,
        TemplateExpr e => e.Arguments,
        WindowFunctionExpr e => e.Arguments,
        WindowExpr e => [e.Function, .. e.Partition, .. e.Order.Select(k => k.Expr)],
        AggregateExpr e => new[] { e.Argument, e.Filter }.OfType<Expr>().Concat(e.Order.Select(k => k.Expr)),
        _ => [],
    };

    /// <summary>The inputs of a relation.</summary>
    public static IEnumerable<Rel> Inputs(this Rel rel) => rel switch
    {
        NamedRel r => [r.Body],
        FilterRel r => [r.Input],
        JoinRel r => [r.Left, r.Right],
        AggregateRel r => [r.Input],
        ProjectRel r => [r.Input],
        DistinctRel r => [r.Input],
        SetRel r => [r.Left, r.Right],
        RecurseRel r => [r.Seed, r.Step],
        SortRel r => [r.Input],
        ChangedRel r => [r.Input],
        _ => [],
    };

    /// <summary>The expressions that a relation itself holds.</summary>
    public static IEnumerable<Expr> Expressions(this Rel rel) => rel switch
    {
        FilterRel r => [r.Predicate],
        JoinRel { On: { } on } => [on],
        AggregateRel r => [.. r.Keys.Concat(r.Aggregates).Select(c => c.Expr)],
        ProjectRel r => [.. r.Columns.Select(c => c.Expr)],
        SortRel r => [.. r.Keys.Select(k => k.Expr)],
        ChangedRel r => [r.Condition],
        SeriesRel r => [r.First, r.Last],
        UnnestRel r => [r.Array],
        _ => [],
    };

    /// <summary>The query inside an expression; null for most.</summary>
    public static Rel? InnerQuery(this Expr expr) => expr switch
    {
        InQueryExpr e => e.Query,
        ExistsExpr e => e.Query,
        ScalarQueryExpr e => e.Query,
        _ => null,
    };

    /// <summary>The node and all below it, queries inside expressions left out.</summary>
    public static IEnumerable<Expr> SelfAndDescendants(this Expr expr)
    {
        yield return expr;
        foreach (var child in expr.Children())
            foreach (var descendant in child.SelfAndDescendants())
                yield return descendant;
    }

    /// <summary>The relation and all below it, those inside expressions included.</summary>
    public static IEnumerable<Rel> SelfAndDescendants(this Rel rel)
    {
        yield return rel;
        foreach (var input in rel.Inputs())
            foreach (var descendant in input.SelfAndDescendants())
                yield return descendant;
        foreach (var query in rel.AllExpressions().Select(InnerQuery).OfType<Rel>())
            foreach (var descendant in query.SelfAndDescendants())
                yield return descendant;
    }

    /// <summary>All expression nodes that a relation itself holds, those of queries inside left out.</summary>
    public static IEnumerable<Expr> AllExpressions(this Rel rel) => rel.Expressions().SelectMany(e => e.SelfAndDescendants());

    /// <summary>The columns that a relation gives, in order.</summary>
    /// <exception cref="InvalidOperationException">It binds no list of columns: a bare scan, filter or join of scans.</exception>
    public static IReadOnlyList<NamedExpr> OutputColumns(this Rel rel) => rel switch
    {
        ProjectRel r => r.Columns,
        AggregateRel r => [.. r.Keys, .. r.Aggregates],
        SetRel r => Both(r.Left, r.Right, r.Alias),
        RecurseRel r => Both(r.Seed, r.Step, r.Alias),
        PreviousRel r => r.Columns,
        NamedRel r => [.. r.Body.OutputColumns().Select(c => c with { Expr = new ColumnExpr(r.Alias, c.Name, c.Expr.Type, c.Expr.IsNullable) })],
        FilterRel r => r.Input.OutputColumns(),
        DistinctRel r => r.Input.OutputColumns(),
        SortRel r => r.Input.OutputColumns(),
        ChangedRel r => r.Input.OutputColumns(),
        MadeRel r => r.Columns,
        _ => throw new InvalidOperationException($"A {rel.GetType().Name} has no list of columns; put a ProjectRel over it."),
    };

    /// <summary>Whether it gives a list of columns, under one alias: more than a bare scan, or a filter or join of scans.</summary>
    public static bool HasColumns(this Rel rel) => rel switch
    {
        ScanRel or JoinRel => false,
        FilterRel or DistinctRel or SortRel or ChangedRel => rel.Inputs().Single().HasColumns(),
        _ => true,
    };

    /// <summary>The columns that a relation with a list of them gives, as expressions above refer to them.</summary>
    public static IEnumerable<ColumnExpr> References(this Rel rel) =>
        rel.OutputColumns().Select(c => new ColumnExpr(rel.BoundAliases().Single(), c.Name, c.Expr.Type, c.Expr.IsNullable));

    static IReadOnlyList<NamedExpr> Both(Rel left, Rel right, string alias) =>
        [.. left.OutputColumns().Zip(right.OutputColumns(), (l, r) => new NamedExpr(l.Name, new ColumnExpr(alias, l.Name, l.Expr.Type, l.Expr.IsNullable || r.Expr.IsNullable)))];

    /// <summary>The aliases that a relation's columns can be reached by from above.</summary>
    public static IEnumerable<string> BoundAliases(this Rel rel) => rel switch
    {
        ScanRel r => [r.Alias],
        NamedRel r => [r.Alias],
        AggregateRel r => [r.Alias],
        ProjectRel r => [r.Alias],
        SetRel r => [r.Alias],
        RecurseRel r => [r.Alias],
        PreviousRel r => [r.Alias],
        MadeRel r => [r.Alias],
        _ => rel.Inputs().SelectMany(BoundAliases),
    };

    /// <summary>The columns in an expression, those in queries inside it included.</summary>
    public static IEnumerable<ColumnExpr> AllColumns(this Expr expr) => expr.SelfAndDescendants().SelectMany(e =>
        e is ColumnExpr column ? [column] : e.InnerQuery() is { } query ? query.AllColumns() : []);

    /// <summary>The columns that a relation's expressions and those below it use, those in queries inside them included.</summary>
    public static IEnumerable<ColumnExpr> AllColumns(this Rel rel) =>
        rel.SelfAndDescendants().SelectMany(r => r.AllExpressions()).OfType<ColumnExpr>();

    /// <summary>The columns that a relation uses and does not bind: those of an outer query.</summary>
    public static IEnumerable<ColumnExpr> OuterColumns(this Rel rel)
    {
        var bound = new HashSet<string>(rel.SelfAndDescendants().SelectMany(r => r.BoundAliases()));
        return rel.AllColumns().Where(c => !bound.Contains(c.Source));
    }

    /// <summary>Whether a relation refers to an outer query.</summary>
    public static bool IsCorrelated(this Rel rel) => rel.OuterColumns().Any();

    /// <summary>The conditions that an expression joins with AND.</summary>
    public static IEnumerable<Expr> Conjuncts(this Expr expr) =>
        expr is LogicalExpr { Operator: LogicalOperator.And } and ? and.Left.Conjuncts().Concat(and.Right.Conjuncts()) : [expr];

    /// <summary>Joins conditions with AND; true when there are none.</summary>
    public static Expr AllOf(IEnumerable<Expr> conditions) =>
        conditions.Aggregate((Expr?)null, (left, right) => left is null ? right : new LogicalExpr(LogicalOperator.And, left, right)) ?? LiteralExpr.True;
}
