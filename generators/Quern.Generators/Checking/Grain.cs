using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>
/// The grain of a query: sets of columns of which each identifies a row. Keys of inputs are followed through filters, joins,
/// groups and projections, up to columns that the query makes equal.
/// </summary>
internal sealed class Grain
{
    readonly Dictionary<string, InputFacts> inputs;
    readonly Dictionary<ColumnRef, ColumnRef> equal = [];
    readonly HashSet<ColumnRef> constant = [];

    public Grain(QueryFacts facts, Rel query)
    {
        inputs = facts.Inputs.ToDictionary(input => input.Id, StringComparer.Ordinal);
        // Aliases are unique in a query and rows only flow up, so that one set of equalities serves the whole tree.
        // Not those of queries inside conditions: what holds in a query that must be empty holds for no row.
        foreach (var rel in SelfAndInputs(query))
            foreach (var condition in rel is FilterRel filter ? filter.Predicate.Conjuncts() : rel is JoinRel { Kind: JoinKind.Inner, On: { } on } ? on.Conjuncts() : [])
                Learn(condition);
    }

    /// <summary>A column that an alias binds.</summary>
    internal readonly record struct ColumnRef(string Source, string Name);

    /// <summary>The keys of a relation's rows; none when nothing is known. An empty key says that there is one row at most.</summary>
    public IReadOnlyList<HashSet<ColumnRef>> KeysOf(Rel rel) => rel switch
    {
        ScanRel scan => inputs.TryGetValue(scan.RelationId, out var input)
            ? [.. input.Keys.Select(key => Set(key.Select(name => new ColumnRef(scan.Alias, name))))]
            : [],
        NamedRel named => [.. OutputKeys(named.Body).Select(key => Set(key.Select(name => new ColumnRef(named.Alias, name))))],
        SetRel set => [.. OutputKeys(set).Select(key => Set(key.Select(name => new ColumnRef(set.Alias, name))))],
        ProjectRel project => [.. OutputKeys(project).Select(key => Set(key.Select(name => new ColumnRef(project.Alias, name))))],
        ValuesRel values => [.. values.Names.Where((_, i) => Identifies(values, i)).Select(name => Set([new ColumnRef(values.Alias, name)]))],
        SeriesRel series => [Set([new ColumnRef(series.Alias, SeriesRel.Number)])],
        UnnestRel items => [Set([new ColumnRef(items.Alias, UnnestRel.Position)])],
        // A key of nulls may be a total's too.
        AggregateRel { Sets: not GroupingSets.All } => [],
        AggregateRel aggregate => [Set(aggregate.Keys.Select(k => new ColumnRef(aggregate.Alias, k.Name)))],
        // A row of either side may stand alone, with nulls for the other's key.
        JoinRel { Kind: JoinKind.Full } => [],
        JoinRel join => Joined(join, join.On is { } on ? on.Conjuncts() : []),
        FilterRel => Filtered(rel, []),
        SortRel { Take: 1 } => [Set([])],
        _ when rel.Inputs().ToArray() is [var only] => KeysOf(only),
        _ => [],
    };

    /// <summary>Whether one row of the left side meets one row of the right at most.</summary>
    public bool MatchesOnce(JoinRel join, IEnumerable<Expr> conditions)
    {
        if (join.IsSingle)
            return true;
        var aliases = new HashSet<string>(join.Right.BoundAliases());
        var compared = new HashSet<ColumnRef>();
        foreach (var condition in conditions)
            if (condition is ComparisonExpr { Operator: ComparisonOperator.Equal } comparison)
                foreach (var (own, other) in new[] { (comparison.Left, comparison.Right), (comparison.Right, comparison.Left) })
                    if (Column(own) is { } column && aliases.Contains(column.Source) && other.AllColumns().All(c => !aliases.Contains(c.Source)))
                        compared.Add(column);
        return KeysOf(join.Right).Any(key => key.All(column =>
            constant.Contains(column) || compared.Any(c => c == column || (aliases.Contains(c.Source) && Same(c, column)))));
    }

    /// <summary>Whether some key lies within a set of columns.</summary>
    public bool Covers(IEnumerable<ColumnRef> columns, IReadOnlyList<HashSet<ColumnRef>> keys)
    {
        var given = columns.ToArray();
        return keys.Any(key => key.All(column => constant.Contains(column) || given.Any(c => c == column || Same(c, column))));
    }

