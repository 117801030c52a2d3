using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>Whether a value never falls while a column of an input rises, so that what is newer by the one is not older by the other.</summary>
internal static class Monotone
{
    /// <summary>The columns of a query that never fall while an input's column rises, whatever its other inputs hold.</summary>
    /// <param name="query">A query that gives columns.</param>
    /// <param name="inputId">The input.</param>
    /// <param name="column">Its column.</param>
    public static IEnumerable<string> ColumnsOf(Rel query, string inputId, string column)
    {
        var bindings = query.SelfAndDescendants()
            .Where(r => r is ScanRel or NamedRel or AggregateRel or ProjectRel or SetRel)
            .GroupBy(r => r.BoundAliases().Single(), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        return RowSources.Projections(query).SelectMany(p => p.Columns).GroupBy(c => c.Name, StringComparer.Ordinal)
            .Where(g => g.Any(c => Rises(c.Expr)) && g.All(c => Rises(c.Expr) || !Reads(c.Expr)))
            .Select(g => g.Key);

        bool Reads(Expr expr) => Lineage.Of(expr, query).Any(o => o.InputId == inputId && o.InputColumn == column);

        bool Rises(Expr expr) => expr switch
        {
            ColumnExpr c => bindings.TryGetValue(c.Source, out var rel) && rel switch
            {
                ScanRel scan => scan.RelationId == inputId && c.Name == column,
                NamedRel named => Output(named.Body, c.Name),
                _ => Output(rel, c.Name),
            },
            CastExpr { Type: { IsTemporal: true } or { IsNumeric: true } } cast => cast.Operand.Type.Kind != SqlTypeKind.Text && Rises(cast.Operand),
            FunctionExpr { Function: SqlFunction.DateTrunc or SqlFunction.ToDate } f => Rises(f.Arguments[f.Arguments.Count - 1]),
            FunctionExpr { Function: SqlFunction.DateAdd, Arguments: [_, LiteralExpr, var moment] } => Rises(moment),
            FunctionExpr { Function: SqlFunction.DatePart, Arguments: [LiteralExpr { Value: "year" }, var moment] } => Rises(moment),
            FunctionExpr { Function: SqlFunction.Floor or SqlFunction.Ceiling or SqlFunction.Truncate } f => Rises(f.Arguments[0]),
            // The later of both moves with either.
            FunctionExpr { Function: SqlFunction.Greatest } f => f.Arguments.Any(Rises),
            CoalesceExpr coalesce => coalesce.Operands.Any(Rises),
            ArithmeticExpr { Operator: ArithmeticOperator.Add } sum => (Rises(sum.Left) && sum.Right is LiteralExpr) || (Rises(sum.Right) && sum.Left is LiteralExpr),
            ArithmeticExpr { Operator: ArithmeticOperator.Subtract, Right: LiteralExpr } difference => Rises(difference.Left),
            ArithmeticExpr { Operator: ArithmeticOperator.Multiply or ArithmeticOperator.Divide, Right: LiteralExpr { Value: > 0L } } scaled => Rises(scaled.Left),
            AggregateExpr { Function: AggregateFunction.Max, Argument: { } argument } => Rises(argument),
            CaseExpr choice => Chosen(choice),
            _ => false,
        };

        // The later of both moves with either; a value for where there is no row says nothing of it.
        bool Chosen(CaseExpr choice)
        {
            var results = choice.Branches.Select(b => b.Result).Append(choice.Else).ToList();
            return IsGreatest(choice) || choice.Branches.Any(b => b.Condition.SelfAndDescendants().Any(e => e is IsNullExpr))
                ? results.Exists(Rises) && results.TrueForAll(r => Rises(r) || !Reads(r))
                : results.TrueForAll(Rises) && !IsLeast(choice);
        }

        bool Output(Rel rel, string name) => rel switch
        {
            NamedRel named => Output(named.Body, name),
            DistinctRel or FilterRel or SortRel or ChangedRel => Output(rel.Inputs().Single(), name),
            SetRel set => Output(set.Left, name) || Output(set.Right, name),
            ProjectRel or AggregateRel => rel.OutputColumns().FirstOrDefault(c => c.Name == name) is { } output && Rises(output.Expr),
            _ => false,
        };
    }

    static bool IsGreatest(CaseExpr choice) => Extreme(choice, isGreatest: true);

    static bool IsLeast(CaseExpr choice) => Extreme(choice, isGreatest: false);

    // `a > b ? a : b`, written in any way.
    static bool Extreme(CaseExpr choice, bool isGreatest) => choice is { Branches: [{ Condition: ComparisonExpr comparison, Result: var then }] }
        && comparison.Operator switch
        {
            ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual => (comparison.Left, comparison.Right),
            ComparisonOperator.Less or ComparisonOperator.LessOrEqual => (comparison.Right, comparison.Left),
            _ => ((Expr, Expr)?)null,
        } is var (greater, less)
        && (isGreatest ? RowConditions.AreOne(greater, then) && RowConditions.AreOne(less, choice.Else) : RowConditions.AreOne(less, then) && RowConditions.AreOne(greater, choice.Else));
}
