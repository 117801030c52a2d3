using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;
using Quern.Generators.Parsing.Functions;
using Quern.Relational;
using Quern.Relational.Passes;

namespace Quern.Generators.Parsing.Queries;

// The user's own methods and properties, inlined.
internal sealed partial class Translator
{
    Shape Property(IPropertyReferenceOperation reference, Scope scope)
    {
        if (reference is { Instance: null, Property: { Name: "UtcNow", ContainingType: { Name: "DateTimeOffset", ContainingNamespace.Name: "System" } } })
        {
            context.Asked(reference);
            return new ScalarShape(new FunctionExpr(SqlFunction.Now, [], SqlType.TimestampTz, false));
        }
        if (reference.Instance is null && Defaults.Constant(reference.Property) is { } constant)
            return new ScalarShape(constant);
        if (reference.Instance is null)
            return InlineProperty(reference, reference.Property, null, scope);
        if (reference.Arguments.Length > 0 && FunctionTable.Find(reference.Property) is { } indexer)
            return new ScalarShape(indexer.Write(new FunctionCall(reference, reference.Property, [Scalar(reference.Instance, scope), .. reference.Arguments.Select(a => Scalar(a.Value, scope))])));
        return Member(reference, reference.Property, Translate(reference.Instance, scope), scope);
    }

    /// <summary>A property of a shape: a member of a row, a function of a value, or the user's own expression-bodied property.</summary>
    Shape Member(IOperation operation, IPropertySymbol property, Shape receiver, Scope scope)
    {
        switch (receiver)
        {
            case RowShape row when row.Member(property.Name) is { } member:
                return member;
            case RowShape { Type.IsTupleType: true } tuple when property.Name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(property.Name.Substring(4), out var index) && index <= tuple.Members.Count:
                return tuple.Members[index - 1].Value;
            case GroupShape { Key: { } key } when property.Name == "Key":
                return key;
            case TargetShape when property.Name == "Exists":
                return new ScalarShape(new ParameterExpr(DecideTargetExists.Parameter, SqlType.Boolean));
            case TargetShape target when property.Name == "Rows":
                return target.Rows;
            case JsonRecordShape record when JsonMembers.IsMember(property):
                return record.Member(operation, property);
            case ScalarShape scalar when property.Name == "Value" && property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return new ScalarShape(scalar.Expr);
            case ScalarShape scalar when property.Name == "HasValue" && property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return new ScalarShape(Exprs.IsNotNull(scalar.Expr));
            case ScalarShape scalar when FunctionTable.Find(property) is { } function:
                return new ScalarShape(function.Write(new FunctionCall(operation, property, [scalar.Expr])));
            default:
                return InlineProperty(operation, property, receiver, scope);
        }
    }

