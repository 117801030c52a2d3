using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

/// <summary>
/// Translates the operations of a query into the relational IR. An operation becomes a <see cref="Shape"/>; a query that is
/// being built is a <see cref="QueryState"/>, whose <c>Select</c>s change the shape alone: a projection stands in the IR
/// only where something needs it (a set operation, a named query, the result).
/// </summary>
internal sealed partial class Translator(TranslationContext context)
{
    const int MaxDepth = 32;

    /// <summary>Where what is read now is called, when it is the body of something else; see <see cref="TranslationContext.Call"/>.</summary>
    public Location? Call
    {
        get => context.Call;
        set => context.Call = value;
    }

    /// <summary>The operation of a piece of source anywhere in the project.</summary>
    public IOperation? Operation(SyntaxNode syntax) => context.Operation(syntax);

    /// <summary>Translates any expression.</summary>
    public Shape Translate(IOperation operation, Scope scope)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        if (operation is IInvalidOperation || operation.Type?.TypeKind == TypeKind.Error)
            throw MissingOperators.Find(operation.Syntax, context.TypeOf) ?? (Exception)new BrokenSourceException();
        if (operation.ConstantValue is { HasValue: true, Value: var constant } && operation is not IInterpolatedStringOperation)
            return new ScalarShape(Constant(operation, constant));
        return operation switch
        {
            ITranslatedQueryOperation query => Translate(query.Operation, scope),
            IParenthesizedOperation parenthesized => Translate(parenthesized.Operand, scope),
            IConversionOperation conversion => Conversion(conversion, scope),
            IParameterReferenceOperation reference => Lookup(reference, reference.Parameter, scope),
            ILocalReferenceOperation reference => Lookup(reference, reference.Local, scope),
            IInstanceReferenceOperation => scope.This ?? throw TranslationException.Syntax(operation, "'this'", "pass what the method needs as parameters"),
            IPropertyReferenceOperation reference => Property(reference, scope),
            IImplicitIndexerReferenceOperation slice => Slice(slice, scope),
            IFieldReferenceOperation reference => Field(reference, scope),
            IInvocationOperation invocation => Invocation(invocation, scope),
            IBinaryOperation binary => Binary(binary, scope),
            IUnaryOperation unary => Unary(unary, scope),
            IConditionalOperation conditional => Conditional(conditional, scope),
            ISwitchExpressionOperation @switch => Switch(@switch, scope),
            IIsPatternOperation isPattern => new ScalarShape(Pattern(isPattern.Pattern, Translate(isPattern.Value, scope), scope)),
            IIsTypeOperation => throw TranslationException.Syntax(operation, "A type test", "test for a value, as in 'is not null'"),
            IArrayElementReferenceOperation element => ArrayElement(element, scope),
            IArrayCreationOperation { Initializer: { } initializer } creation => ArrayOf(creation, initializer.ElementValues, scope),
            ICollectionExpressionOperation { Type: IArrayTypeSymbol } collection => ArrayOf(collection, collection.Elements, scope),
            ICoalesceOperation coalesce => Coalesce(coalesce, scope),
            IConditionalAccessOperation access => ConditionalAccess(access, scope),
            IConditionalAccessInstanceOperation => receivers.Peek(),
            IAnonymousObjectCreationOperation creation => AnonymousObject(creation, scope),
            IObjectCreationOperation creation => ObjectCreation(creation, scope),
            IWithOperation with => With(with, scope),
            ITupleOperation tuple => Tuple(tuple, scope),
            IInterpolatedStringOperation text => new ScalarShape(Interpolation(text, scope)),
            ITupleBinaryOperation pair => new ScalarShape(pair.OperatorKind == BinaryOperatorKind.Equals
                ? Equality(pair, pair.LeftOperand, pair.RightOperand, scope)
                : Exprs.Not(Equality(pair, pair.LeftOperand, pair.RightOperand, scope))),
            IDefaultValueOperation => new ScalarShape(Defaults.Of(operation.Type!) ?? throw TranslationException.Syntax(operation, $"The default value of '{operation.Type!.Name}'", "name the value")),
            IDelegateCreationOperation or IAnonymousFunctionOperation => throw TranslationException.Syntax(operation, "A lambda here", "use lambdas only as arguments of query operators"),
            _ => throw TranslationException.Syntax(operation, $"'{Snippet(operation)}' ({Words(operation.Kind)})", "write it with operators, conditional or switch expressions, and the functions listed in docs/functions.md"),
        };
    }

    /// <summary>Translates an expression that must be one value.</summary>
    public Expr Scalar(IOperation operation, Scope scope) => Translate(operation, scope) switch
    {
        ScalarShape scalar => scalar.Expr,
        RowShape => throw TranslationException.Syntax(operation, $"The row '{Snippet(operation)}' as a value", "name one of its columns"),
        FunctionShape => throw TranslationException.Syntax(operation, $"The function '{Snippet(operation)}' as a value", "call it"),
        _ => throw TranslationException.Syntax(operation, $"The query '{Snippet(operation)}' as a value", "join it, or aggregate it"),
    };

    static Shape Lookup(IOperation operation, ISymbol symbol, Scope scope) =>
        scope.Find(symbol) ?? throw TranslationException.Syntax(operation, $"'{symbol.Name}', a value from outside the query,", "use a constant or a parameter of the model");

    /// <summary>Applies a lambda, or a method given by name, to what its parameters stand for.</summary>
    Shape Apply(IOperation function, Scope scope, params Shape[] arguments)
    {
        switch (Unwrap(function))
        {
            case IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }:
                return Lambda(lambda, scope, arguments);
            case IAnonymousFunctionOperation lambda:
                return Lambda(lambda, scope, arguments);
            case IDelegateCreationOperation { Target: IMethodReferenceOperation reference }:
                return Inline(reference, reference.Method, instance: null, arguments, scope);
            case IInvalidOperation:
                throw new BrokenSourceException();
            case IParameterReferenceOperation or ILocalReferenceOperation when Translate(Unwrap(function), scope) is FunctionShape given:
                return Apply(given.Function, given.Scope, arguments);
            default:
                throw TranslationException.Syntax(function, "A function value", "write a lambda or name a method here");
        }
    }

    Shape Lambda(IAnonymousFunctionOperation lambda, Scope scope, Shape[] arguments)
    {
        var inner = new Scope(scope);
        for (var i = 0; i < arguments.Length; i++)
            inner.Bind(lambda.Symbol.Parameters[i], arguments[i]);
        var result = BodyReader.Read(lambda.Body, inner, "The lambda", (value, local) => LocalValue(value, local, inner));
        return Translate(result, inner);
    }

    Expr ApplyScalar(IOperation function, Scope scope, params Shape[] arguments) => Apply(function, scope, arguments) switch
    {
        ScalarShape scalar => scalar.Expr,
        _ => throw TranslationException.Syntax(function, $"'{Snippet(function)}', which gives a row,", "give one value"),
    };

    /// <summary>A local variable: a query becomes a CTE of its name, a value is inlined.</summary>
    public Shape LocalValue(IOperation value, ILocalSymbol local, Scope scope) =>
        IsQuery(value.Type) ? Named(value, local.Name, scope, local.Locations.FirstOrDefault()) : Value(value, scope);

    // A lambda speaks of names where it stands, and is read where it is called.
    Shape Value(IOperation value, Scope scope) =>
        Unwrap(value) is IDelegateCreationOperation or IAnonymousFunctionOperation ? new FunctionShape(Unwrap(value), scope) : Translate(value, scope);

    static IOperation Unwrap(IOperation operation) => operation switch
    {
        IConversionOperation { Conversion.IsIdentity: true } conversion => Unwrap(conversion.Operand),
        IParenthesizedOperation parenthesized => Unwrap(parenthesized.Operand),
        ITranslatedQueryOperation query => Unwrap(query.Operation),
        IArgumentOperation argument => Unwrap(argument.Value),
        _ => operation,
    };

    static string Snippet(IOperation operation)
    {
        var text = string.Join(" ", operation.Syntax.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 60 ? text : text.Substring(0, 57) + "…";
    }

    static string Words(OperationKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    static SqlType ScalarType(IOperation operation) =>
        operation.Type is { } type && ColumnTypes.Of(type) is { } sqlType
            ? sqlType.Kind == SqlTypeKind.Decimal ? SqlType.AnyDecimal : sqlType
            : throw TranslationException.Syntax(operation, $"A value of the type '{operation.Type?.ToDisplayString() ?? "?"}'", "use a type that a column can have");

    static Expr Constant(IOperation operation, object? value)
    {
        if (value is null)
            return LiteralExpr.Null(operation.Type is { } type && ColumnTypes.Of(type) is { } sqlType ? sqlType : SqlType.Null);
        // No column holds a character, but text functions take one.
        if (value is char character)
            return LiteralExpr.Text(character.ToString());
        if (operation.Type is { } enumType && ColumnTypes.Underlying(enumType).TypeKind == TypeKind.Enum)
            return ColumnTypes.EnumText(enumType, value) is { } text
                ? LiteralExpr.Text(text)
                : throw TranslationException.Syntax(operation, $"The value {value} of '{enumType.Name}', which no member has,", "use a member");
        return Literals.Of(value, ScalarType(operation)) ?? throw TranslationException.Syntax(operation, $"The constant '{Snippet(operation)}'", "use a constant of a column's type");
    }
}
