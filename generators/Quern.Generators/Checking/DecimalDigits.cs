using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>
/// The digits that a computed decimal surely may have, from those that its operands were declared with. Before the point it is
/// the least that the greatest operand allows: a sum is as large as either part when the other is 0, a product as either factor
/// when the other is 1, a total as one row. What could at worst be reached is no number that data holds. Integers count for
/// nothing in arithmetic: they are counts, far from their type's greatest value.
/// </summary>
internal sealed class DecimalDigits(Rel query)
{
    readonly Dictionary<string, Rel> bindings = query.SelfAndDescendants()
        .Where(r => r is NamedRel or AggregateRel or ProjectRel or SetRel)
        .GroupBy(r => r.BoundAliases().Single(), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    public DigitCount Of(Expr expr) => expr switch
    {
        LiteralExpr { Value: decimal value } => new(Count(value), (decimal.GetBits(value)[3] >> 16) & 0xFF),
        LiteralExpr { Value: long value } => new(Count(value), 0),
        LiteralExpr { Value: null } => new(null, 0),
        { Type: { Kind: SqlTypeKind.Decimal, Precision: > 0 } type } => new(type.Precision - type.Scale, type.Scale, type == SqlType.DefaultDecimal),
        { Type.IsInteger: true } => new(null, 0),
        ColumnExpr column => Column(column),
        UnaryExpr { Operator: UnaryOperator.Negate } e => Of(e.Operand),
        CastExpr { Type.Kind: SqlTypeKind.Decimal } e => Of(e.Operand),
        CaseExpr e => e.Branches.Select(b => b.Result).Append(e.Else).Select(Of).Aggregate(DigitCount.Either),
        CoalesceExpr e => e.Operands.Select(Of).Aggregate(DigitCount.Either),
        ArithmeticExpr { Type.Kind: SqlTypeKind.Decimal } e => Arithmetic(e),
        FunctionExpr e => Function(e),
        AggregateExpr { Function: AggregateFunction.Sum or AggregateFunction.Min or AggregateFunction.Max, Argument: { } argument } => Of(argument),
        AggregateExpr { Function: AggregateFunction.Average, Argument: { } argument } => new(Of(argument).Before, null),
        WindowExpr e => Of(e.Function),
        ScalarQueryExpr e when e.Query.OutputColumns() is [var only] => Of(only.Expr),
        _ => default,
    };

    DigitCount Column(ColumnExpr column) => bindings.TryGetValue(column.Source, out var rel)
        ? rel switch
        {
            SetRel set => DigitCount.Either(Output(set.Left, column.Name), Output(set.Right, column.Name)),
            NamedRel named => Output(named.Body, column.Name),
            _ => Output(rel, column.Name),
        }
        : default;

    DigitCount Output(Rel rel, string column) => rel switch
    {
        FilterRel or DistinctRel or SortRel or ChangedRel => Output(rel.Inputs().Single(), column),
        SetRel set => DigitCount.Either(Output(set.Left, column), Output(set.Right, column)),
        _ => rel.OutputColumns().FirstOrDefault(c => c.Name == column) is { } output ? Of(output.Expr) : default,
    };

    DigitCount Arithmetic(ArithmeticExpr e)
    {
        var (left, right) = (Of(e.Left), Of(e.Right));
        return e.Operator switch
        {
            ArithmeticOperator.Multiply => new(
                Constant(e.Right) is { } by ? left.Before + Magnitude(by)
                : Constant(e.Left) is { } factor ? right.Before + Magnitude(factor)
                : DigitCount.Greater(left.Before, right.Before),
                // A column without [Precision] has four digits after the point, of which numbers use two: eight in a product say nothing.
                left.IsAssumed || right.IsAssumed ? null : left.After + right.After),
            ArithmeticOperator.Divide => new(
                Constant(e.Right) is { } by and not 0 ? left.Before - Magnitude(by) - (IsPowerOfTen(by) ? 0 : 1)
                    // By a count it may be the sum of one; what is divided by its like is a share, of few digits.
                    : IsWhole(e.Right) ? left.Before : null,
                Constant(e.Right) is { } ten && IsPowerOfTen(ten) ? left.After + Math.Max(0, Magnitude(ten)) : null,
                left.IsAssumed),
            ArithmeticOperator.Modulo => new(DigitCount.Less(left.Before, Greatest(e.Right, isIncluded: false) ?? right.Before), DigitCount.Either(left, right).After),
            _ => DigitCount.Either(left, right),
        };
    }

    DigitCount Function(FunctionExpr e)
    {
        var digits = e.Arguments.Select(Of).ToArray();
        return e.Function switch
        {
            SqlFunction.Abs => digits[0],
            SqlFunction.Floor or SqlFunction.Ceiling or SqlFunction.Truncate => digits[0] with { After = 0 },
            SqlFunction.RoundToEven or SqlFunction.RoundAwayFromZero when e.Arguments[1] is LiteralExpr { Value: long places } =>
                digits[0] with { After = digits[0].After is { } after ? Math.Min(after, (int)places) : (int)places },
            SqlFunction.Greatest => digits.Aggregate(DigitCount.Either),
            SqlFunction.Least => digits.Aggregate((a, b) => DigitCount.Either(a, b) with { Before = DigitCount.Less(a.Before, b.Before) }),
            _ => default,
        };
    }

    static decimal? Constant(Expr expr) => expr switch
    {
        LiteralExpr { Value: decimal value } => Math.Abs(value),
        LiteralExpr { Value: long value } => Math.Abs((decimal)value),
        CastExpr cast => Constant(cast.Operand),
        UnaryExpr { Operator: UnaryOperator.Negate } negation => Constant(negation.Operand),
        _ => null,
    };

    /// <summary>Digits before the point; none for a number below one.</summary>
    public static int Count(decimal number)
    {
        var count = 0;
        for (var whole = Math.Abs(decimal.Truncate(number)); whole > 0; whole = decimal.Truncate(whole / 10))
            count++;
        return count;
    }

    /// <summary>The digits before the point of what is less than a constant, or no more; null where it is no constant.</summary>
    public static int? Greatest(Expr bound, bool isIncluded) => Constant(bound) is { } value
        ? Count(isIncluded || value < 1 ? value : Math.Ceiling(value) - 1)
        : null;

    // The greatest power of ten that is no more than the number: 2 for 100 and 250, -1 for 0.5.
    static int Magnitude(decimal number)
    {
        if (number == 0)
            return 0;
        var power = 0;
        for (; number >= 10; number /= 10)
            power++;
        for (; number < 1; number *= 10)
            power--;
        return power;
    }

    static bool IsWhole(Expr expr) => expr is CastExpr { Operand: var operand } ? IsWhole(operand) : expr.Type.IsInteger;

    static bool IsPowerOfTen(decimal number)
    {
        while (number >= 10)
            number /= 10;
        while (number is > 0 and < 1)
            number *= 10;
        return number == 1;
    }
}
