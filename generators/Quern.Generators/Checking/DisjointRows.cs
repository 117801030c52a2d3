using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>Whether no row of one side of a set operation has the key of one of the other.</summary>
internal static class DisjointRows
{
    /// <summary>The columns that must join a key of the left side and one of the right to tell the sides apart: one of them, or none where the keys do by themselves.</summary>
    public static IEnumerable<IReadOnlyList<string>> Of(SetRel set, IReadOnlyList<string> left, IReadOnlyList<string> right, KnownColumns known)
    {
        if (left.SequenceEqual(right) && Branches(set.Left).All(l => Branches(set.Right).All(r => Exclude(l, r, left))))
            yield return [];
        foreach (var column in set.OutputColumns())
            if (Constants(set.Left, column.Name, known) is { } some && Constants(set.Right, column.Name, known) is { } others && !some.Overlaps(others))
                yield return [column.Name];
    }

    // What a column is in each branch; null where it is no constant.
    static HashSet<object>? Constants(Rel rel, string column, KnownColumns known)
    {
        var values = new HashSet<object>();
        foreach (var branch in Branches(rel))
            if ((branch as ProjectRel)?.Columns.FirstOrDefault(c => c.Name == column)?.Expr is { } expr && Constant(expr, known) is { } value)
                values.Add(value);
            else
                return null;
        return values;
    }

    static object? Constant(Expr expr, KnownColumns known) => expr switch
    {
        LiteralExpr literal => literal.Value,
        CastExpr cast => Constant(cast.Operand, known),
        ColumnExpr column => known.Constant(new ColumnRef(column.Source, column.Name)),
        _ => null,
    };

    static IEnumerable<Rel> Branches(Rel rel) => rel switch
    {
        SetRel { Operator: SetOperator.UnionAll or SetOperator.Union } set => Branches(set.Left).Concat(Branches(set.Right)),
        SetRel set => Branches(set.Left),
        DistinctRel or SortRel => Branches(rel.Inputs().Single()),
        NamedRel named => Branches(named.Body),
        _ => [rel],
    };

    // Rows of one relation by its key, chosen by conditions that exclude each other.
    static bool Exclude(Rel left, Rel right, IReadOnlyList<string> key)
    {
        if (left is not ProjectRel one || right is not ProjectRel other || Source(one, key) is not { } first || Source(other, key) is not { } second || first.RelationId != second.RelationId)
            return false;
        // One row of the relation is not chosen twice, as long as the key is all of its key.
        if (second.Key.Count == 0 || !second.Key.All(k => key.Any(name => Column(other, name) == k)) || !key.All(name => Column(one, name) == Column(other, name)))
            return false;
        var conditions = RowConditions.Of(one.Input).Select(new Realias(first.Alias, second.Alias).Rewrite).ToList();
        return RowConditions.Of(other.Input).Any(c => conditions.Exists(d => Contradict(c, d) || Contradict(d, c)));
    }

    static ScanRel? Source(ProjectRel project, IReadOnlyList<string> key)
    {
        var aliases = key.Select(name => project.Columns.FirstOrDefault(c => c.Name == name)?.Expr is { } expr ? Injection.Plain(expr)?.Source : null).Distinct().ToList();
        return aliases is [{ } alias] ? Scans(project.Input).FirstOrDefault(s => s.Alias == alias) : null;
    }

    static IEnumerable<ScanRel> Scans(Rel rel) => rel switch
    {
        ScanRel scan => [scan],
        FilterRel or ChangedRel or SortRel or JoinRel => rel.Inputs().SelectMany(Scans),
        _ => [],
    };

    static string? Column(ProjectRel project, string name) => Injection.Plain(project.Columns.First(c => c.Name == name).Expr)?.Name;

    static bool Contradict(Expr left, Expr right) => (left, right) switch
    {
        (UnaryExpr { Operator: UnaryOperator.Not } not, _) => RowConditions.AreOne(not.Operand, right),
        (IsNullExpr a, IsNullExpr b) => a.IsNegated != b.IsNegated && RowConditions.AreOne(a.Operand, b.Operand),
        (InListExpr a, InListExpr b) => RowConditions.AreOne(a.Operand, b.Operand) && (a.IsNegated != b.IsNegated ? a.Values.Equals(b.Values) : !a.IsNegated && !a.Values.Intersect(b.Values).Any()),
        (InListExpr a, ComparisonExpr { Operator: ComparisonOperator.Equal } b) => RowConditions.AreOne(a.Operand, b.Left) && b.Right is LiteralExpr && a.Values.All(v => v is LiteralExpr) && a.Values.Contains(b.Right) == a.IsNegated,
        (ComparisonExpr a, ComparisonExpr b) when RowConditions.AreOne(a.Left, b.Left) => (a.Operator, b.Operator) switch
        {
            (ComparisonOperator.Equal, ComparisonOperator.Equal) => a.Right is LiteralExpr && b.Right is LiteralExpr && a.Right != b.Right,
            (ComparisonOperator.Equal, ComparisonOperator.NotEqual) or (ComparisonOperator.Less, ComparisonOperator.GreaterOrEqual or ComparisonOperator.Greater)
                or (ComparisonOperator.LessOrEqual, ComparisonOperator.Greater) => a.Right == b.Right,
            _ => false,
        },
        _ => false,
    };

    sealed class Realias(string from, string to) : QueryRewriter
    {
        public override Expr Rewrite(Expr expr) => expr is ColumnExpr column && column.Source == from ? column with { Source = to } : RewriteChildren(expr);
    }
}