    Shape Field(IFieldReferenceOperation reference, Scope scope)
    {
        if (reference.Instance is not null && Translate(reference.Instance, scope) is RowShape row)
        {
            if (row.Member(reference.Field.Name) is { } member)
                return member;
            // `pair.Item1` of a tuple whose members have names.
            var name = reference.Field.CorrespondingTupleField?.Name ?? "";
            if (name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), out var index) && index <= row.Members.Count)
                return row.Members[index - 1].Value;
        }
        if (Defaults.Constant(reference.Field) is { } constant)
            return new ScalarShape(constant);
        throw TranslationException.Member(reference, reference.Field, reference.Field.Type is IArrayTypeSymbol
            ? "its elements are not known while the project compiles; write the list where it is asked, as in 'new[] { 1, 2 }.Contains(x)'"
            : "its value is not known while the project compiles; make it 'const'");
    }

    Shape InlineProperty(IOperation operation, IPropertySymbol property, Shape? instance, Scope scope)
    {
        var syntax = property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.CancellationToken) as PropertyDeclarationSyntax;
        var body = (SyntaxNode?)syntax?.ExpressionBody ?? syntax?.AccessorList?.Accessors.FirstOrDefault(a => a.Keyword.ValueText == "get" && (a.ExpressionBody is not null || a.Body is not null));
        if (body is null && IsMissingColumn(property))
            // The record's own parse says what is wrong with the column, once for all that read it.
            throw property.ContainingType.Attribute(Names.Ephemeral) is null
                ? new BrokenSourceException()
                : new TranslationException(Descriptors.UnsetColumn, operation.Syntax.GetLocation(), property.ContainingType.Name, property.Name) { Origin = property.Locations[0] };
        if (body is null)
            throw TranslationException.Member(operation, property, syntax is null ? Advice.For(property) ?? "use one of the members listed in docs/functions.md" : "give it a body, as in 'public bool IsLarge => Total > 1000;'");
        return Inlined(operation, property, property.Name, body, BodyOf(property, instance), scope);
    }

    // What would be a column of a relation of this project if its type could be stored, or the ephemeral model's query set it.
    bool IsMissingColumn(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, SetMethod: not null } && context.IsOwn(property)
        && (property.ContainingType.Attribute(Names.Ephemeral) is not null || (RelationSymbols.IsRelation(property.ContainingType) && ColumnTypes.Of(property.Type) is null));

    Shape Inline(IOperation operation, IMethodSymbol method, Shape? instance, Shape[] arguments, Scope scope)
    {
        if (scope.FindFunction(method) is var (function, declared) && function is not null)
        {
            var local = new Scope(declared);
            for (var i = 0; i < arguments.Length; i++)
                local.Bind(function.Symbol.Parameters[i], arguments[i]);
            var block = function.Body ?? throw TranslationException.Member(operation, method, "give it a body");
            return Nested(operation, method, method.Name, block, local);
        }
        // A generic or extension method's body speaks of its own definition's parameters.
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (definition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.CancellationToken) is not MethodDeclarationSyntax syntax || (syntax.Body is null && syntax.ExpressionBody is null))
            throw TranslationException.Member(operation, method, "use one of the members listed in docs/functions.md, or a method of this project with an expression body");
        var inner = BodyOf(definition, instance);
        for (var i = 0; i < arguments.Length; i++)
            inner.Bind(definition.Parameters[i], arguments[i]);
        return Inlined(operation, method, method.Name, syntax, inner, scope);
    }

    // The body of a member of an extension block names what it extends, where another says `this`.
    static Scope BodyOf(ISymbol member, Shape? instance)
    {
        var inner = new Scope { Instance = instance };
        if (instance is not null && member.OriginalDefinition.ContainingType.ExtensionParameter is { } extended)
            inner.Bind(extended, instance);
        return inner;
    }

    Shape Inlined(IOperation operation, ISymbol symbol, string name, SyntaxNode body, Scope inner, Scope scope)
    {
        _ = scope;
        return context.Operation(body) is { } block
            ? Nested(operation, symbol, name, block, inner)
            : throw TranslationException.Member(operation, symbol, "its body can't be read");
    }

    // What is wrong inside a helper is reported where it is called: there the reader knows which query needs it.
    Shape Nested(IOperation operation, ISymbol symbol, string name, IOperation block, Scope inner)
    {
        if (++context.Depth > MaxDepth)
            throw TranslationException.Member(operation, symbol, "it calls itself; SQL can't");
        // Not asked where it is caught: a filter runs before the helpers inside are left.
        var isOutermost = context.Depth == 1;
        var outer = context.Call;
        context.Call ??= operation.Syntax.GetLocation();
        try
        {
            var result = BodyReader.Read(block, inner, name, (value, local) => LocalValue(value, local, inner));
            return IsQuery(result.Type) ? Named(result, name, inner) : Translate(result, inner);
        }
        catch (TranslationException exception) when (isOutermost && exception.Location != operation.Syntax.GetLocation())
        {
            throw exception.At(operation.Syntax.GetLocation());
        }
        finally
        {
            context.Depth--;
            context.Call = outer;
        }
    }

    Shape Invocation(IInvocationOperation invocation, Scope scope)
    {
        var shape = Called(invocation, scope);
        if (shape is not ScalarShape { Expr: var expr } || invocation.TargetMethod.Attribute(Names.MasksPii) is null)
            return shape;
        return new ScalarShape(new MaskedValue(context.Masked).Rewrite(expr));
    }

    Shape Called(IInvocationOperation invocation, Scope scope)
    {
        var method = invocation.TargetMethod;
        if (IsQuery(method.ContainingType))
            return QueryCall(invocation, scope);
        if (IsWindow(method.ContainingType) && invocation.Instance is not null)
            return WindowCall(invocation, scope);
        if ((method.ContainingType.Is(Names.Grouping) || method.ContainingType.Is(Names.OrderedGrouping)) && invocation.Instance is not null)
            return GroupRows(invocation.Instance, scope) is not { } group
                ? throw TranslationException.Member(invocation, method, "call it on the group itself")
                : IsOfSomeRows(method) ? SomeRows(group, invocation, scope) : Aggregate(invocation, group, scope);
        if (method.ContainingType.Is(Names.MadeQuery) && method.Name == "Recurse")
            return new QueryShape(wish => Recurse(invocation, scope, wish));
        if (method.ContainingType.Is(Names.MadeQuery))
            return Made(invocation, scope);
        if (method.Name == "OrNull" && method.ContainingType.Is(Names.SubtotalKeys) && invocation.Arguments is [var key])
            return ((RowShape)Translate(key.Value, scope)).Member("OrNull")!;
        if (method.Name == "Items" && (method.ContainingType.Is(Names.Json) || method.ContainingType.Is(Names.JsonItems)))
            return Items(invocation, scope);
        if (method.Name == "As" && method.ContainingType.Is(Names.Json))
            return JsonRecord(invocation, scope);
        if (Listed(invocation, scope) is { } listed)
            return new ScalarShape(listed);
        if (IsLinq(method) && ElementsCall(invocation, scope) is { } ofElements)
            return ofElements;
        var arguments = invocation.Arguments.OrderBy(a => a.Parameter!.Ordinal).ToList();
        if (method.MethodKind == MethodKind.DelegateInvoke && invocation.Instance is { } called)
            return Apply(called, scope, [.. arguments.Select(a => Value(a.Value, scope))]);
        // `level.ToString()` is empty for null.
        if (method is { Name: "ToString", Parameters.Length: 0, ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } && invocation.Instance is { } nullable)
            return new ScalarShape(Concat([Text(nullable, scope)]));
        if (FunctionTable.Find(method) is { } function)
            return Function(invocation, function, arguments, scope);
        if (MappedMethods.Write(invocation, () => arguments.Select(a => Scalar(a.Value, scope))) is { } mapped)
            return new ScalarShape(mapped);
        // What its arguments are does not matter then.
        if (Advice.For(method) is { } advice)
            throw TranslationException.Member(invocation, method, advice);
        var instance = invocation.Instance is null || method.IsStatic ? null : Translate(invocation.Instance, scope);
        return Inline(invocation, method, instance, [.. arguments.Select(a => IsQuery(a.Value.Type) ? QueryArgument(a.Value, scope) : Value(a.Value, scope))], scope);
    }

    Shape QueryArgument(IOperation value, Scope scope) =>
        Translate(value, scope) is (QueryShape or GroupShape or MatchesShape) and var query ? query : throw TranslationException.Syntax(value, $"'{Snippet(value)}'", "pass a query");
}
