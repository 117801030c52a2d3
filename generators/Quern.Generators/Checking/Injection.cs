using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>Values that tell what they are made of: where its columns differ, the value differs.</summary>
internal static class Injection
{
    /// <summary>The only column of a value that tells it; null for any other value.</summary>
    public static ColumnRef? Column(Expr expr) => Columns(expr) is [var only] ? only : null;

    /// <summary>A column as it is, conversions left out that keep its values apart.</summary>
    public static ColumnRef? Plain(Expr expr) => expr switch
    {
        ColumnExpr column => new ColumnRef(column.Source, column.Name),
        CastExpr { Type.IsInteger: true } cast when cast.Operand.Type.IsInteger => Plain(cast.Operand),
        CastExpr { Type.Kind: SqlTypeKind.Text } cast when cast.Operand.Type is { IsInteger: true } or { Kind: SqlTypeKind.Date or SqlTypeKind.Uuid or SqlTypeKind.Boolean } => Plain(cast.Operand),
        CoalesceExpr { Operands: [{ IsNullable: false } only, ..] } => Plain(only),
        FunctionExpr { Function: SqlFunction.SeriesNumber or SqlFunction.ItemPosition } number => Plain(number.Arguments[0]),
        _ => null,
    };

    /// <summary>All columns that a value tells: several for a surrogate key and for text with separators.</summary>
    public static IReadOnlyList<ColumnRef> Columns(Expr expr) => Plain(expr) is { } plain ? [plain] : expr switch
    {
        UnaryExpr { Operator: UnaryOperator.Negate } negation => Columns(negation.Operand),
        ArithmeticExpr { Operator: ArithmeticOperator.Add or ArithmeticOperator.Subtract, Type.IsFloating: false } sum =>
            sum.Right is LiteralExpr ? Columns(sum.Left) : sum.Left is LiteralExpr ? Columns(sum.Right) : [],
        ArithmeticExpr { Operator: ArithmeticOperator.Multiply, Right: LiteralExpr { Value: not null and not 0L }, Type.IsInteger: true } scaled => Columns(scaled.Left),
        // As many days after a fixed one; as many of a part with one length after a column.
        FunctionExpr { Function: SqlFunction.DateAdd, Arguments: [LiteralExpr, var count, LiteralExpr] } => Columns(count),
        FunctionExpr { Function: SqlFunction.DateAdd, Arguments: [LiteralExpr { Value: not ("year" or "quarter" or "month") }, LiteralExpr, var moment] } => Columns(moment),
        FunctionExpr { Function: SqlFunction.Md5 } hash => Columns(hash.Arguments[0]),
        ConcatExpr concat => Joined(concat.Parts),
        _ => [],
    };

    // Text that can be taken apart again: each part has a fixed length, or is a number before a separator, or is the last one.
    static IReadOnlyList<ColumnRef> Joined(EquatableArray<Expr> parts)
    {
        var columns = new List<ColumnRef>();
        var (isAfterDigits, isAfterText) = (false, false);
        foreach (var part in parts)
            if (part is LiteralExpr { Value: string separator })
                isAfterDigits = isAfterDigits && char.IsDigit(separator[0]);
            else if (isAfterDigits || isAfterText || Part(part) is not { Count: > 0 } found)
                return [];
            else
            {
                columns.AddRange(found);
                isAfterDigits = part is CastExpr { Operand.Type.IsInteger: true };
                isAfterText = !isAfterDigits && !IsFixed(part);
            }
        return columns;
    }

    // A surrogate key's part is a hash, or a mark for null.
    static IReadOnlyList<ColumnRef> Part(Expr part) => part switch
    {
        CoalesceExpr { Operands: [FunctionExpr { Function: SqlFunction.Md5 } hash, LiteralExpr] } => Columns(hash),
        { IsNullable: true } => [],
        _ => Columns(part),
    };

    static bool IsFixed(Expr part) => part is CoalesceExpr or FunctionExpr { Function: SqlFunction.Md5 } or CastExpr { Operand.Type.Kind: SqlTypeKind.Date or SqlTypeKind.Uuid };
}
