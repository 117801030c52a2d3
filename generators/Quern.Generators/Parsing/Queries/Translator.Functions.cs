using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Parsing.Functions;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Members and operators that the function table writes, and what C# puts around their values.
internal sealed partial class Translator
{
    ScalarShape Function(IInvocationOperation invocation, FunctionRow function, IEnumerable<IArgumentOperation> arguments, Scope scope)
    {
        var values = new List<Expr>();
        if (invocation.Instance is not null)
            values.Add(Scalar(invocation.Instance, scope));
        var given = arguments.ToLookup(a => a.Parameter!.RefKind == RefKind.Out);
        values.AddRange(given[false].Where(a => !IsInvariant(a)).SelectMany(a => Elements(a).Select(value => Argument(a, value, scope))));
        var result = function.Write(new FunctionCall(invocation, invocation.TargetMethod, values));
        if (given[true].SingleOrDefault() is not { } output)
            return new ScalarShape(result);
        Assign(output, result, scope);
        return new ScalarShape(Exprs.IsNotNull(result));
    }

    // A culture that is no value: what depends on one has no row in the table.
    static bool IsInvariant(IArgumentOperation argument) => argument.Parameter!.Type.Name == "IFormatProvider"
        && (argument.Value.ConstantValue is { HasValue: true, Value: null } || argument.Value is IPropertyReferenceOperation { Property.Name: "InvariantCulture" } or IConversionOperation { Operand: IPropertyReferenceOperation { Property.Name: "InvariantCulture" } }
            ? true
            : throw TranslationException.Syntax(argument, $"'{Snippet(argument)}', a culture,", "give CultureInfo.InvariantCulture"));

