using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.CodeFixes;

/// <summary>QRN1008, QRN5002: declares a model's query or test as static, where it uses nothing of an instance.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakeStaticFix() : RelationFix("QRN1008", "QRN5002")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && !method.Modifiers.Any(SyntaxKind.StaticKeyword)
            && method.Modifiers.All(m => m.RawKind is (int)SyntaxKind.PublicKeyword or (int)SyntaxKind.InternalKeyword or (int)SyntaxKind.PrivateKeyword)
            && !UsesInstance(method, place))
            yield return new($"Make '{method.Identifier.ValueText}' static", [Edits.Before(method.ReturnType.GetFirstToken(), "static ")]);
    }

    static bool UsesInstance(MethodDeclarationSyntax method, FixPlace place) => method.DescendantNodes().Any(node => node switch
    {
        ThisExpressionSyntax or BaseExpressionSyntax => true,
        IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name when access.Name == name => false,
        IdentifierNameSyntax { Parent: AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } set } name when set.Left == name => false,
        IdentifierNameSyntax { Parent: MemberBindingExpressionSyntax or NameColonSyntax } => false,
        IdentifierNameSyntax name => place.Model.GetSymbolInfo(name, place.Cancel).Symbol is IPropertySymbol { IsStatic: false } or IFieldSymbol { IsStatic: false } or IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary },
        _ => false,
    });
}
