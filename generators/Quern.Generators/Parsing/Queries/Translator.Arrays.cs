using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Arrays: their elements as rows, and what can't be done with them.
internal sealed partial class Translator
{
    /// <summary>Whether a type is an array, or what LINQ makes of one.</summary>
    static bool IsSequence(ITypeSymbol? type) =>
        type is IArrayTypeSymbol || type is INamedTypeSymbol { Name: "IEnumerable", ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } };

    static bool IsLinq(IMethodSymbol method) =>
        method.ContainingType is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    /// <summary>The elements of an array, or of what LINQ makes of one, as rows.</summary>
    QueryState Elements(IOperation operation, Scope scope, string alias)
    {
        while (operation is IConversionOperation conversion && IsSequence(conversion.Operand.Type))
            operation = conversion.Operand;
        operation = Unwrap(operation);
        if (operation is IInvocationOperation invocation && IsLinq(invocation.TargetMethod))
            return LinqOperator(invocation, scope, alias);
        var array = Scalar(operation, scope);
        if (array.Type.Kind != SqlTypeKind.Array)
            throw TranslationException.Syntax(operation, $"'{Snippet(operation)}' as rows", "use a query or an array");
        var items = new UnnestRel(array, context.Alias(alias.Length == 0 ? "element" : alias));
        return new QueryState(items, new ScalarShape(Exprs.Call(SqlFunction.ItemValue, array.Type.Element, items.Columns[1].Expr)));
    }

    QueryState LinqOperator(IInvocationOperation invocation, Scope scope, string alias)
    {
        var arguments = invocation.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => Unwrap(a.Value)).ToList();
        // `(element, index) => …` is called like it, and has one parameter more.
        if (invocation.TargetMethod.Name is "Where" or "Select" && arguments[1] is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters.Length: 1 } })
        {
            var input = Elements(arguments[0], scope, Wish(arguments[1], 0) ?? alias);
            return invocation.TargetMethod.Name == "Where" ? Where(input, arguments[1], scope) : input with { Element = Apply(arguments[1], scope, input.Element) };
        }
        return invocation.TargetMethod.Name == "Index" && Elements(arguments[0], scope, alias) is { Rel: UnnestRel items } elements
            ? elements with { Element = Indexed(items, elements.Element) }
            : throw TranslationException.Member(invocation, invocation.TargetMethod, "use Where and Select on an array, and Index on the array itself; all else in the query that its elements are unnested in");
    }

    /// <summary>A question about an array's elements: whether some, all, or how many satisfy a condition. Null for what is no such call.</summary>
    ScalarShape? ElementsCall(IInvocationOperation invocation, Scope scope)
    {
        var arguments = invocation.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => Unwrap(a.Value)).ToList();
        var isOfSome = arguments.Count == 2 && arguments[1] is IDelegateCreationOperation;
        // Of the array itself the table of functions has something simpler.
        if (!isOfSome && (invocation.TargetMethod.Name is not ("Any" or "Count") || arguments.Count > 1 || !IsMadeByLinq(arguments[0])))
            return null;
        QueryState Rows() => Elements(arguments[0], scope, isOfSome ? Wish(arguments[1], 0) ?? "" : "");
        switch (invocation.TargetMethod.Name)
        {
            case "Any":
                return new ScalarShape(Exists(isOfSome ? Where(Rows(), arguments[1], scope) : Rows(), isNegated: false));
            case "All":
                return new ScalarShape(Exists(Where(Rows(), arguments[1], scope, isNegated: true), isNegated: true));
            case "Count":
                var all = new GroupRel((isOfSome ? Where(Rows(), arguments[1], scope) : Rows()).Rel, [], context.Alias("elements"));
                var count = all.Add(new AggregateExpr(AggregateFunction.Count, null, false, null, SqlType.Int32, false));
                return new ScalarShape(new ScalarQueryExpr(new ProjectRel(Finish(all), [new NamedExpr("value", count)], context.Alias("subquery")), SqlType.Int32, false));
            default:
                return null;
        }
    }

    static bool IsMadeByLinq(IOperation operation) => operation switch
    {
        IConversionOperation conversion => IsMadeByLinq(conversion.Operand),
        IInvocationOperation invocation => IsLinq(invocation.TargetMethod),
        _ => false,
    };

    ScalarShape ArrayElement(IArrayElementReferenceOperation reference, Scope scope)
    {
        var array = Scalar(reference.ArrayReference, scope);
        if (array.Type.Kind != SqlTypeKind.Array || reference.Indices is not [var index])
            throw TranslationException.Syntax(reference, $"'{Snippet(reference)}'", "use an array of one dimension");
        var place = index switch
        {
            IConversionOperation { Operand: IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat } => hat,
            _ => index,
        };
        var position = place is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd
            ? Difference(Exprs.Call(SqlFunction.ArrayLength, SqlType.Int32, array), Scalar(fromEnd.Operand, scope))
            : index.Type?.SpecialType == SpecialType.System_Int32 ? Scalar(index, scope)
            : throw TranslationException.Syntax(reference, $"'{Snippet(reference)}'", "take one element, by an int or from the end with '^'");
        return new ScalarShape(new FunctionExpr(SqlFunction.ArrayElement, [array, position], array.Type.Element, array.IsNullable || position.IsNullable || array.Type.HasNullableElements));
    }

    /// <summary>An array of values: <c>[a, b]</c>, <c>new[] { a, b }</c>.</summary>
    ScalarShape ArrayOf(IOperation creation, IEnumerable<IOperation> elements, Scope scope)
    {
        var values = elements.Select(e => e is ISpreadOperation
            ? throw TranslationException.Syntax(e, "A spread in an array", "name the elements one by one")
            : Scalar(e, scope)).ToList();
        if (ColumnTypes.Of(creation.Type!) is not { } declared)
            throw TranslationException.Syntax(creation, $"An array of the type '{creation.Type!.ToDisplayString()}'", "use a type that an array's elements can have");
        var element = values.Select(v => v.Type).FirstOrDefault(t => t.Kind != SqlTypeKind.Null) is var found && found.Kind == declared.ElementKind && values.TrueForAll(v => v.Type == found || v.Type.Kind == SqlTypeKind.Null)
            ? found
            : declared.Element.Kind == SqlTypeKind.Decimal ? SqlType.AnyDecimal : declared.Element;
        return new ScalarShape(new FunctionExpr(
            SqlFunction.MakeArray, values.Select(v => Exprs.Convert(v, element)).ToEquatableArray(), SqlType.Array(element, values.Exists(v => v.IsNullable)), false));
    }

    // C#'s places are from 0.
    static RowShape Indexed(UnnestRel items, Shape element) => new(null,
    [
        new("Index", new ScalarShape(new CastExpr(
            new ArithmeticExpr(ArithmeticOperator.Subtract, Exprs.Call(SqlFunction.ItemPosition, SqlType.Int64, items.Columns[0].Expr), new LiteralExpr(1L, SqlType.Int64), SqlType.Int64), SqlType.Int32))),
        new("Item", element),
    ]);

    /// <summary>The elements of an array for a left join: what C# has where there is none must be null.</summary>
    MatchesShape ElementsOrDefault(IInvocationOperation invocation, string wish, Scope scope)
    {
        var source = Unwrap(invocation.Arguments[0].Value);
        if (invocation.Arguments.Length > 1 || invocation.TargetMethod.TypeArguments[0] is { IsValueType: true } type && !ColumnTypes.IsNullable(type))
            throw TranslationException.Member(invocation, invocation.TargetMethod, "where there is no element it gives a value that is one; make that null first, as in 'o.Numbers.Select(n => (long?)n).DefaultIfEmpty()'");
        return OnCondition(Elements(source, scope, wish), wish, invocation);
    }

    /// <summary>Refuses arrays where values are compared: C# compares them by reference, and SQL by content.</summary>
    static void NoArrays(IEnumerable<Expr> values, IOperation place, string what, string instead)
    {
        if (values.Any(value => value.Type.Kind == SqlTypeKind.Array))
            throw new TranslationException(Descriptors.ComparedArrays, place.Syntax.GetLocation(), what, instead);
    }

    /// <summary>Values that rows are grouped, joined, ordered or told apart by.</summary>
    static IReadOnlyList<Expr> Comparable(Shape shape, IOperation place)
    {
        var values = Scalars(WithoutRecords(shape, place, "a key")).ToList();
        NoArrays(values, place, $"'{Snippet(place)}'", "use columns of one value");
        return values;
    }

    // One of several arrays may hold null if one of them may.
    static SqlType ElementsOf(SqlType type, IEnumerable<Expr> arrays) =>
        type.Kind == SqlTypeKind.Array && !type.HasNullableElements && arrays.Any(a => a.Type.HasNullableElements) ? SqlType.Array(type.Element, true) : type;
}
