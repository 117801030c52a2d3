using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Operators, conversions, conditions.
internal sealed partial class Translator
{
    /// <summary>Receivers of the conditional accesses (<c>?.</c>) that are open, innermost on top.</summary>
    readonly Stack<Shape> receivers = new();

    Shape Binary(IBinaryOperation operation, Scope scope)
    {
        switch (operation.OperatorKind)
        {
            case BinaryOperatorKind.Equals:
                return new ScalarShape(Equality(operation, operation.LeftOperand, operation.RightOperand, scope));
            case BinaryOperatorKind.NotEquals:
                return new ScalarShape(Negated(Equality(operation, operation.LeftOperand, operation.RightOperand, scope)));
            case BinaryOperatorKind.Add when operation.Type?.SpecialType == SpecialType.System_String:
                return new ScalarShape(Concat([Text(operation.LeftOperand, scope), Text(operation.RightOperand, scope)]));
        }
        var left = Scalar(Unwidened(operation.LeftOperand), scope);
        var right = Scalar(Unwidened(operation.RightOperand), scope);
        if (left.Type.Kind != SqlTypeKind.Boolean && Operator(operation, Symbol(operation.OperatorKind), operation.LeftOperand.Type, operation.RightOperand.Type, left, right) is { } written)
            return new ScalarShape(written);
        return new ScalarShape(operation.OperatorKind switch
        {
            BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And when left.Type.Kind == SqlTypeKind.Boolean => Exprs.And(left, right),
            BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or when left.Type.Kind == SqlTypeKind.Boolean => Exprs.Or(left, right),
            BinaryOperatorKind.ExclusiveOr when left.Type.Kind == SqlTypeKind.Boolean => Negated(Exprs.Equal(left, right)),
            BinaryOperatorKind.LessThan => Comparison(ComparisonOperator.Less, left, right, operation),
            BinaryOperatorKind.LessThanOrEqual => Comparison(ComparisonOperator.LessOrEqual, left, right, operation),
            BinaryOperatorKind.GreaterThan => Comparison(ComparisonOperator.Greater, left, right, operation),
            BinaryOperatorKind.GreaterThanOrEqual => Comparison(ComparisonOperator.GreaterOrEqual, left, right, operation),
            BinaryOperatorKind.Add => Arithmetic(ArithmeticOperator.Add, left, right, operation),
            BinaryOperatorKind.Subtract => Arithmetic(ArithmeticOperator.Subtract, left, right, operation),
            BinaryOperatorKind.Multiply => Arithmetic(ArithmeticOperator.Multiply, left, right, operation),
            BinaryOperatorKind.Divide => Arithmetic(ArithmeticOperator.Divide, left, right, operation),
            BinaryOperatorKind.Remainder => Arithmetic(ArithmeticOperator.Modulo, left, right, operation),
            _ => throw TranslationException.Syntax(operation, $"The operator of '{Snippet(operation)}'", "use arithmetic, comparison and logical operators"),
        });
    }

    static Expr Negated(Expr expr) => expr is ComparisonExpr { Operator: ComparisonOperator.Equal } equal ? equal with { Operator = ComparisonOperator.NotEqual } : Exprs.Not(expr);

    Expr Equality(IOperation operation, IOperation leftOperand, IOperation rightOperand, Scope scope)
    {
        var left = Translate(Unwidened(leftOperand), scope);
        var right = Translate(Unwidened(rightOperand), scope);
        if (left is ScalarShape a && right is ScalarShape b)
            return Equal(a.Expr, b.Expr, operation);
        if (right is ScalarShape { Expr: LiteralExpr { Value: null } } && left is RowShape or JsonRecordShape)
            return Exprs.Not(IsPresent(left));
        if (left is ScalarShape { Expr: LiteralExpr { Value: null } } && right is RowShape or JsonRecordShape)
            return Exprs.Not(IsPresent(right));
        if (left is RowShape leftRow && right is RowShape rightRow && leftRow.Members.Count == rightRow.Members.Count && leftRow.Presence is null && rightRow.Presence is null)
            return Scalars(left).Zip(Scalars(right), (l, r) => Equal(l, r, operation)).Aggregate(Exprs.And);
        throw TranslationException.Syntax(operation, $"The comparison '{Snippet(operation)}'", "compare columns, tuples of them, or a row with null");
    }

