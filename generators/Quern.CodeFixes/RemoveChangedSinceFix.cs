using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Quern.CodeFixes;

/// <summary>QRN2007: takes <c>ChangedSince</c> out of a model that is built anew each time, and <c>OrWhenChanged</c> with it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveChangedSinceFix() : RelationFix("QRN2007")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || !IsOfChanges(call))
            yield break;
        var first = call;
        while (first is { Expression: MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax before } } && IsOfChanges(before))
            first = before;
        var last = call;
        while (last.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax after } && IsOfChanges(after))
            last = after;
        var rows = ((MemberAccessExpressionSyntax)first.Expression).Expression;
        yield return new("Remove 'ChangedSince'", [(call.SyntaxTree, new TextChange(TextSpan.FromBounds(rows.Span.End, last.Span.End), ""))]);
    }

    static bool IsOfChanges(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ChangedSince" or "OrWhenChanged" };
}
