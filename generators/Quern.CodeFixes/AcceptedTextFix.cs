using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.CodeFixes;

/// <summary>QRN2107, QRN2109: writes in place of a text that its column never holds the one of its texts that is spelt most alike.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AcceptedTextFix() : RelationFix("QRN2107", "QRN2109")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        var isCompared = place.Diagnostic.Id == "QRN2107";
        var written = isCompared ? place.Argument(1) : place.Argument(2).Trim('\'');
        var texts = place.Argument(isCompared ? 3 : 4);
        if (texts.Length == 0 || texts.StartsWith("[Precision(", StringComparison.Ordinal) || Spelling.Nearest(written, texts.Split('\0')) is not { } nearest)
            yield break;
        var places = isCompared ? [place.Node] : place.Record is { } record ? DefinedRows.Of(record, place).Select(row => DefinedRows.Value(row, place.Argument(1), place)).OfType<SyntaxNode>() : [];
        if (places.SelectMany(p => p.DescendantNodesAndSelf()).OfType<LiteralExpressionSyntax>().Where(l => l.IsKind(SyntaxKind.StringLiteralExpression) && l.Token.ValueText == written).ToArray() is [var literal])
            yield return new($"Write '{nearest}'", [Edits.Replace(literal, SymbolDisplay.FormatLiteral(nearest, quote: true))]);
    }
}
