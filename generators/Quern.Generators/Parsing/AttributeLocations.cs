using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.Generators.Parsing;

/// <summary>Finds the smallest span that a reader must change in an attribute.</summary>
internal static class AttributeLocations
{
    /// <summary>The expression of a named argument (<c>UniqueKey = …</c>), else the whole attribute.</summary>
    public static Location? Argument(this AttributeData attribute, string name, int element = -1)
    {
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;
        var argument = syntax?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name);
        if (argument is null)
            return syntax?.GetLocation();
        return element >= 0 && Elements(argument.Expression).ElementAtOrDefault(element) is { } item
            ? item.GetLocation()
            : argument.Expression.GetLocation();
    }

    /// <summary>The expression of a positional argument, else the whole attribute.</summary>
    public static Location? Argument(this AttributeData attribute, int index)
    {
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;
        return syntax?.ArgumentList?.Arguments.ElementAtOrDefault(index)?.Expression.GetLocation() ?? syntax?.GetLocation();
    }

    public static Location? Location(this AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation();

    /// <summary>Whether text in quotes stands there, and not a constant that the compiler computes, as nameof is.</summary>
    public static bool IsTextLiteral(this Location? location) =>
        location?.SourceTree is { } tree && tree.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax;

    static IEnumerable<SyntaxNode> Elements(ExpressionSyntax expression) => expression switch
    {
        CollectionExpressionSyntax collection => collection.Elements,
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        _ => [],
    };
}
