namespace Quern.Relational.Passes;

/// <summary>
/// Gives comparisons C#'s answers about null in SQL's terms. Where null acts as false (WHERE, ON, HAVING, WHEN, and AND and
/// OR below them) the plain operator mostly does; everywhere else the result must be true or false.
/// <code>
/// Filter(t, a == b)      ⇒ Filter(t, a IS NOT DISTINCT FROM b)    both may be null; else a = b
/// Filter(t, a != 1)      ⇒ Filter(t, a IS DISTINCT FROM 1)
/// Filter(t, !(a > 5))    ⇒ Filter(t, a IS NULL OR a <= 5)         NOT COALESCE(…, FALSE) of what is no column
/// Project(t, x: a > 5)   ⇒ Project(t, x: COALESCE(a > 5, FALSE))
/// </code>
/// </summary>
internal sealed class ExpandNullComparisons : QueryRewriter
{
    // What the conditions around the current one have found not to be null.
    readonly HashSet<Expr> notNull = [];

    public static Rel Apply(Rel query) => new ExpandNullComparisons().Rewrite(query);

    /// <summary>A value: two-valued, unless C#'s type is <c>bool?</c>.</summary>
    public override Expr Rewrite(Expr expr) => expr switch
    {
        { IsNullable: false } and (ComparisonExpr or LogicalExpr or InListExpr or InQueryExpr or UnaryExpr { Operator: UnaryOperator.Not }) =>
            TwoValued(RewriteCondition(expr)),
        _ => RewriteChildren(expr),
    };

    protected override Expr RewriteCondition(Expr condition) => condition switch
    {
        LogicalExpr { Operator: LogicalOperator.And } => Conjunction(condition),
        LogicalExpr or => or with { Left = RewriteCondition(or.Left), Right = RewriteCondition(or.Right) },
        UnaryExpr { Operator: UnaryOperator.Not } not => Negation(not.Operand),
        ComparisonExpr comparison => Comparison(comparison),
        InListExpr list => NullSafeMembership.Expand(list with { Operand = Rewrite(list.Operand) }, IsNullable(list.Operand)),
        InQueryExpr query => NullSafeMembership.Expand(query with { Operand = Rewrite(query.Operand), Query = Rewrite(query.Query) }, IsNullable(query.Operand)),
        CoalesceExpr { Operands: [var operand, LiteralExpr { Value: false }] } => RewriteCondition(operand),
        _ => Rewrite(condition),
    };

    Expr Conjunction(Expr condition)
    {
        var conjuncts = condition.Conjuncts().ToList();
        var found = NotNullTests(conjuncts).Where(notNull.Add).ToList();
        var rewritten = conjuncts.Select(RewriteCondition).ToList();
        notNull.ExceptWith(found);
        // `a IS NOT NULL AND a = b` says no more than `a = b`.
        var rejected = new HashSet<Expr>(rewritten.OfType<ComparisonExpr>().SelectMany(c => new[] { Key(c.Left), Key(c.Right) }));
        return QueryShape.AllOf(rewritten.Where(e => e is not IsNullExpr { IsNegated: true } test || !rejected.Contains(Key(test.Operand))));
    }

    Expr Negation(Expr operand) => operand switch
    {
        { IsNullable: true } => new UnaryExpr(UnaryOperator.Not, Rewrite(operand), SqlType.Boolean),
        UnaryExpr { Operator: UnaryOperator.Not } not => RewriteCondition(not.Operand),
        ComparisonExpr c when Opposite(c) is { } opposite => Comparison(opposite),
        ComparisonExpr { Left: ColumnExpr left, Right.Type.IsFloating: false } c when IsNullable(left) && !IsNullable(c.Right) => NullOr(left, c),
        ComparisonExpr { Right: ColumnExpr right, Left.Type.IsFloating: false } c when IsNullable(right) && !IsNullable(c.Left) => NullOr(right, c),
        IsNullExpr e => Rewrite(e with { IsNegated = !e.IsNegated }),
        DistinctExpr e => Rewrite(e with { IsNegated = !e.IsNegated }),
        ExistsExpr e => Rewrite(e with { IsNegated = !e.IsNegated }),
        InListExpr e => RewriteCondition(e with { IsNegated = !e.IsNegated }),
        InQueryExpr e => RewriteCondition(e with { IsNegated = !e.IsNegated }),
        LiteralExpr { Value: bool value } => value ? LiteralExpr.False : LiteralExpr.True,
        _ => new UnaryExpr(UnaryOperator.Not, Rewrite(operand), SqlType.Boolean),
    };

