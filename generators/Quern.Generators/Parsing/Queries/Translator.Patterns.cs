using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Patterns and switch expressions.
internal sealed partial class Translator
{
    Shape Switch(ISwitchExpressionOperation operation, Scope scope)
    {
        var value = Translate(operation.Value, scope);
        var branches = new List<(Expr, Shape)>();
        foreach (var arm in operation.Arms)
        {
            var inner = new Scope(scope);
            var condition = Pattern(arm.Pattern, value, inner);
            if (arm.Guard is not null)
                condition = Exprs.And(condition, Scalar(arm.Guard, inner));
            var result = arm.Value is IConversionOperation { Operand: IThrowOperation } or IThrowOperation
                ? throw TranslationException.Syntax(arm.Value, "An exception", "give a value, or leave the rows out with 'where'")
                : Translate(arm.Value, inner);
            if (condition == LiteralExpr.True)
                return Choose(operation, branches, result);
            branches.Add((condition, result));
        }
        // C# would throw where no arm matches; SQL can't.
        if (branches.Count > 0 && CoversEnum(operation))
            return Choose(operation, [.. branches.Take(branches.Count - 1)], branches[branches.Count - 1].Item2);
        throw TranslationException.Syntax(operation, "A switch expression that does not cover every value", "add an arm '_ => …'");
    }

