using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Groups and their aggregates.
internal sealed partial class Translator
{
    // GroupBy(key), GroupBy(key, element), GroupBy(key, (k, rows) => result).
    QueryState GroupBy(QueryState input, IOperation[] arguments, Scope scope, IOperation operation)
    {
        if (HasChanges(input.Rel))
            throw new TranslationException(Descriptors.AggregateOverChanges, operation.Syntax.GetLocation(), "A group");
        input = Plain(input, Wish(arguments[0], 0) ?? "rows");
        var key = Apply(arguments[0], scope, input.Element);
        var alias = context.Alias("grouped");
        var names = Columns(key);
        // One scalar key has no name of its own.
        var columns = names.Select((k, i) => new NamedExpr(key is ScalarShape && k.Value is ColumnExpr c ? c.Name : key is ScalarShape ? "key" : k.Key, k.Value)).ToEquatableArray();
        var index = 0;
        var keyShape = MapScalars(key, expr => new ColumnExpr(alias, columns[index++].Name, expr.Type, expr.IsNullable), _ => null);
        var group = new GroupRel(input.Rel, columns, alias);

        var second = arguments.Length > 1 ? arguments[1] : null;
        var isResult = second is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters.Length: 2 } };
        var element = second is null || isResult ? input.Element : Apply(second, scope, input.Element);
        var rows = new GroupShape(keyShape, element, group.Add, mayBeEmpty: false);
        return new QueryState(group, isResult ? Apply(second!, scope, keyShape, rows) : rows);
    }

    // Aggregate(all => result)
    QueryState AggregateAll(QueryState input, IOperation result, Scope scope, IOperation operation)
    {
        if (HasChanges(input.Rel))
            throw new TranslationException(Descriptors.AggregateOverChanges, operation.Syntax.GetLocation(), "Aggregate");
        input = Plain(input, "rows");
        var group = new GroupRel(input.Rel, [], context.Alias("totals"));
        return new QueryState(group, Apply(result, scope, new GroupShape(null, input.Element, group.Add, mayBeEmpty: true)));
    }

    /// <summary>A call on a group: <c>g.Sum(x => …)</c>.</summary>
    Shape Aggregate(IInvocationOperation invocation, GroupShape group, Scope scope)
    {
        var selector = invocation.Arguments.Length > 0 ? Unwrap(invocation.Arguments[0].Value) : null;
        Expr Selected() => selector is not null
            ? ApplyScalar(selector, scope, group.Element)
            : group.Element is ScalarShape scalar ? scalar.Expr : throw TranslationException.Member(invocation, invocation.TargetMethod, "say which column, as in g.Sum(x => x.Total)");
        Shape Add(AggregateFunction function, Expr? argument, SqlType type, bool isNullable, bool isDistinct = false, Expr? condition = null)
        {
            var filter = group.Filter is { } some && condition is not null ? Exprs.And(some, condition) : condition ?? group.Filter;
            return new ScalarShape(group.Add(new AggregateExpr(function, argument, isDistinct, filter, type, isNullable)));
        }

        switch (invocation.TargetMethod.Name)
        {
            case "Count" when selector is null:
                return Add(AggregateFunction.Count, null, SqlType.Int64, false);
            case "Count":
                return Add(AggregateFunction.Count, null, SqlType.Int64, false, condition: Selected());
            case "CountDistinct" when group.IsWindow:
                throw TranslationException.Member(invocation, invocation.TargetMethod, "count different values in a group and join it");
            case "CountDistinct":
                return Add(AggregateFunction.Count, Selected(), SqlType.Int64, false, isDistinct: true);
            case "Sum":
                return Add(AggregateFunction.Sum, Selected(), ScalarType(invocation), false);
            case "SumOrNull":
                return Add(AggregateFunction.Sum, Selected(), ScalarType(invocation), true);
            case "Min" or "Max":
                // Over a whole group only nulls can make the result null.
                var value = Selected();
                return Add(invocation.TargetMethod.Name == "Min" ? AggregateFunction.Min : AggregateFunction.Max, value, value.Type, value.IsNullable || group.MayBeEmpty);
            case "Average":
                var averaged = Selected();
                return Add(AggregateFunction.Average, averaged, ScalarType(invocation), averaged.IsNullable || group.MayBeEmpty);
            case "Median" or "Percentile" or "PercentileDiscrete" or "StandardDeviation" or "ApproximateCountDistinct" when group.IsWindow:
                throw TranslationException.Member(invocation, invocation.TargetMethod, "compute it in a group and join it");
            case "Median":
                var middle = Selected();
                return Add(AggregateFunction.Median, middle, SqlType.Double, middle.IsNullable || group.MayBeEmpty);
            case "Percentile" or "PercentileDiscrete":
                return Percentile(invocation, group, scope);
            case "StandardDeviation":
                return Add(AggregateFunction.StandardDeviation, Selected(), SqlType.Double, true);
            case "ApproximateCountDistinct":
                return Add(AggregateFunction.ApproximateCountDistinct, Selected(), SqlType.Int64, false);
            case "StringJoin":
                return StringJoin(invocation, group, scope);
            case "Any" when selector is null:
                return new ScalarShape(new ComparisonExpr(ComparisonOperator.Greater, ((ScalarShape)Add(AggregateFunction.Count, null, SqlType.Int64, false)).Expr, new LiteralExpr(0L, SqlType.Int64)));
            case "Any":
                return Add(AggregateFunction.Any, Selected(), SqlType.Boolean, false);
            case "All":
                return Add(AggregateFunction.All, Selected(), SqlType.Boolean, false);
            default:
                throw TranslationException.Member(invocation, invocation.TargetMethod, "use one of the aggregates listed in docs/queries.md");
        }
    }

    // Percentile(fraction, value)
    ScalarShape Percentile(IInvocationOperation invocation, GroupShape group, Scope scope)
    {
        var fraction = Argument(invocation, 0).ConstantValue is { HasValue: true, Value: double constant and >= 0 and <= 1 }
            ? constant
            : throw TranslationException.Syntax(Argument(invocation, 0), "A fraction that is not a constant, or not from 0 to 1,", "use a constant such as 0.9");
        var value = ApplyScalar(Argument(invocation, 1), scope, group.Element);
        var isContinuous = invocation.TargetMethod.Name == "Percentile";
        if (!isContinuous && value.Type.Kind is SqlTypeKind.Boolean or SqlTypeKind.Json or SqlTypeKind.Uuid)
            throw TranslationException.Member(invocation, invocation.TargetMethod, "take it of numbers, texts, dates or times");
        return new ScalarShape(group.Add(new AggregateExpr(
            isContinuous ? AggregateFunction.PercentileContinuous : AggregateFunction.PercentileDiscrete, value, false, group.Filter,
            isContinuous ? SqlType.Double : value.Type, value.IsNullable || group.MayBeEmpty) { Fraction = fraction }));
    }

    // StringJoin(separator, value, order)
    ScalarShape StringJoin(IInvocationOperation invocation, GroupShape group, Scope scope)
    {
        if (group.IsWindow)
            throw TranslationException.Member(invocation, invocation.TargetMethod, "join texts in a group, and join it");
        var arguments = invocation.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => Unwrap(a.Value)).ToArray();
        if (arguments[0].ConstantValue is not { HasValue: true, Value: string separator })
            throw TranslationException.Syntax(arguments[0], "A separator that is not a constant", "use a constant");
        return new ScalarShape(group.Add(new AggregateExpr(AggregateFunction.StringJoin, ApplyScalar(arguments[1], scope, group.Element), false, group.Filter, SqlType.Text, false)
        {
            Separator = separator,
            Order = Scalars(Apply(arguments[2], scope, group.Element)).Select(key => new SortKey(key, false)).ToEquatableArray(),
        }));
    }
}