    Expr Equal(Expr left, Expr right, IOperation place)
    {
        NoCharacterAndNumber(left, right, place);
        if (left is not LiteralExpr { Value: null } && right is not LiteralExpr { Value: null })
            NoArrays([left, right], place, $"'{Snippet(place)}'", "compare their elements with SequenceEqual");
        context.Compared(left, right, place);
        return Exprs.Equal(left, right);
    }

    // C# compares a character with a number by its code, which text in SQL has not.
    static void NoCharacterAndNumber(Expr left, Expr right, IOperation place)
    {
        if ((left.Type.Kind == SqlTypeKind.Text && right.Type.IsNumeric) || (right.Type.Kind == SqlTypeKind.Text && left.Type.IsNumeric))
            throw TranslationException.Syntax(place, $"The comparison '{Snippet(place)}'", "compare a character with a character");
    }

    static Expr Comparison(ComparisonOperator comparison, Expr left, Expr right, IOperation operation)
    {
        NoCharacterAndNumber(left, right, operation);
        return left.Type.Kind is SqlTypeKind.Boolean or SqlTypeKind.Json
            ? throw TranslationException.Syntax(operation, $"The order of '{Snippet(operation)}'", "order numbers, texts, dates and times")
            : new ComparisonExpr(comparison, left, right);
    }

    static Expr Arithmetic(ArithmeticOperator arithmetic, Expr left, Expr right, IOperation operation)
    {
        if (!left.Type.IsNumeric || !right.Type.IsNumeric)
            throw TranslationException.Syntax(operation, $"Arithmetic on {left.Type} and {right.Type}", "use Sql.DateDiff for the time between two dates, and AddDays, AddMonths and their like to move one");
        return new ArithmeticExpr(arithmetic, left, right, ScalarType(operation));
    }

    Shape Unary(IUnaryOperation operation, Scope scope)
    {
        var operand = Scalar(operation.Operand, scope);
        return new ScalarShape(operation.OperatorKind switch
        {
            UnaryOperatorKind.Not when operand.Type.Kind == SqlTypeKind.Boolean => Exprs.Not(operand),
            UnaryOperatorKind.Minus => new UnaryExpr(UnaryOperator.Negate, operand, ScalarType(operation)),
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.BitwiseNegation when operand.Type.IsInteger => Exprs.Call(SqlFunction.BitXor, operand.Type, operand, new LiteralExpr(-1L, operand.Type)),
            _ => throw TranslationException.Syntax(operation, $"The operator of '{Snippet(operation)}'", "use '!', '-' and '~' only"),
        });
    }

    Shape Conversion(IConversionOperation conversion, Scope scope)
    {
        var shape = Translate(conversion.Operand, scope);
        // To what a method takes: a sequence, or a span.
        if (shape is ScalarShape { Expr: { Type.Kind: SqlTypeKind.Array } and not LiteralExpr })
            return shape;
        if (shape is not ScalarShape scalar || conversion.Conversion.IsIdentity || conversion.Type is null)
            return shape;
        if (scalar.Expr is LiteralExpr { Value: null })
            return ColumnTypes.Of(conversion.Type) is { } nullType ? new ScalarShape(LiteralExpr.Null(nullType)) : shape;
        var from = ColumnTypes.Underlying(conversion.Operand.Type!);
        var to = ColumnTypes.Underlying(conversion.Type);
        if (SymbolEqualityComparer.Default.Equals(from, to))
            return shape;
        if (from.TypeKind == TypeKind.Enum || to.TypeKind == TypeKind.Enum)
            return new ScalarShape(EnumConversion(conversion, from, to, scalar.Expr));
        var type = ScalarType(conversion);
        if (scalar.Expr.Type.Kind == type.Kind)
            return shape;
        if (!(scalar.Expr.Type.IsNumeric && type.IsNumeric) && conversion.OperatorMethod is null)
            throw TranslationException.Syntax(conversion, $"The conversion from '{from.Name}' to '{to.Name}'", "convert between numbers only");
        // DateTime converts to DateTimeOffset by the machine's time zone, which no warehouse knows.
        if (!scalar.Expr.Type.IsNumeric || !type.IsNumeric)
            throw TranslationException.Syntax(conversion, $"The implicit conversion from '{from.Name}' to '{to.Name}'", "keep both sides of one type");
        return new ScalarShape(Exprs.Convert(scalar.Expr, type));
    }

