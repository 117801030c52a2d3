using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.CodeFixes;

/// <summary>
/// QRN1012, QRN1015, QRN1016, QRN3005: takes away an attribute that means nothing where it stands, or an empty name. QRN1013:
/// takes away all kinds of relation but one.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveAttributeFix() : RelationFix("QRN1012", "QRN1013", "QRN1015", "QRN1016", "QRN3005")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place) =>
        place.Node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute ? []
        : place.Diagnostic.Id switch
        {
            "QRN1012" => Precision(place, attribute),
            "QRN1013" => Kinds(place),
            "QRN1015" => EmptyName(place, attribute),
            _ => [Whole(attribute)],
        };

    // What digits a decimal should have only its author knows.
    static IEnumerable<FixOffer> Precision(FixPlace place, AttributeSyntax attribute) =>
        place.Record?.Columns().FirstOrDefault(c => c.Name == place.Argument(3))?.Type is { SpecialType: not SpecialType.System_Decimal } type
        && type is not IArrayTypeSymbol and not INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ SpecialType: SpecialType.System_Decimal }] }
            ? [Whole(attribute)]
            : [];

    static IEnumerable<FixOffer> Kinds(FixPlace place)
    {
        var kinds = place.Record?.GetAttributes().Where(a => a.AttributeClass is { } c && RelationColumns.IsKind(c)).ToArray() ?? [];
        var syntax = kinds.Select(k => k.ApplicationSyntaxReference?.GetSyntax(place.Cancel)).OfType<AttributeSyntax>().ToArray();
        // More than two are no slip of the pen.
        return syntax.Length != 2 ? [] : syntax.Select((kept, index) => new FixOffer($"Keep [{kept.Name}]", [Edits.Remove(syntax[1 - index])], Choice: $"{kept.Name}"));
    }

    static IEnumerable<FixOffer> EmptyName(FixPlace place, AttributeSyntax attribute)
    {
        if (attribute.ArgumentList?.Arguments.Where(a => place.Model.GetConstantValue(a.Expression, place.Cancel).Value is "").ToArray() is not [var empty])
            return [];
        return place.Model.GetTypeInfo(attribute, place.Cancel).Type switch
        {
            { Name: "ColumnAttribute" } => [Whole(attribute)],
            // A schema has no default there.
            { Name: "SourceAttribute" or "ExtractAttribute" } when attribute.ArgumentList.Arguments.IndexOf(empty) == 0 && empty.NameColon is null => [],
            _ => [new FixOffer("Leave the empty name out", [Edits.Remove(empty)])],
        };
    }

    static FixOffer Whole(AttributeSyntax attribute) => new($"Remove [{attribute}]", [Edits.Remove(attribute)]);
}
