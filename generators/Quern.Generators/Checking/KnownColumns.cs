using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>
/// What the conditions of a query say of columns in all of its rows: which are equal, and which are one constant. Aliases are
/// unique in a query and rows only flow up, so that one set of equalities serves the whole tree.
/// </summary>
internal sealed class KnownColumns
{
    readonly Dictionary<ColumnRef, ColumnRef> equal = [];
    readonly Dictionary<ColumnRef, object?> constants = [];
    readonly Dictionary<string, Rel> bound = new(StringComparer.Ordinal);

    public KnownColumns(Rel query)
    {
        // Not those of queries inside conditions: what holds in a query that must be empty holds for no row.
        var rels = SelfAndInputs(query).ToList();
        foreach (var rel in rels)
            if (rel is NamedRel or ProjectRel)
                bound[rel.BoundAliases().Single()] = rel is NamedRel named ? named.Body : rel;
        foreach (var rel in rels)
            foreach (var condition in rel is FilterRel filter ? filter.Predicate.Conjuncts() : rel is JoinRel { Kind: JoinKind.Inner, On: { } on } ? on.Conjuncts() : [])
                if (condition is ComparisonExpr comparison)
                    Learn(comparison);
    }

    /// <summary>The one column that stands for all that are equal to it.</summary>
    public ColumnRef Root(ColumnRef column)
    {
        while (equal.TryGetValue(column, out var next) && next != column)
            column = next;
        return column;
    }

    public bool IsConstant(ColumnRef column) => constants.ContainsKey(column);

    /// <summary>The constant that a column is; null when none is known.</summary>
    public object? Constant(ColumnRef column) => constants.TryGetValue(column, out var value) ? value : null;

    /// <summary>The columns of an alias that others are equal to.</summary>
    public IEnumerable<ColumnRef> Compared(string alias) => equal.Keys.Concat(equal.Values).Where(c => c.Source == alias);

    void Learn(ComparisonExpr comparison)
    {
        var (left, right) = (Injection.Column(comparison.Left), Injection.Column(comparison.Right));
        if (comparison.Operator is ComparisonOperator.LessOrEqual or ComparisonOperator.Less)
        {
            // No row number is less than 1.
            if (left is { } number && comparison.Right is LiteralExpr { Value: long bound } && bound == (comparison.Operator == ComparisonOperator.Less ? 2 : 1) && IsRowNumber(number))
                constants[number] = 1L;
        }
        else if (comparison.Operator != ComparisonOperator.Equal)
            return;
        else if (left is { } one && right is { } other)
            equal[Root(one)] = Root(other);
        else if (left is { } fixedLeft && comparison.Right is LiteralExpr or ParameterExpr)
            constants[fixedLeft] = comparison.Left is ColumnExpr ? (comparison.Right as LiteralExpr)?.Value : null;
        else if (right is { } fixedRight && comparison.Left is LiteralExpr or ParameterExpr)
            constants[fixedRight] = comparison.Right is ColumnExpr ? (comparison.Left as LiteralExpr)?.Value : null;
    }

    bool IsRowNumber(ColumnRef column) => bound.TryGetValue(column.Source, out var body) && body is ProjectRel project
        && project.Columns.FirstOrDefault(c => c.Name == column.Name)?.Expr switch
        {
            WindowExpr { Function: WindowFunctionExpr { Function: WindowFunction.RowNumber } } => true,
            ColumnExpr inner => IsRowNumber(new ColumnRef(inner.Source, inner.Name)),
            _ => false,
        };

    static IEnumerable<Rel> SelfAndInputs(Rel rel) => rel.Inputs().SelectMany(SelfAndInputs).Prepend(rel);
}
