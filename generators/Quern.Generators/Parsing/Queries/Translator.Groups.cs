using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;
using Quern.Generators.Parsing.Functions;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Groups and their aggregates.
internal sealed partial class Translator
{
    // GroupBy(key), GroupBy(key, element), GroupBy(key, (k, rows) => result).
    QueryState GroupBy(QueryState input, IOperation[] arguments, Scope scope, IOperation operation)
    {
        if (HasChanges(input.Rel))
        {
            if (!context.ReadsWholeKeys)
                throw new TranslationException(Descriptors.AggregateOverChanges, operation.Syntax.GetLocation(), "A group");
            context.GroupsOverChanges.Add(context.Call ?? operation.Syntax.GetLocation());
        }
        input = Plain(input, Wish(arguments[0], 0) ?? "rows");
        var key = Apply(arguments[0], scope, input.Element);
        _ = Comparable(key, arguments[0]);
        var alias = context.Alias("grouped");
        var names = Columns(key);
        // One scalar key has no name of its own.
        var columns = names.Select((k, i) => new NamedExpr(key is ScalarShape && k.Value is ColumnExpr c ? c.Name : key is ScalarShape ? "key" : k.Key, k.Value)).ToList();
        var keyShape = Stored(key, columns, alias);
        var group = new GroupRel(input.Rel, columns.ToEquatableArray(), alias);

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
    ScalarShape Aggregate(IInvocationOperation invocation, GroupShape group, Scope scope)
    {
        var method = invocation.TargetMethod;
        var function = FunctionTable.FindAggregate(method) ?? throw TranslationException.Member(invocation, method, "use one of the aggregates listed in docs/functions.md");
        if (group.IsWindow && function.InsteadInWindow is { } instead)
            throw TranslationException.Member(invocation, method, instead);
        var type = invocation.Type is { } result && ColumnTypes.Of(result) is not null ? ScalarType(invocation) : (SqlType?)null;
        return new ScalarShape(function.Write(new AggregateCall(invocation, group, type, selector => [.. Scalars(WithoutRecords(Apply(selector, scope, group.Element), selector, "an aggregate"))])));
    }
}
