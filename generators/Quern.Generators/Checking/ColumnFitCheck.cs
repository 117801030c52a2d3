using System.Globalization;
using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>
/// Values that their column has no place for: constants with too many digits or outside of its set, and decimals of more digits
/// than were chosen for the column. What arithmetic may come to is not guessed: its greatest value is never what data holds.
/// </summary>
internal static class ColumnFitCheck
{
    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts)
    {
        foreach (var (column, spec) in relation.Columns.Zip(facts.Columns, (c, f) => (c, f)))
        {
            var texts = column.Type.Kind == SqlTypeKind.Text ? Texts(relation, column) : null;
            if (column.Type.Kind != SqlTypeKind.Decimal && texts is null)
                continue;
            var found = Projections(relation.Query!)
                .SelectMany(p => p.Columns.Where(c => c.Name == column.Name))
                .SelectMany(c => Values(c.Expr))
                .Select(value => texts is null ? Unfit(value, column.Type, spec) : Outside(value, texts))
                .FirstOrDefault(problem => problem is not null);
            if (found is var (descriptor, arguments))
                yield return new(descriptor.Id, spec.Location, [relation.TypeName, spec.Property, .. arguments]);
        }
    }

    static IEnumerable<ProjectRel> Projections(Rel rel) => rel switch
    {
        ProjectRel project => [project],
        SetRel set => Projections(set.Left).Concat(Projections(set.Right)),
        DistinctRel or SortRel or FilterRel => Projections(rel.Inputs().Single()),
        _ => [],
    };

    // What the value is in each case, without the conversion to the column.
    static IEnumerable<Expr> Values(Expr expr) => expr switch
    {
        CastExpr { Type.Kind: SqlTypeKind.Decimal } cast => Values(cast.Operand),
        CaseExpr choice => choice.Branches.Select(b => b.Result).Append(choice.Else).SelectMany(Values),
        CoalesceExpr coalesce => coalesce.Operands.SelectMany(Values),
        UnaryExpr { Operator: UnaryOperator.Negate } negation => Values(negation.Operand),
        _ => [expr],
    };

    static (Microsoft.CodeAnalysis.DiagnosticDescriptor, string[])? Unfit(Expr value, SqlType type, ColumnFacts column)
    {
        if (value is LiteralExpr { Value: decimal or long } literal)
        {
            var number = Convert.ToDecimal(literal.Value, CultureInfo.InvariantCulture);
            var whole = Digits(Math.Abs(decimal.Truncate(number)));
            return whole > type.Precision - type.Scale ? (Descriptors.UnfitConstant, [Text(number), $"which has {whole} digits before the point where {type} has {type.Precision - type.Scale}; declare it [Precision({whole + type.Scale}, {type.Scale})] or more"])
                : type.Scale < 28 && number != Math.Round(number, type.Scale) ? (Descriptors.UnfitConstant, [Text(number), $"of which {type} keeps {type.Scale} digits after the point; round it, or declare more with [Precision]"])
                : null;
        }
        if (!column.HasPrecision || Digits(value) is not var (before, after))
            return null;
        return before > type.Precision - type.Scale
                ? (Descriptors.NarrowDecimal, [type.ToString(), value.Type.ToString(), $"a run fails at the first one of more than {type.Precision - type.Scale} digits before the point; declare it [Precision({before + type.Scale}, {type.Scale})], or make sure of it with a filter"])
            : after > type.Scale
                ? (Descriptors.NarrowDecimal, [type.ToString(), value.Type.ToString(), $"digits after the point are rounded away; declare it [Precision({before + after}, {after})], or round with Math.Round(…, {type.Scale})"])
            : null;
    }

    // A long is a count more often than a number of 19 digits, so it says nothing of the values; nor does what is computed.
    static (int Before, int After)? Digits(Expr value) => value switch
    {
        LiteralExpr => null,
        { Type: { Kind: SqlTypeKind.Decimal, Precision: > 0 } type } => (type.Precision - type.Scale, type.Scale),
        ColumnExpr { Type.Kind: SqlTypeKind.Int32 } => (10, 0),
        ColumnExpr { Type.Kind: SqlTypeKind.Int16 } => (5, 0),
        _ => null,
    };

    static int Digits(decimal whole) => whole == 0 ? 0 : Text(whole).Length;

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
