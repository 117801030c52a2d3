using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.CodeFixes;

/// <summary>C#'s CS0117: adds the column that a query sets and the record lacks, with the type of the value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddColumnFix() : RelationFix("CS0117")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is not { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation }, Left: IdentifierNameSyntax name } set
            || place.Model.GetTypeInfo(creation, place.Cancel).Type is not INamedTypeSymbol record || !record.IsRelation()
            || Declaration(record, place.Cancel) is not { } declaration
            || Type(place, set.Right, declaration) is not { } type)
            yield break;
        var title = $"Add column '{name.Identifier.ValueText}' to '{record.Name}'";
        if (declaration.Members.OfType<PropertyDeclarationSyntax>().LastOrDefault(p => p.Modifiers.All(m => !m.IsKind(SyntaxKind.StaticKeyword))) is { } last)
            yield return new(title, [Edits.After(last.GetLastToken(), Edits.LineEnd(last.SyntaxTree) + Edits.Indentation(last.GetFirstToken()) + Property(type, Edits.Name(name.Identifier.ValueText)))]);
        else if (declaration.ParameterList is { Parameters.Count: > 0 } parameters)
            yield return new(title, [Edits.After(parameters.Parameters.Last().GetLastToken(), $", {type} {Edits.Name(name.Identifier.ValueText)}")]);
    }

    // A column that may be null need not be set, so it isn't required.
    static string Property(string type, string name) => $"public {(type.EndsWith("?", StringComparison.Ordinal) ? "" : "required ")}{type} {name} {{ get; init; }}";

    // Of several parts the one with columns.
    static TypeDeclarationSyntax? Declaration(INamedTypeSymbol record, CancellationToken cancel)
    {
        var parts = record.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancel)).OfType<TypeDeclarationSyntax>().ToArray();
        return parts.FirstOrDefault(p => p.Members.OfType<PropertyDeclarationSyntax>().Any() || p.ParameterList is not null) ?? parts.FirstOrDefault();
    }

    static string? Type(FixPlace place, ExpressionSyntax value, TypeDeclarationSyntax declaration)
    {
        var info = place.Model.GetTypeInfo(value, place.Cancel);
        if (info.Type is null or IErrorTypeSymbol or { IsAnonymousType: true })
            return null;
        var type = info.Nullability.FlowState == NullableFlowState.MaybeNull ? info.Type.WithNullableAnnotation(NullableAnnotation.Annotated) : info.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        return declaration.SyntaxTree == place.Model.SyntaxTree
            ? type.ToMinimalDisplayString(place.Model, declaration.SpanStart, Format)
            : type.ToMinimalDisplayString(place.Model.Compilation.GetSemanticModel(declaration.SyntaxTree), declaration.SpanStart, Format);
    }

    static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);
}
