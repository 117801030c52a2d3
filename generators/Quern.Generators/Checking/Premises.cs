using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>Conditions that hold where a value is asked for, and what they say of null.</summary>
internal sealed class Premises
{
    readonly IReadOnlyList<Expr> conditions;

    Premises(IEnumerable<Expr> conditions) => this.conditions = [.. conditions];

    public static Premises Of(IEnumerable<Expr> conditions) => new(conditions.SelectMany(c => Parts(c, holds: true)));

    public Premises And(Expr condition) => new(conditions.Concat(Parts(condition, holds: true)));

    public Premises AndNot(Expr condition) => new(conditions.Concat(Parts(condition, holds: false)));

    /// <summary>Whether a condition is one of these.</summary>
    public bool Holds(Expr condition) => condition.Conjuncts().All(conditions.Contains);

    /// <summary>The columns that are null.</summary>
    public IEnumerable<ColumnExpr> NullColumns => conditions.OfType<IsNullExpr>().Where(c => !c.IsNegated).Select(c => c.Operand).OfType<ColumnExpr>();

    public bool IsNotNull(Expr expr) => conditions.Any(condition => Implies(condition, e => RowConditions.AreOne(e, expr)));

    /// <summary>Whether some column of an alias is not null.</summary>
    public bool HasValueOf(string alias) => conditions.Any(condition => Implies(condition, e => e is ColumnExpr column && column.Source == alias));

    // Whether a value that is sought is not null where a condition holds.
    static bool Implies(Expr condition, Func<Expr, bool> isSought) => condition switch
    {
        LogicalExpr { Operator: LogicalOperator.And } and => Implies(and.Left, isSought) || Implies(and.Right, isSought),
        LogicalExpr or => Implies(or.Left, isSought) && Implies(or.Right, isSought),
        IsNullExpr { IsNegated: true } test => Strict(test.Operand).Any(isSought),
        // It holds of no null, unless both sides are.
        ComparisonExpr { Operator: not ComparisonOperator.NotEqual } comparison =>
            (!comparison.Right.IsNullable && Strict(comparison.Left).Any(isSought)) || (!comparison.Left.IsNullable && Strict(comparison.Right).Any(isSought))
            || (comparison.Operator != ComparisonOperator.Equal && (Strict(comparison.Left).Any(isSought) || Strict(comparison.Right).Any(isSought))),
        InListExpr { IsNegated: false } list => list.Values.All(v => !v.IsNullable) && Strict(list.Operand).Any(isSought),
        CoalesceExpr { Operands: [var inner, LiteralExpr { Value: false }] } => Implies(inner, isSought),
        FunctionExpr or ColumnExpr => Strict(condition).Any(isSought),
        _ => false,
    };

    // The values that are not null where one made of them is not.
    static IEnumerable<Expr> Strict(Expr expr) => expr is CastExpr or ArithmeticExpr or FunctionExpr or UnaryExpr { Operator: UnaryOperator.Negate }
        ? expr.Children().SelectMany(Strict).Prepend(expr)
        : expr is CaseExpr { Else: LiteralExpr { Value: null }, Branches: [var only] } ? [expr, .. Strict(only.Result)]
        : [expr];

    static IEnumerable<Expr> Parts(Expr condition, bool holds) => condition switch
    {
        UnaryExpr { Operator: UnaryOperator.Not } not => Parts(not.Operand, !holds),
        LogicalExpr logical when (logical.Operator == LogicalOperator.And) == holds => Parts(logical.Left, holds).Concat(Parts(logical.Right, holds)),
        LogicalExpr => holds ? [condition] : [],
        IsNullExpr test => [holds ? test : test with { IsNegated = !test.IsNegated }],
        ComparisonExpr { Operator: ComparisonOperator.NotEqual } comparison => holds ? [] : [comparison with { Operator = ComparisonOperator.Equal }],
        InListExpr list => [holds ? list : list with { IsNegated = !list.IsNegated }],
        _ => holds ? [condition] : [],
    };
}
