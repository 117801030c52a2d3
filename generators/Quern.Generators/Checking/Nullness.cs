using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>
/// Whether a value may be null in the rows where it is asked for. The IR says so by the value alone; here the conditions count
/// that its rows satisfy: a filter's, and those of the branch of a conditional that it stands in.
/// </summary>
internal sealed class Nullness(Rel query, QueryFacts facts)
{
    readonly Dictionary<string, Rel> bindings = query.SelfAndDescendants()
        .Where(r => r is ScanRel or NamedRel or AggregateRel or ProjectRel or SetRel)
        .GroupBy(r => r.BoundAliases().Single(), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    readonly HashSet<string> optional = [.. query.SelfAndDescendants().OfType<JoinRel>().SelectMany(join => join.Kind switch
    {
        JoinKind.Left => join.Right.BoundAliases(),
        JoinKind.Full => join.BoundAliases(),
        _ => [],
    })];

    readonly JoinRel[] full = [.. query.SelfAndDescendants().OfType<JoinRel>().Where(j => j.Kind == JoinKind.Full)];

    /// <param name="expr">A value of the rows that a relation gives.</param>
    /// <param name="rows">The relation.</param>
    public bool MayBeNull(Expr expr, Rel rows) => MayBeNull(expr, Premises.Of(RowConditions.Of(rows)));

    bool MayBeNull(Expr expr, Premises given)
    {
        if (!expr.IsNullable || given.IsNotNull(expr))
            return false;
        return expr switch
        {
            ColumnExpr column => MayBeNull(column, given),
            CaseExpr choice => MayBeNull(choice, given),
            CoalesceExpr coalesce => MayBeNull(coalesce, given),
            CastExpr or ArithmeticExpr or UnaryExpr => expr.Children().Any(e => MayBeNull(e, given)),
            // The right side counts where the left one does not decide.
            LogicalExpr logical => MayBeNull(logical.Left, given)
                || MayBeNull(logical.Right, logical.Operator == LogicalOperator.And ? given.And(logical.Left) : given.AndNot(logical.Left)),
            WindowExpr { Function: WindowFunctionExpr { Function: WindowFunction.First or WindowFunction.Last, Arguments: [var value] }, Frame.HasCurrentRow: true } => value.IsNullable,
            // Null by itself where no argument is.
            FunctionExpr { Function: SqlFunction.TryParseJson or SqlFunction.TryParseText or SqlFunction.JsonText or SqlFunction.JsonBoolean or SqlFunction.JsonNumber or SqlFunction.JsonAt } => true,
            FunctionExpr function => function.Arguments.All(a => !a.IsNullable) || function.Arguments.Any(a => MayBeNull(a, given)),
            AggregateExpr { Function: AggregateFunction.Sum or AggregateFunction.Min or AggregateFunction.Max or AggregateFunction.Average, Filter: null, Argument: { IsNullable: true } argument } => MayBeNull(argument, given),
            _ => true,
        };
    }

    bool MayBeNull(ColumnExpr column, Premises given) =>
        (optional.Contains(column.Source) && !IsPresent(column.Source, given)) || IsNullable(column.Source, column.Name);

    // Whether a column may be null in a row that is there.
    bool IsNullable(string alias, string name) => !bindings.TryGetValue(alias, out var rel) || rel switch
    {
        ScanRel scan => facts.Input(scan.RelationId) is not { } input || input.Nullable.Contains(name),
        NamedRel named => Gives(named.Body, name),
        _ => Gives(rel, name),
    };

    // Whether a query may give null for a column.
    bool Gives(Rel rel, string name) => rel switch
    {
        NamedRel named => Gives(named.Body, name),
        DistinctRel or SortRel => Gives(rel.Inputs().Single(), name),
        SetRel { Operator: SetOperator.Except } set => Gives(set.Left, name),
        SetRel set => Gives(set.Left, name) || Gives(set.Right, name),
        // A key that a group is not by is null in it. Without keys there may be no row.
        AggregateRel aggregate => aggregate.Sets != GroupingSets.All || aggregate.OutputColumns().First(c => c.Name == name).Expr is var value
            && value.IsNullable && ((value is AggregateExpr && aggregate.Keys.Count == 0) || MayBeNull(value, aggregate.Input)),
        ProjectRel project => project.Columns.First(c => c.Name == name).Expr is { IsNullable: true } value && MayBeNull(value, project.Input),
        _ => true,
    };

    bool MayBeNull(CaseExpr choice, Premises given)
    {
        foreach (var branch in choice.Branches)
        {
            if (given.Holds(branch.Condition))
                return MayBeNull(branch.Result, given);
            if (MayBeNull(branch.Result, given.And(branch.Condition)))
                return true;
            given = given.AndNot(branch.Condition);
        }
        return MayBeNull(choice.Else, given);
    }

    // An operand counts where all before it are null.
    bool MayBeNull(CoalesceExpr coalesce, Premises given)
    {
        foreach (var operand in coalesce.Operands)
        {
            if (!MayBeNull(operand, given))
                return false;
            given = given.And(new IsNullExpr(operand, false));
        }
        return true;
    }

    // A row is there where one of its columns is not null; and on one side of a full join where there is none on the other.
    bool IsPresent(string alias, Premises given) =>
        given.HasValueOf(alias)
        || full.Any(join =>
            (join.Right.BoundAliases().SequenceEqual([alias]) && join.Left.BoundAliases().ToArray() is [var left] && IsAbsent(left, given))
            || (join.Left.BoundAliases().SequenceEqual([alias]) && join.Right.BoundAliases().ToArray() is [var right] && IsAbsent(right, given)));

    bool IsAbsent(string alias, Premises given) => given.NullColumns.Any(c => c.Source == alias && !IsNullable(alias, c.Name));
}
