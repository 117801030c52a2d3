using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.CodeFixes;

/// <summary>QRN2010: compares arrays by their elements.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SequenceEqualFix() : RelationFix("QRN2010")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<BinaryExpressionSyntax>() is not { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison
            || !IsArray(comparison.Left, place) || !IsArray(comparison.Right, place))
            yield break;
        var mended = $"{(comparison.IsKind(SyntaxKind.NotEqualsExpression) ? "!" : "")}{comparison.Left}.SequenceEqual({comparison.Right})";
        // Without `using System.Linq` there is no such method.
        if (place.Model.GetSpeculativeTypeInfo(comparison.SpanStart, SyntaxFactory.ParseExpression(mended), SpeculativeBindingOption.BindAsExpression).Type is { SpecialType: SpecialType.System_Boolean })
            yield return new($"Write '{mended}'", [Edits.Replace(comparison, mended)]);
    }

    // Of what binds less than a dot the left side would need parentheses; a column does not.
    static bool IsArray(ExpressionSyntax value, FixPlace place) =>
        value is MemberAccessExpressionSyntax or IdentifierNameSyntax && place.Model.GetTypeInfo(value, place.Cancel) is { Type: IArrayTypeSymbol, Nullability.FlowState: not NullableFlowState.MaybeNull };
}
