using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.CodeFixes;

/// <summary>QRN1004, QRN3004: names the column that is spelt most alike. QRN1020: names a column with nameof, so that a rename finds it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameofFix() : RelationFix("QRN1004", "QRN1020", "QRN3004")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute || Expression(place.Node) is not { } expression || Target(place, attribute) is not { } target)
            yield break;
        var written = place.Model.GetConstantValue(expression, place.Cancel).Value as string ?? "";
        var column = Spelling.Nearest(written, target.Columns().Select(c => c.Name));
        if (column is null)
            yield break;
        var name = SymbolEqualityComparer.Default.Equals(target, place.Record) ? Edits.Name(column) : $"{target.ToMinimalDisplayString(place.Model, expression.SpanStart)}.{Edits.Name(column)}";
        yield return new($"Use nameof({name})", [Edits.Replace(expression, $"nameof({name})")]);
    }

    // An element of a collection expression is not yet an expression.
    static ExpressionSyntax? Expression(SyntaxNode node) => node switch
    {
        ExpressionElementSyntax element => element.Expression,
        AttributeArgumentSyntax argument => argument.Expression,
        ExpressionSyntax expression => expression.FirstAncestorOrSelf<ExpressionSyntax>(e => e is LiteralExpressionSyntax or InvocationExpressionSyntax) ?? expression,
        _ => null,
    };

    // [References<T>] names a column of T, every other attribute one of its own record.
    static INamedTypeSymbol? Target(FixPlace place, AttributeSyntax attribute) =>
        attribute.Name.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault() is { } generic
            ? place.Model.GetTypeInfo(generic.TypeArgumentList.Arguments[0], place.Cancel).Type as INamedTypeSymbol
            : place.Record;
}
