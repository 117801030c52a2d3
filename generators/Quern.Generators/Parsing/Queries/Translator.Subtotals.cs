using Microsoft.CodeAnalysis;
using Quern.Generators.Diagnostics;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Groups with their subtotals.
internal sealed partial class Translator
{
    // GroupByRollup(key1, …, (k1, …, rows) => result), and GroupByCube alike.
    QueryState GroupBySets(GroupingSets sets, QueryState input, IOperation[] arguments, Scope scope, IOperation operation)
    {
        if (HasChanges(input.Rel))
            throw new TranslationException(Descriptors.AggregateOverChanges, operation.Syntax.GetLocation(), "A group");
        input = Plain(input with { Order = [] }, Wish(arguments[0], 0) ?? "rows");
        var alias = context.Alias("grouped");
        var keys = arguments.Take(arguments.Length - 1).Select(argument => (Place: argument, Expr: ApplyScalar(argument, scope, input.Element))).ToList();
        if (keys.FirstOrDefault(k => !k.Expr.AllColumns().Any()) is { Place: { } constant })
            throw TranslationException.Syntax(constant, "A key that is a constant", "group by columns");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var columns = keys.Select((k, i) => new NamedExpr(k.Expr is ColumnExpr c && names.Add(c.Name) ? c.Name : $"key_{i + 1}", k.Expr)).ToEquatableArray();
        var group = new GroupRel(input.Rel, columns, alias) { Sets = sets };
        Shape[] shapes =
        [
            .. columns.Select(column => new RowShape(null,
            [
                new("IsTotal", new ScalarShape(Exprs.Equal(group.Add(new AggregateExpr(AggregateFunction.Grouping, column.Expr, false, null, SqlType.Int32, false)), LiteralExpr.Int(1)))),
                // Asked where it is no total.
                new("Value", new ScalarShape(new ColumnExpr(alias, column.Name, column.Expr.Type, column.Expr.IsNullable))),
                new("OrNull", new ScalarShape(new ColumnExpr(alias, column.Name, column.Expr.Type, true))),
            ])),
            new GroupShape(null, input.Element, group.Add, mayBeEmpty: false),
        ];
        // The total of no rows is a row in SQL; a group has rows.
        var count = group.Add(new AggregateExpr(AggregateFunction.Count, null, false, null, SqlType.Int64, false));
        var rows = new FilterRel(group, new ComparisonExpr(ComparisonOperator.Greater, count, new LiteralExpr(0L, SqlType.Int64)));
        return new QueryState(rows, Apply(arguments[arguments.Length - 1], scope, shapes));
    }
}
