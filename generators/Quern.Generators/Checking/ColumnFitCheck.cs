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
            var values = RowSources.Projections(relation.Query!)
                .SelectMany(p => p.Columns.Where(c => c.Name == column.Name).SelectMany(c => Values(c.Expr)).Select(value => (Value: value, p.Input)))
                .ToArray();
            // For a fix as well as for the message: one that leaves nothing to complain of in any value.
            var mend = new Lazy<string?>(() => Precision(values.Select(v => spec.HasPrecision || v.Value is LiteralExpr ? Digits(v.Value, v.Input, digits.Value) : default), column.Type, spec.HasPrecision));
            var found = values
                .Select(v => texts is not null ? Outside(v.Value, texts) : Unfit(v.Value, column.Type, mend) ?? (spec.HasPrecision ? Narrow(v.Value, v.Input, column.Type, digits.Value, mend) : null))
                .FirstOrDefault(problem => problem is not null);
            if (found is var (descriptor, arguments))
                yield return new(descriptor.Id, spec.Location, [relation.TypeName, spec.Property, .. arguments, texts is null ? mend.Value ?? "" : string.Join("\0", texts)]);
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

    static (Microsoft.CodeAnalysis.DiagnosticDescriptor, string[])? Unfit(Expr value, SqlType type, Lazy<string?> mend)
    {
        if (Number(value) is not { } number)
            return null;
        var whole = DecimalDigits.Count(number);
        return whole > type.Precision - type.Scale ? (Descriptors.UnfitConstant, [Text(number), $"which has {whole} digits before the point where {type} has {type.Precision - type.Scale}; {(mend.Value is { } enough ? $"declare it {enough} or more" : "no column has room for that beside the other values")}"])
            : type.Scale < 28 && number != Math.Round(number, type.Scale) ? (Descriptors.UnfitConstant, [Text(number), $"of which {type} keeps {type.Scale} digits after the point; round it, or {(mend.Value is { } more ? $"declare it {more}" : "declare more with [Precision]")}"])
            : null;
    }

    static decimal? Number(Expr value) => value is LiteralExpr { Value: decimal or long } literal ? Convert.ToDecimal(literal.Value, CultureInfo.InvariantCulture) : null;

    static DigitCount Digits(Expr value, Rel input, DecimalDigits digits)
    {
        if (Number(value) is { } number)
            return new(DecimalDigits.Count(number), Enumerable.Range(0, 29).First(places => places == 28 || number == Math.Round(number, places)));
        // A column of integers on its own, unlike one in arithmetic, is what is stored; a long is a count or cents, and not a number of 19 digits.
        var known = value is ColumnExpr { Type.Kind: SqlTypeKind.Int16 or SqlTypeKind.Int32 } ? new DigitCount(value.Type.Kind == SqlTypeKind.Int16 ? 5 : 10, 0) : digits.Of(value);
        return known with { Before = DigitCount.Less(known.Before, Bound(value, input)) };
    }

    // The least that has room for the values, and for what the column holds where they don't tell or nobody chose its digits; null where no decimal has.
    static string? Precision(IEnumerable<DigitCount> values, SqlType type, bool isChosen)
    {
        var (before, after) = (isChosen ? 0 : type.Precision - type.Scale, type.Scale);
        foreach (var value in values)
            (before, after) = (Math.Max(before, value.Before ?? (type.Precision - type.Scale)), Math.Max(after, value.After ?? 0));
        return before + after is > 0 and <= 38 and var digits ? $"[Precision({digits}, {after})]" : null;
    }

    static (Microsoft.CodeAnalysis.DiagnosticDescriptor, string[])? Narrow(Expr value, Rel input, SqlType type, DecimalDigits digits, Lazy<string?> mend)
    {
        if (value is LiteralExpr)
            return null;
        var (before, after, _) = Digits(value, input, digits);
        return before > type.Precision - type.Scale
                ? Report($"a run fails at the first one of more than {type.Precision - type.Scale} digits before the point", "leave others out with a filter such as '<'")
            : after > type.Scale ? Report("digits after the point are rounded away", $"round with Math.Round(…, {type.Scale})")
            : null;

        (Microsoft.CodeAnalysis.DiagnosticDescriptor, string[]) Report(string problem, string otherwise) => (
            Descriptors.NarrowDecimal,
            [
                type.ToString(),
                value.Type.Kind != SqlTypeKind.Decimal || value.Type.Precision > 0 ? value.Type.ToString()
                    : before is { } b && after is { } a ? $"one of {b} digits before the point and {a} after it"
                    : before is { } some ? $"one of {some} digits before the point" : $"one of {after} digits after the point",
                // What no decimal has room for can only be made smaller.
                mend.Value is { } enough ? $"{problem}; declare it {enough}, or {otherwise}" : $"{problem}; {otherwise}",
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