    /// <summary>The keys of a query that gives columns, by their names.</summary>
    public IReadOnlyList<IReadOnlyList<string>> OutputKeys(Rel rel) => rel switch
    {
        ProjectRel project => [.. KeysOf(project.Input).Select(key => Projected(project, key)).OfType<IReadOnlyList<string>>()],
        DistinctRel distinct => [.. OutputKeys(distinct.Input), [.. distinct.OutputColumns().Select(c => c.Name)]],
        SetRel { Operator: SetOperator.UnionAll } => [],
        SetRel set => [[.. set.OutputColumns().Select(c => c.Name)]],
        NamedRel named => OutputKeys(named.Body),
        AggregateRel { Sets: not GroupingSets.All } => [],
        AggregateRel aggregate => [[.. aggregate.Keys.Select(k => k.Name)]],
        SortRel { Take: 1 } => [[]],
        _ when rel.Inputs().ToArray() is [var only] => OutputKeys(only),
        _ => [],
    };

    /// <summary>A column, conversions left out that keep values apart.</summary>
    public static ColumnRef? Column(Expr expr) => expr switch
    {
        ColumnExpr column => new ColumnRef(column.Source, column.Name),
        CastExpr { Type: { IsInteger: true } or { Kind: SqlTypeKind.Text } } cast when cast.Operand.Type.IsInteger => Column(cast.Operand),
        CoalesceExpr { Operands: [{ IsNullable: false } only, ..] } => Column(only),
        FunctionExpr { Function: SqlFunction.SeriesNumber or SqlFunction.ItemPosition } number => Column(number.Arguments[0]),
        // As many days after a fixed one.
        FunctionExpr { Function: SqlFunction.DateAdd, Arguments: [LiteralExpr, var count, LiteralExpr] } => Column(count),
        ArithmeticExpr { Operator: ArithmeticOperator.Multiply, Right: LiteralExpr { Value: not null and not 0L }, Type.IsInteger: true } scaled => Column(scaled.Left),
        _ => null,
    };

    IReadOnlyList<HashSet<ColumnRef>> Filtered(Rel rel, IEnumerable<Expr> conditions) => rel switch
    {
        FilterRel filter => Filtered(filter.Input, conditions.Concat(filter.Predicate.Conjuncts())),
        // A condition above an inner join says as much as one in it.
        JoinRel { Kind: JoinKind.Inner or JoinKind.Cross } join => Joined(join, conditions.Concat(join.On is { } on ? on.Conjuncts() : [])),
        _ => KeysOf(rel),
    };

    IReadOnlyList<HashSet<ColumnRef>> Joined(JoinRel join, IEnumerable<Expr> conditions)
    {
        var (left, right) = (KeysOf(join.Left), KeysOf(join.Right));
        var both = left.SelectMany(l => right.Select(r => Set(l.Concat(r))));
        // Rows of the right side alone have nulls for the left's key, and there may be many.
        return join.Kind != JoinKind.Full && MatchesOnce(join, conditions) ? [.. left, .. both] : [.. both];
    }

    IReadOnlyList<string>? Projected(ProjectRel project, HashSet<ColumnRef> key)
    {
        var names = new List<string>();
        foreach (var column in key.Where(column => !constant.Contains(column)))
            if (project.Columns.FirstOrDefault(c => Column(c.Expr) is { } given && (given == column || Same(given, column))) is { } output)
                names.Add(output.Name);
            else
                return null;
        return names;
    }

    void Learn(Expr condition)
    {
        if (condition is not ComparisonExpr { Operator: ComparisonOperator.Equal } comparison)
            return;
        if (Column(comparison.Left) is { } left && Column(comparison.Right) is { } right)
            equal[Root(left)] = Root(right);
        else if (Column(comparison.Left) is { } fixedLeft && comparison.Right is LiteralExpr or ParameterExpr)
            constant.Add(fixedLeft);
        else if (Column(comparison.Right) is { } fixedRight && comparison.Left is LiteralExpr or ParameterExpr)
            constant.Add(fixedRight);
    }

    bool Same(ColumnRef left, ColumnRef right) => Root(left) == Root(right);

    ColumnRef Root(ColumnRef column)
    {
        while (equal.TryGetValue(column, out var next) && next != column)
            column = next;
        return column;
    }

    static bool Identifies(ValuesRel values, int column) =>
        values.Rows.All(row => !row[column].IsNullable) && values.Rows.Select(row => row[column]).Distinct().Count() == values.Rows.Count;

    static IEnumerable<Rel> SelfAndInputs(Rel rel) => rel.Inputs().SelectMany(SelfAndInputs).Prepend(rel);

    static HashSet<ColumnRef> Set(IEnumerable<ColumnRef> columns) => [.. columns];
}
