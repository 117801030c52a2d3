using System.Globalization;
using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>
/// Values that their column has no place for: constants with too many digits or outside of its set, and decimals that surely may
/// have more digits than were chosen for the column.
/// </summary>
internal static class ColumnFitCheck
{
    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts)
    {
        var digits = new Lazy<DecimalDigits>(() => new DecimalDigits(relation.Query!));
        foreach (var (column, spec) in relation.Columns.Zip(facts.Columns, (c, f) => (c, f)))
        {
            var texts = column.Type.Kind == SqlTypeKind.Text ? Texts(relation, column) : null;
            if (column.Type.Kind != SqlTypeKind.Decimal && texts is null)
                continue;
            var found = RowSources.Projections(relation.Query!)
                .SelectMany(p => p.Columns.Where(c => c.Name == column.Name).SelectMany(c => Values(c.Expr)).Select(value => (Value: value, p.Input)))
                .Select(found => texts is not null ? Outside(found.Value, texts) : Unfit(found.Value, column.Type) ?? (spec.HasPrecision ? Narrow(found.Value, found.Input, column.Type, digits.Value) : null))
                .FirstOrDefault(problem => problem is not null);
            if (found is var (descriptor, arguments))
                yield return new(descriptor.Id, spec.Location, [relation.TypeName, spec.Property, .. arguments]);
        }
    }

    // What the value is in each case, without the conversion to the column.
    static IEnumerable<Expr> Values(Expr expr) => expr switch
    {
        CastExpr { Type.Kind: SqlTypeKind.Decimal } cast => Values(cast.Operand),
        CaseExpr choice => choice.Branches.Where(b => !IsListed(b)).Select(b => b.Result).Append(choice.Else).SelectMany(Values),
        CoalesceExpr coalesce => coalesce.Operands.SelectMany(Values),
        UnaryExpr { Operator: UnaryOperator.Negate } negation => Values(negation.Operand),
        _ => [expr],
    };

    // `CASE WHEN x IN (…) THEN x END`: what is none of the list does not get there.
    static bool IsListed(CaseBranch branch) =>
        branch.Condition is InListExpr { IsNegated: false } list && list.Operand with { IsNullable = false } == branch.Result with { IsNullable = false };

    static (Microsoft.CodeAnalysis.DiagnosticDescriptor, string[])? Unfit(Expr value, SqlType type)
    {
        if (value is not LiteralExpr { Value: decimal or long } literal)
            return null;
        var number = Convert.ToDecimal(literal.Value, CultureInfo.InvariantCulture);
        var whole = DecimalDigits.Count(number);
        return whole > type.Precision - type.Scale ? (Descriptors.UnfitConstant, [Text(number), $"which has {whole} digits before the point where {type} has {type.Precision - type.Scale}; declare it [Precision({whole + type.Scale}, {type.Scale})] or more"])
            : type.Scale < 28 && number != Math.Round(number, type.Scale) ? (Descriptors.UnfitConstant, [Text(number), $"of which {type} keeps {type.Scale} digits after the point; round it, or declare more with [Precision]"])
            : null;
    }

    static (Microsoft.CodeAnalysis.DiagnosticDescriptor, string[])? Narrow(Expr value, Rel input, SqlType type, DecimalDigits digits)
    {
        if (value is LiteralExpr)
            return null;
        // A column of integers on its own, unlike one in arithmetic, is what is stored; a long is a count or cents, and not a number of 19 digits.
        var (before, after, _) = value is ColumnExpr { Type.Kind: SqlTypeKind.Int16 or SqlTypeKind.Int32 } ? new DigitCount(value.Type.Kind == SqlTypeKind.Int16 ? 5 : 10, 0) : digits.Of(value);
        before = DigitCount.Less(before, Bound(value, input));
        return before > type.Precision - type.Scale
                ? Report(before.Value, type.Scale, $"a run fails at the first one of more than {type.Precision - type.Scale} digits before the point", "or leave others out with a filter such as '<'")
            : after > type.Scale
                ? Report(before ?? type.Precision - type.Scale, after.Value, "digits after the point are rounded away", $"or round with Math.Round(…, {type.Scale})")
            : null;

        (Microsoft.CodeAnalysis.DiagnosticDescriptor, string[]) Report(int whole, int scale, string problem, string otherwise) => (
            Descriptors.NarrowDecimal,
            [
                type.ToString(),
                value.Type.Kind != SqlTypeKind.Decimal || value.Type.Precision > 0 ? value.Type.ToString()
                    : before is { } b && after is { } a ? $"one of {b} digits before the point and {a} after it"
                    : before is { } some ? $"one of {some} digits before the point" : $"one of {after} digits after the point",
                // What no decimal has room for can only be made smaller.
                whole + scale <= 38 ? $"{problem}; declare it [Precision({whole + scale}, {scale})], {otherwise}" : $"{problem}; {otherwise.Substring("or ".Length)}",
            ]);
    }

    // The digits that a filter leaves: 4 for `x < 10000`.
    static int? Bound(Expr value, Rel input) => RowConditions.Of(input)
        .Select(condition => condition switch
        {
            ComparisonExpr { Operator: ComparisonOperator.Less or ComparisonOperator.LessOrEqual } c when RowConditions.AreOne(c.Left, value) => DecimalDigits.Greatest(c.Right, c.Operator == ComparisonOperator.LessOrEqual),
            ComparisonExpr { Operator: ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual } c when RowConditions.AreOne(c.Right, value) => DecimalDigits.Greatest(c.Left, c.Operator == ComparisonOperator.GreaterOrEqual),
            _ => null,
        })
        .Aggregate((int?)null, DigitCount.Less);

    static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    static (Microsoft.CodeAnalysis.DiagnosticDescriptor, string[])? Outside(Expr value, IReadOnlyList<string> texts) =>
        value is LiteralExpr { Value: string text } && !texts.Contains(text)
            ? (Descriptors.UnfitConstant, [$"'{text}'", $"which is none of its values; it may be {string.Join(", ", texts.Select(t => $"'{t}'"))}"])
            : null;

    static IReadOnlyList<string>? Texts(RelationSpec relation, ColumnSpec column) =>
        column.EnumMembers.Count > 0 ? [.. column.EnumMembers.Select(m => m.Value)]
        : relation.Tests.FirstOrDefault(t => t is { Kind: "AcceptedValues", IsWarning: false } && t.Columns.Contains(column.Name)) is { } test
            ? [.. test.Values.OfType<LiteralExpr>().Select(v => v.Value).OfType<string>()]
            : null;
}