    // Of a parse that failed C# has the type's default.
    static void Assign(IArgumentOperation output, Expr value, Scope scope)
    {
        if (output.Value is IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared })
            scope.Bind(declared.Local, new ScalarShape(new CoalesceExpr([value, Defaults.Of(declared.Local.Type)!], value.Type, false)));
        else if (output.Value is not IDiscardOperation)
            throw TranslationException.Syntax(output, $"'{Snippet(output)}', which assigns a variable,", "declare it in place: 'out var number'");
    }

    // `string.Join(", ", a, b)`: the compiler makes an array or a span of the last ones.
    static IEnumerable<IOperation> Elements(IArgumentOperation argument) => argument switch
    {
        { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } initializer } } => initializer.ElementValues,
        { ArgumentKind: ArgumentKind.ParamCollection, Value: ICollectionExpressionOperation collection } => collection.Elements,
        _ => [argument.Value],
    };

    /// <summary>Whether a value is one of a list that is written there, or in a local variable or a helper: <c>new[] { 1, 2 }.Contains(x.Count)</c>; null where it is no such list.</summary>
    Expr? Listed(IInvocationOperation invocation, Scope scope)
    {
        var method = invocation.TargetMethod.ReducedFrom ?? invocation.TargetMethod;
        if (method.Name != "Contains" || method.ContainingType.FullName() is not ("System.MemoryExtensions" or "System.Linq.Enumerable"))
            return null;
        var arguments = invocation.Arguments.OrderBy(a => a.Parameter!.Ordinal).ToList();
        if (arguments.Count < 2 || arguments.Skip(2).Any(a => a.ArgumentKind != ArgumentKind.DefaultValue) || Items(arguments[0].Value) is not { } listed)
            return null;
        var value = Scalar(arguments[1].Value, scope);
        return listed.Count == 0 ? LiteralExpr.False
            : listed.All(i => i is LiteralExpr) ? new InListExpr(value, listed.ToEquatableArray(), false)
            : listed.Select(i => Equal(value, i, invocation)).Aggregate(Exprs.Or);

        // What is written there may be of a type that no column has.
        IReadOnlyList<Expr>? Items(IOperation list) => list switch
        {
            IConversionOperation conversion => Items(conversion.Operand),
            IArrayCreationOperation { Initializer.ElementValues: var elements } => [.. elements.Select(e => Scalar(e, scope))],
            ICollectionExpressionOperation { Elements: var elements } when elements.All(e => e is not ISpreadOperation) => [.. elements.Select(e => Scalar(e, scope))],
            _ => Translate(list, scope) is ScalarShape { Expr: FunctionExpr { Function: SqlFunction.MakeArray } made } ? made.Arguments : null,
        };
    }

    // Arguments that only steer a function (a DatePart, a rounding mode) are constants of types that no column has.
    Expr Argument(IArgumentOperation argument, IOperation value, Scope scope)
    {
        if (!FunctionTable.IsOption(argument.Parameter!.Type))
            return Scalar(value, scope);
        return value.ConstantValue is { HasValue: true, Value: int option }
            ? new LiteralExpr((long)option, SqlType.Int32)
            : throw TranslationException.Syntax(argument, $"'{Snippet(argument)}', which is not a constant,", "use a constant");
    }

    /// <summary>An operator of types that arithmetic does not know, such as <c>later - earlier</c>; null when it has no SQL.</summary>
    static Expr? Operator(IOperation operation, string symbol, ITypeSymbol? leftType, ITypeSymbol? rightType, Expr left, Expr right) =>
        FunctionTable.Find(symbol, leftType, rightType)?.Write(new FunctionCall(operation, null, [left, right]));

    static string Symbol(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => "+",
        BinaryOperatorKind.Subtract => "-",
        BinaryOperatorKind.Divide => "/",
        BinaryOperatorKind.And => "&",
        BinaryOperatorKind.Or => "|",
        BinaryOperatorKind.ExclusiveOr => "^",
        BinaryOperatorKind.RightShift => ">>",
        BinaryOperatorKind.UnsignedRightShift => ">>>",
        BinaryOperatorKind.LeftShift => "<<",
        _ => "",
    };

    // C# compares characters as numbers: `text[0] == 'a'` converts both sides.
    static IOperation Unwidened(IOperation operation) =>
        operation is IConversionOperation { IsImplicit: true, Operand: { Type.SpecialType: SpecialType.System_Char } character } ? character : operation;

    /// <summary>A part of text: <c>text[1..^1]</c>, <c>text[^1]</c>.</summary>
    ScalarShape Slice(IImplicitIndexerReferenceOperation slice, Scope scope)
    {
        if (slice.Instance.Type?.SpecialType != SpecialType.System_String)
            throw TranslationException.Syntax(slice, $"'{Snippet(slice)}'", "take parts of text only");
        var text = Scalar(slice.Instance, scope);
        if (slice.Argument is not IRangeOperation range)
            return new ScalarShape(Exprs.Call(SqlFunction.Substring, SqlType.Text, text, Position(slice.Argument, text, scope), LiteralExpr.Int(1)));
        var start = range.LeftOperand is { } from ? Position(from, text, scope) : LiteralExpr.Int(0);
        return new ScalarShape(range.RightOperand is { } to
            ? Exprs.Call(SqlFunction.Substring, SqlType.Text, text, start, Difference(Position(to, text, scope), start))
            : Exprs.Call(SqlFunction.Substring, SqlType.Text, text, start));
    }

    Expr Position(IOperation index, Expr text, Scope scope) => index switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd => Difference(Exprs.Call(SqlFunction.Length, SqlType.Int32, text), Scalar(fromEnd.Operand, scope)),
        IConversionOperation conversion => Position(conversion.Operand, text, scope),
        _ => Scalar(index, scope),
    };

    static Expr Difference(Expr left, Expr right) => (left, right) switch
    {
        (_, LiteralExpr { Value: 0L }) => left,
        (LiteralExpr { Value: long a }, LiteralExpr { Value: long b }) => LiteralExpr.Int(a - b),
        _ => new ArithmeticExpr(ArithmeticOperator.Subtract, left, right, SqlType.Int32),
    };

    /// <summary>An enum, which is its text in the warehouse, as a number, or a number as an enum.</summary>
    static Expr EnumConversion(IConversionOperation conversion, ITypeSymbol from, ITypeSymbol to, Expr operand)
    {
        // The day of the week is a number until it is asked for as an enum.
        var (enumType, isNumber) = from.TypeKind == TypeKind.Enum ? (from, true) : (to, false);
        var type = ScalarType(conversion);
        if (from.TypeKind == to.TypeKind || !(isNumber ? type : operand.Type).IsInteger)
            throw TranslationException.Syntax(conversion, $"The conversion from '{from.Name}' to '{to.Name}'", "convert between an enum and an integer");
        var members = enumType.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue)
            .GroupBy(f => f.ConstantValue).Select(g => (Text: (Expr)LiteralExpr.Text(ColumnTypes.EnumText(g.First())), Number: (Expr)new LiteralExpr(Convert.ToInt64(g.Key, System.Globalization.CultureInfo.InvariantCulture), isNumber ? type : operand.Type)));
        var branches = members.Select(m => isNumber
            ? new CaseBranch(Exprs.Equal(operand, m.Text), m.Number)
            : new CaseBranch(Exprs.Equal(operand, m.Number), m.Text)).ToEquatableArray();
        return branches.Count == 0
            ? throw TranslationException.Syntax(conversion, $"The enum '{enumType.Name}', which has no members,", "give it members")
            : new CaseExpr(branches, LiteralExpr.Null(type), type, operand.IsNullable);
    }
}