    Shape Conditional(IConditionalOperation operation, Scope scope)
    {
        var condition = Scalar(operation.Condition, scope);
        var then = Translate(operation.WhenTrue, scope);
        var otherwise = Translate(operation.WhenFalse!, scope);
        return Tried(condition, then, otherwise) is { } tried ? new ScalarShape(tried) : Choose(operation, [(condition, then)], otherwise);
    }

    // `int.TryParse(text, out var number) ? number : other`: the number where it is there.
    static Expr? Tried(Expr condition, Shape then, Shape otherwise)
    {
        if (condition is not IsNullExpr { IsNegated: true, Operand: var tried }
            || then is not ScalarShape { Expr: CoalesceExpr { Operands: [var first, LiteralExpr] } } || first != tried
            || otherwise is not ScalarShape { Expr: var other })
            return null;
        return other is LiteralExpr { Value: null } ? tried
            : other.Type == tried.Type ? new CoalesceExpr([tried, other], tried.Type, other.IsNullable)
            : null;
    }

    /// <summary>One of several shapes, by conditions: member by member when they are rows of one form.</summary>
    static Shape Choose(IOperation operation, IReadOnlyList<(Expr Condition, Shape Result)> branches, Shape otherwise)
    {
        if (branches.Count == 0)
            return otherwise;
        if (otherwise is ScalarShape last && branches.All(b => b.Result is ScalarShape))
        {
            var results = branches.Select(b => (b.Condition, ((ScalarShape)b.Result).Expr)).ToList();
            var type = results.Select(r => r.Expr.Type).Append(last.Expr.Type).FirstOrDefault(t => t.Kind != SqlTypeKind.Null);
            if (results.All(r => r.Expr.Type.Kind == SqlTypeKind.Decimal || r.Expr.Type.Kind == SqlTypeKind.Null) && results.Any(r => r.Expr.Type != last.Expr.Type))
                type = SqlType.AnyDecimal;
            type = ElementsOf(type, results.Select(r => r.Expr).Append(last.Expr));
            var isNullable = last.Expr.IsNullable || results.Any(r => r.Expr.IsNullable);
            return new ScalarShape(new CaseExpr(
                results.Select(r => new CaseBranch(r.Condition, r.Expr)).ToEquatableArray(), last.Expr, type, isNullable));
        }
        if (IsQuery(operation.Type))
            throw TranslationException.Syntax(operation, $"A choice between queries, '{Snippet(operation)}',", "filter one query by the condition, as in 'where !target.Exists || …', or join two that are so filtered with Concat");
        throw TranslationException.Syntax(operation, $"A choice between rows, '{Snippet(operation)}',", "choose between values, column by column");
    }

    Shape Coalesce(ICoalesceOperation operation, Scope scope)
    {
        var left = Scalar(operation.Value, scope);
        if (!left.IsNullable)
            return new ScalarShape(left);
        var right = Scalar(operation.WhenNull, scope);
        var type = left.Type.Kind == SqlTypeKind.Null || (left.Type.Kind == SqlTypeKind.Decimal && left.Type != right.Type) ? ScalarType(operation) : left.Type;
        EquatableArray<Expr> operands = right is CoalesceExpr more ? [left, .. more.Operands] : [left, right];
        return new ScalarShape(new CoalesceExpr(operands, ElementsOf(type, operands), right.IsNullable));
    }

    Shape ConditionalAccess(IConditionalAccessOperation access, Scope scope)
    {
        var receiver = Translate(access.Operation, scope);
        receivers.Push(receiver);
        try
        {
            var result = Translate(access.WhenNotNull, scope);
            var presence = receiver switch
            {
                RowShape { Presence: { } rowPresence } => rowPresence,
                JsonRecordShape record => record.Presence,
                ScalarShape { Expr.IsNullable: true } scalar => Exprs.IsNotNull(scalar.Expr),
                _ => LiteralExpr.True,
            };
            // What is null already where the receiver is null needs no CASE.
            return result is ScalarShape { Expr: { IsNullable: false } expr } ? new ScalarShape(Exprs.When(presence, expr)) : result;
        }
        finally
        {
            receivers.Pop();
        }
    }
}
