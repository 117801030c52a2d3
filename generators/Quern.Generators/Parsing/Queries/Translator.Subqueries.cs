using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;
using Quern.Generators.Parsing.Functions;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Queries inside expressions: semi joins and subqueries of one value.
internal sealed partial class Translator
{
    /// <summary>A call on a query that gives a value, or a query in a place where any expression may stand.</summary>
    Shape QueryCall(IInvocationOperation invocation, Scope scope)
    {
        var method = invocation.TargetMethod;
        if (IsQuery(method.ReturnType))
            return IsOfSomeRows(method) && GroupRows(invocation.Instance!, scope) is { } some
                ? SomeRows(some, invocation, scope)
                : Named(invocation, "query", scope);
        if (GroupRows(invocation.Instance!, scope) is { } group)
            return Aggregate(invocation, group, scope);
        var alias = (invocation.Arguments.Length > 0 ? Wish(Argument(invocation), 0) : null) ?? "";
        var ordered = Query(invocation.Instance!, scope, alias);
        var rows = ordered with { Order = [] };
        if (HasChanges(rows.Rel) && method.Name is not ("Any" or "Contains"))
            throw new TranslationException(Descriptors.AggregateOverChanges, invocation.Syntax.GetLocation(), method.Name);
        context.Joined(rows.Rel, invocation.Instance!);
        switch (method.Name)
        {
            case "Contains":
                var set = Project(rows, "");
                return new ScalarShape(new InQueryExpr(Scalar(Argument(invocation), scope), Finish(set.Rel), false));
            case "Any":
                return new ScalarShape(Exists(invocation.Arguments.Length > 0 ? Where(rows, Argument(invocation), scope) : rows, isNegated: false));
            case "All":
                return new ScalarShape(Exists(Where(rows, Argument(invocation), scope, isNegated: true), isNegated: true));
            default:
                // A condition of its own is one on the rows: nothing else is counted.
                var isCountOfSome = method.Name == "Count" && invocation.Arguments.Length > 0;
                (rows, var order) = PlainInOrder(isCountOfSome ? Where(rows, Argument(invocation), scope) : ordered, alias);
                var all = new GroupRel(rows.Rel, [], context.Alias("all_rows"));
                var value = isCountOfSome
                    ? all.Add(new AggregateExpr(AggregateFunction.Count, null, false, null, SqlType.Int64, false))
                    : Aggregate(invocation, new GroupShape(null, rows.Element, all.Add, mayBeEmpty: true) { Order = order }, scope).Expr;
                return new ScalarShape(new ScalarQueryExpr(new ProjectRel(Finish(all), [new NamedExpr("value", value)], context.Alias("subquery")), value.Type, value.IsNullable));
        }
    }

    // The keys of an order become columns where the rows do.
    (QueryState Rows, EquatableArray<SortKey> Order) PlainInOrder(QueryState rows, string alias)
    {
        if (IsPlain(rows.Rel) || rows.Order.Count == 0)
            return (Plain(rows, alias), rows.Order);
        var keys = rows.Order.Select((key, i) => new KeyValuePair<string, Shape>($"Key{i + 1}", new ScalarShape(key.Expr)));
        var renamed = Renamed(rows with { Element = new RowShape(null, [new("Row", rows.Element), .. keys]), Order = [] }, alias);
        var members = ((RowShape)renamed.Element).Members;
        return (renamed with { Element = members[0].Value }, rows.Order.Select((key, i) => key with { Expr = ((ScalarShape)members[i + 1].Value).Expr }).ToEquatableArray());
    }

    ExistsExpr Exists(QueryState rows, bool isNegated) =>
        new(new ProjectRel(Finish(rows.Rel), [new NamedExpr("found", LiteralExpr.Int(1))], context.Alias("found")), isNegated);

    static IOperation Argument(IInvocationOperation invocation) => Unwrap(invocation.Arguments.First(a => a.Parameter!.Ordinal == 0).Value);

    /// <summary>The rows of a group or of a whole query that <c>Aggregate</c> gives; null when the operation is a query of its own.</summary>
    GroupShape? GroupRows(IOperation operation, Scope scope) => Unwrap(operation) switch
    {
        IInvocationOperation { TargetMethod: var method, Instance: { } instance } some when IsOfSomeRows(method) && (IsQuery(method.ContainingType) || method.ContainingType.Is(Names.Grouping) || method.ContainingType.Is(Names.OrderedGrouping)) =>
            GroupRows(instance, scope) is { } rows ? SomeRows(rows, some, scope) : null,
        IInvocationOperation { Type: var type } call when !IsWindow(type) => null,
        var other => Translate(other, scope) switch
        {
            GroupShape group => group,
            WindowShape window => window.Rows,
            _ => null,
        },
    };

    static bool IsOfSomeRows(IMethodSymbol method) => method.Name is "Where" or "Select" or "Distinct" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending";

    /// <summary>Some of the rows, values of them, or all of them in an order.</summary>
    GroupShape SomeRows(GroupShape rows, IInvocationOperation invocation, Scope scope)
    {
        switch (invocation.TargetMethod.Name)
        {
            case "Where":
                return Filtered(rows, Argument(invocation), scope);
            case "Distinct" when rows.IsWindow:
                throw TranslationException.Member(invocation, invocation.TargetMethod, AggregateFunctions.DistinctInGroup);
            case "Distinct" when rows.Element is not ScalarShape { Expr.Type.Kind: not (SqlTypeKind.Array or SqlTypeKind.Json) }:
                throw TranslationException.Member(invocation, invocation.TargetMethod, "select one value before, as in 'g.Select(x => x.Name).Distinct()'");
            case "Distinct":
                return rows.Of(rows.Element, isDistinct: true);
            case var method when rows.IsDistinct:
                throw TranslationException.Member(invocation, invocation.TargetMethod, method == "Select" ? "select the value before Distinct" : "give StringJoin and ToArray the order");
            case "Select":
                return rows.Of(Apply(Argument(invocation), scope, rows.Element), isDistinct: false);
            case var method:
                return rows.OrderedBy(SortKeys(rows.Order, method, Key(Argument(invocation), scope, rows.Element)));
        }
    }

    GroupShape Filtered(GroupShape rows, IOperation predicate, Scope scope) => rows.Where(ApplyScalar(predicate, scope, rows.Element));
}