    LogicalExpr NullOr(ColumnExpr column, ComparisonExpr e) => new(LogicalOperator.Or, new IsNullExpr(column, false), Comparison(Reversed(e)));

    // Not for orderings that may be false both ways: of null, and of NaN.
    ComparisonExpr? Opposite(ComparisonExpr e) =>
        e.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual
        || !(IsNullable(e.Left) || IsNullable(e.Right) || e.Left.Type.IsFloating)
            ? Reversed(e)
            : null;

    static ComparisonExpr Reversed(ComparisonExpr e) => e with
    {
        Operator = e.Operator switch
        {
            ComparisonOperator.Equal => ComparisonOperator.NotEqual,
            ComparisonOperator.NotEqual => ComparisonOperator.Equal,
            ComparisonOperator.Less => ComparisonOperator.GreaterOrEqual,
            ComparisonOperator.LessOrEqual => ComparisonOperator.Greater,
            ComparisonOperator.Greater => ComparisonOperator.LessOrEqual,
            _ => ComparisonOperator.Less,
        },
    };

    Expr Comparison(ComparisonExpr e)
    {
        if (e.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
            return e with { Left = Rewrite(e.Left), Right = Rewrite(e.Right) };
        if (e is { Left: LiteralExpr, Right: not LiteralExpr })
            e = e with { Left = e.Right, Right = e.Left };
        var isNegated = e.Operator == ComparisonOperator.NotEqual;
        var plain = e with { Left = Rewrite(e.Left), Right = Rewrite(e.Right) };
        if (e.Right is LiteralExpr { Value: null })
            return new IsNullExpr(plain.Left, isNegated);
        var (left, right) = (IsNullable(e.Left), IsNullable(e.Right));
        if (e.Right is LiteralExpr { Value: bool wanted } && !(left && isNegated))
            return wanted != isNegated ? RewriteCondition(e.Left) : Negation(e.Left);
        return (isNegated ? left || right : left && right) ? new DistinctExpr(plain.Left, plain.Right, !isNegated) : plain;
    }

    bool IsNullable(Expr expr) => IsNullableBut(expr, notNull);

    // A call of what is not null is not null either, where null arguments are the only reason.
    static bool IsNullableBut(Expr expr, HashSet<Expr> known) => expr.IsNullable && !known.Contains(Key(expr)) && expr switch
    {
        FunctionExpr { Function: SqlFunction.Length or SqlFunction.ToLower or SqlFunction.ToUpper or SqlFunction.Trim or SqlFunction.DatePart or SqlFunction.DateTrunc or SqlFunction.ToDate } or ArithmeticExpr or CastExpr =>
            expr.Children().Any(c => IsNullableBut(c, known)),
        _ => true,
    };

    // The same column may be seen as nullable in one place and, once tested, as not nullable in another.
    static Expr Key(Expr expr) => expr is ColumnExpr column ? column with { IsNullable = true } : expr;

    static Expr TwoValued(Expr condition) =>
        MayBeNull(condition, []) ? new CoalesceExpr([condition, LiteralExpr.False], SqlType.Boolean, false) : condition;

    /// <summary>Whether SQL may answer a rewritten condition with null, where some values are known not to be null.</summary>
    static bool MayBeNull(Expr condition, HashSet<Expr> known)
    {
        bool IsNullable(Expr e) => IsNullableBut(e, known);
        return condition switch
        {
            ComparisonExpr e => IsNullable(e.Left) || IsNullable(e.Right),
            // Where a test for null fails, the whole is false whatever the rest says.
            LogicalExpr { Operator: LogicalOperator.And } =>
                new HashSet<Expr>(known.Concat(NotNullTests(condition.Conjuncts()))) is var inside && condition.Conjuncts().Any(c => MayBeNull(c, inside)),
            // Where it succeeds, the whole is true.
            LogicalExpr { Left: IsNullExpr { IsNegated: false } test } e => MayBeNull(e.Right, [.. known, Key(test.Operand)]),
            LogicalExpr e => MayBeNull(e.Left, known) || MayBeNull(e.Right, known),
            UnaryExpr { Operator: UnaryOperator.Not } e => MayBeNull(e.Operand, known),
            InListExpr e => IsNullable(e.Operand),
            InQueryExpr e => IsNullable(e.Operand) || e.Query.OutputColumns()[0].Expr.IsNullable,
            _ => IsNullable(condition),
        };
    }

    static IEnumerable<Expr> NotNullTests(IEnumerable<Expr> conjuncts) =>
        conjuncts.OfType<IsNullExpr>().Where(e => e.IsNegated).Select(e => Key(e.Operand));
}
