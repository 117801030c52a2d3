using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>Columns that are declared not null and are given a value that may be null, such as one of a left join's right side.</summary>
internal static class NullnessCheck
{
    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts)
    {
        if (relation.Query is not ProjectRel project)
            yield break;
        var known = RowConditions.Of(project.Input).ToArray();
        foreach (var (column, spec) in project.Columns.Zip(relation.Columns, (column, spec) => (column, spec)))
            if (!spec.IsNullable && column.Expr.IsNullable && !IsKnown(column.Expr, known))
                yield return new(
                    Descriptors.MayBeNull.Id, facts.Columns.FirstOrDefault(c => c.Name == column.Name)?.Location ?? relation.Location,
                    [relation.TypeName, spec.Property]);
    }

    // A comparison that holds has no null on either side, unless both are.
    static bool IsKnown(Expr expr, Expr[] conditions) =>
        conditions.Any(condition => condition switch
        {
            IsNullExpr { IsNegated: true } test => RowConditions.AreOne(test.Operand, expr),
            ComparisonExpr { Operator: ComparisonOperator.NotEqual } => false,
            ComparisonExpr comparison =>
                (RowConditions.AreOne(comparison.Left, expr) && !comparison.Right.IsNullable) || (RowConditions.AreOne(comparison.Right, expr) && !comparison.Left.IsNullable),
            InListExpr { IsNegated: false } list => RowConditions.AreOne(list.Operand, expr) && list.Values.All(v => !v.IsNullable),
            _ => false,
        })
        // A value that is null just where one that is known not to be null is.
        || (expr is CastExpr or FunctionExpr or ArithmeticExpr && expr.Children().Where(c => c.IsNullable).ToArray() is { Length: > 0 } inner
            && expr is not FunctionExpr { Function: SqlFunction.TryParseJson or SqlFunction.TryParseText } && inner.All(e => IsKnown(e, conditions)))
        || (expr is CaseExpr { Else: LiteralExpr { Value: null }, Branches: [{ Result.IsNullable: false } only] }
            && only.Condition.Conjuncts().All(c => conditions.Contains(c)));
}
