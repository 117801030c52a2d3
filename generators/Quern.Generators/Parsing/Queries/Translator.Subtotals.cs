using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Groups with their subtotals.
internal sealed partial class Translator
{
    // GroupByRollup(key1, …, (k1, …, rows) => result), GroupByCube alike, and GroupBySets(key1, …, (k1, …) => sets, (k1, …, rows) => result).
    QueryState GroupBySets(GroupingSets sets, QueryState input, IOperation[] arguments, Scope scope, IOperation operation)
    {
        if (HasChanges(input.Rel))
            throw new TranslationException(Descriptors.AggregateOverChanges, operation.Syntax.GetLocation(), "A group");
        input = Plain(input with { Order = [] }, Wish(arguments[0], 0) ?? "rows");
        var alias = context.Alias("grouped");
        var keyCount = arguments.Length - (sets == GroupingSets.Listed ? 2 : 1);
        var keys = arguments.Take(keyCount).Select(argument => (Place: argument, Expr: ApplyScalar(argument, scope, input.Element))).ToList();
        if (keys.FirstOrDefault(k => !k.Expr.AllColumns().Any()) is { Place: { } constant })
            throw TranslationException.Syntax(constant, "A key that is a constant", "group by columns");
        // Engines can't tell which of two equal ones is the total.
        if (keys.Where((k, i) => keys.Take(i).Any(other => other.Expr == k.Expr)).Select(k => k.Place).FirstOrDefault() is { } again)
            throw TranslationException.Syntax(again, "A key that another one is already", "give each key once");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var columns = keys.Select((k, i) => new NamedExpr(k.Expr is ColumnExpr c && names.Add(c.Name) ? c.Name : $"key_{i + 1}", k.Expr)).ToEquatableArray();
        var group = new GroupRel(input.Rel, columns, alias) { Sets = sets, ListedSets = sets == GroupingSets.Listed ? ListedSets(arguments[keyCount], keyCount) : [] };
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

    // `(region, status) => [[region, status], [status], []]`.
    static EquatableArray<int> ListedSets(IOperation function, int keyCount)
    {
        if ((function as IDelegateCreationOperation)?.Target is not IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } list }, ..] } lambda)
            throw TranslationException.Syntax(function, $"'{Snippet(function)}'", "list the sets in a lambda, as in (a, b) => [[a, b], [a], []]");
        var sets = new List<int>();
        foreach (var set in Elements(list))
        {
            var bits = 0;
            foreach (var key in Elements(set))
                bits |= key is IParameterReferenceOperation { Parameter: var parameter } && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, lambda.Symbol)
                    ? 1 << parameter.Ordinal
                    : throw TranslationException.Syntax(key, $"'{Snippet(key)}' as a key of a set", "name a parameter of the lambda");
            if (sets.Contains(bits))
                throw TranslationException.Syntax(set, $"The set '{Snippet(set)}', which is there twice,", "leave it out");
            sets.Add(bits);
        }
        for (var i = 0; i < keyCount; i++)
            if (!sets.Exists(set => (set & (1 << i)) != 0))
                throw TranslationException.Syntax(list, $"Sets without the key '{lambda.Symbol.Parameters[i].Name}'", "put it into one, or leave the key out");
        return sets.ToEquatableArray();

        static IReadOnlyList<IOperation> Elements(IOperation list) => list switch
        {
            IConversionOperation conversion => Elements(conversion.Operand),
            ICollectionExpressionOperation { Elements: var elements } when elements.All(e => e is not ISpreadOperation) => [.. elements.Select(Plain)],
            IArrayCreationOperation { Initializer.ElementValues: var elements } => [.. elements.Select(Plain)],
            _ => throw TranslationException.Syntax(list, $"'{Snippet(list)}' as a list", "write its elements between brackets, as in [a, b]"),
        };

        static IOperation Plain(IOperation element) => element is IConversionOperation conversion ? Plain(conversion.Operand) : element;
    }
}
