using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.CodeFixes;

/// <summary>QRN2112: compares a value with what a text says, in place of its own text with the text; and two values in place of their texts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ParsedTextFix() : RelationFix("QRN2112")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        if (Sides(place) is not var (left, right))
            yield break;
        var (one, other, parse) = (Written(left, place), Written(right, place), Parse(place));
        if (one is not null && other is not null)
            yield return Mended("Compare the values themselves", one, other);
        else if (parse is not null && one is not null)
            yield return Mended($"Parse the text with {parse}", one, $"{parse}({right})");
        else if (parse is not null && other is not null)
            yield return Mended($"Parse the text with {parse}", $"{parse}({left})", other);

        FixOffer Mended(string title, string first, string second) => new(title, [Edits.Replace(left, first), Edits.Replace(right, second)]);
    }

    // Of a join the first key is marked.
    static (ExpressionSyntax Left, ExpressionSyntax Right)? Sides(FixPlace place) =>
        place.Node.AncestorsAndSelf().Select(n => n switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } e when e.Span == place.Diagnostic.Location.SourceSpan => (e.Left, e.Right),
            JoinClauseSyntax j when j.LeftExpression.Span == place.Diagnostic.Location.SourceSpan => (j.LeftExpression, j.RightExpression),
            _ => ((ExpressionSyntax, ExpressionSyntax)?)null,
        }).FirstOrDefault(sides => sides is not null);

    // The message ends with what to write.
    static string? Parse(FixPlace place) => place.Argument(3) is var mend && mend.LastIndexOf("Sql.TryParse", StringComparison.Ordinal) is >= 0 and var start ? mend.Substring(start) : null;

    // The value whose text it is: `r.Id.ToString()`, `$"{r.Id}"`. Of one that may be null the text is empty, which is no null.
    static string? Written(ExpressionSyntax text, FixPlace place)
    {
        var value = text switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString", Expression: var written } } => written,
            InterpolatedStringExpressionSyntax { Contents: [InterpolationSyntax { Expression: var written }] } => written,
            _ => null,
        };
        return value is MemberAccessExpressionSyntax or IdentifierNameSyntax
            && place.ModelOf(value).GetTypeInfo(value, place.Cancel).Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T }
            ? value.ToString()
            : null;
    }
}