    static bool CoversEnum(ISwitchExpressionOperation operation)
    {
        if (operation.Value.Type is not { TypeKind: TypeKind.Enum } type || operation.Arms.Any(a => a.Guard is not null))
            return false;
        var covered = new HashSet<object?>(operation.Arms.SelectMany(a => Constants(a.Pattern)));
        return type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).All(f => covered.Contains(f.ConstantValue));
    }

    static IEnumerable<object?> Constants(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation constant => [constant.Value.ConstantValue.Value],
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or => Constants(or.LeftPattern).Concat(Constants(or.RightPattern)),
        _ => [],
    };

    /// <summary>Whether a value matches; binds the variables that the pattern declares.</summary>
    Expr Pattern(IPatternOperation pattern, Shape value, Scope scope)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return LiteralExpr.True;
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }:
                return Exprs.Not(IsPresent(value));
            case IConstantPatternOperation constant:
                return Equal(Value(pattern, value), Scalar(constant.Value, scope), constant) is var test && test is ComparisonExpr { Left.IsNullable: true }
                    ? InSet([test])
                    : test;
            case IRelationalPatternOperation relational:
                return new ComparisonExpr(Operator(relational), Value(pattern, value), Scalar(relational.Value, scope));
            case INegatedPatternOperation negated:
                return Exprs.Not(Pattern(negated.Pattern, value, scope));
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or:
                return InSet([.. Alternatives(or).Select(p => Pattern(p, value, scope))]);
            case IBinaryPatternOperation and:
                return Exprs.And(Pattern(and.LeftPattern, value, scope), Pattern(and.RightPattern, value, scope));
            case IDeclarationPatternOperation declaration:
                if (declaration.DeclaredSymbol is { } declared)
                    scope.Bind(declared, value);
                return declaration.MatchesNull ? LiteralExpr.True : IsPresent(value);
            case ITypePatternOperation:
                return IsPresent(value);
            case IListPatternOperation list:
                return Elements(list, value, scope);
            case IRecursivePatternOperation recursive:
                return Recursive(recursive, value, scope);
            default:
                throw TranslationException.Syntax(pattern, $"The pattern '{Snippet(pattern)}'", "use constants, comparisons, property and list patterns, 'and', 'or' and 'not'");
        }
    }

    Expr Recursive(IRecursivePatternOperation pattern, Shape value, Scope scope)
    {
        var condition = IsPresent(value);
        if (pattern.DeclaredSymbol is { } declared)
            scope.Bind(declared, value);
        for (var i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
        {
            if (value is not RowShape row || row.Members.Count != pattern.DeconstructionSubpatterns.Length)
                throw TranslationException.Syntax(pattern, $"The pattern '{Snippet(pattern)}'", "match a tuple of as many members");
            condition = Exprs.And(condition, Pattern(pattern.DeconstructionSubpatterns[i], row.Members[i].Value, scope));
        }
        foreach (var property in pattern.PropertySubpatterns)
        {
            if (property.Member is not IPropertyReferenceOperation reference)
                throw TranslationException.Syntax(property, $"The pattern '{Snippet(property)}'", "match properties");
            receivers.Push(value);
            try
            {
                condition = Exprs.And(condition, Pattern(property.Pattern, Member(reference, reference.Property, value, scope), scope));
            }
            finally
            {
                receivers.Pop();
            }
        }
        return condition;
    }

    // `tags is ["new", .., var last]`: how many there are, and those at both ends. Where there are fewer they are null.
    Expr Elements(IListPatternOperation list, Shape value, Scope scope)
    {
        var slice = list.Patterns.IndexOf(list.Patterns.FirstOrDefault(p => p is ISlicePatternOperation)!);
        if (value is not ScalarShape { Expr: { Type.Kind: SqlTypeKind.Array } array } || (slice >= 0 && ((ISlicePatternOperation)list.Patterns[slice]).Pattern is not (null or IDiscardPatternOperation)))
            throw TranslationException.Syntax(list, $"The pattern '{Snippet(list)}'", "match single elements of an array, as in '[\"new\", .., var last]'");
        if (list.DeclaredSymbol is { } declared)
            scope.Bind(declared, value);
        var length = Exprs.Call(SqlFunction.ArrayLength, SqlType.Int32, array);
        var count = LiteralExpr.Int(list.Patterns.Length - (slice >= 0 ? 1 : 0));
        var condition = slice < 0 ? Exprs.Equal(length, count)
            : list.Patterns.Length == 1 ? IsPresent(value)
            : new ComparisonExpr(ComparisonOperator.GreaterOrEqual, length, count);
        for (var i = 0; i < list.Patterns.Length; i++)
        {
            if (i == slice)
                continue;
            var place = slice < 0 || i < slice ? LiteralExpr.Int(i) : Difference(length, LiteralExpr.Int(list.Patterns.Length - i));
            var element = new FunctionExpr(SqlFunction.ArrayElementOrNull, [array, place], array.Type.Element, array.Type.HasNullableElements);
            condition = Exprs.And(condition, Pattern(list.Patterns[i], new ScalarShape(element), scope));
        }
        return condition;
    }

    static IEnumerable<IPatternOperation> Alternatives(IPatternOperation pattern) =>
        pattern is IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or ? Alternatives(or.LeftPattern).Concat(Alternatives(or.RightPattern)) : [pattern];

    // `x is 1 or 2 or 3`: one IN list where all are comparisons of one value with constants.
    static Expr InSet(IReadOnlyList<Expr> conditions)
    {
        var equals = conditions.OfType<ComparisonExpr>().Where(c => c is { Operator: ComparisonOperator.Equal, Right: LiteralExpr }).ToList();
        if (equals.Count == 1 && conditions.Count == 1)
            return equals[0];
        var lists = conditions.OfType<InListExpr>().Where(i => !i.IsNegated).ToList();
        var operand = equals.FirstOrDefault()?.Left ?? lists.FirstOrDefault()?.Operand;
        return operand is not null && equals.Count + lists.Count == conditions.Count && equals.All(e => e.Left == operand) && lists.All(l => l.Operand == operand)
            ? new InListExpr(operand, equals.Select(e => e.Right).Concat(lists.SelectMany(l => l.Values)).ToEquatableArray(), false)
            : conditions.Aggregate(Exprs.Or);
    }

    static ComparisonOperator Operator(IRelationalPatternOperation pattern) => pattern.OperatorKind switch
    {
        BinaryOperatorKind.LessThan => ComparisonOperator.Less,
        BinaryOperatorKind.LessThanOrEqual => ComparisonOperator.LessOrEqual,
        BinaryOperatorKind.GreaterThan => ComparisonOperator.Greater,
        _ => ComparisonOperator.GreaterOrEqual,
    };

    static Expr IsPresent(Shape value) => value switch
    {
        ScalarShape scalar => Exprs.IsNotNull(scalar.Expr),
        RowShape row => row.Presence ?? LiteralExpr.True,
        JsonRecordShape record => record.Presence,
        _ => LiteralExpr.True,
    };

    static Expr Value(IOperation pattern, Shape value) =>
        value is ScalarShape scalar ? scalar.Expr : throw TranslationException.Syntax(pattern, $"The pattern '{Snippet(pattern)}' on a row", "match its properties, as in '{ Status: … }'");
}
