using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.CodeFixes;

/// <summary>QRN1001, QRN1002: declares a type that generated code must add to as partial, and one that is no record as a record.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakePartialFix() : RelationFix("QRN1001", "QRN1002")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { TypeParameterList: null } type)
            yield break;
        var name = type.Identifier.ValueText;
        var isPartial = type.Modifiers.Any(SyntaxKind.PartialKeyword);
        if (place.Diagnostic.Id == "QRN1002" || (type is RecordDeclarationSyntax && !type.IsKind(SyntaxKind.RecordStructDeclaration)))
        {
            if (!isPartial)
                yield return new($"Make '{name}' partial", [Edits.Before(type is RecordDeclarationSyntax record ? record.Keyword : type.Keyword, "partial ")]);
        }
        else if (type is ClassDeclarationSyntax { BaseList: null } && !type.Modifiers.Any(SyntaxKind.StaticKeyword))
            yield return new($"Make '{name}' a partial record", [Edits.Replace(type.Keyword, isPartial ? "record" : "partial record")]);
    }
}
