using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Quern.CodeFixes;

/// <summary>QRN2108, QRN2109: gives a decimal column the digits that its values need, before the point and after it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PrecisionFix() : RelationFix("QRN2108", "QRN2109")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        var named = place.Argument(1);
        var needed = place.Argument(place.Diagnostic.Id == "QRN2108" ? 5 : 4);
        if (!needed.StartsWith("[Precision(", StringComparison.Ordinal)
            || place.Record?.Columns().FirstOrDefault(c => c.Name == named) is not { } column || column.Declaration(place.Cancel) is not { } syntax)
            yield break;
        yield return new(
            $"Declare '{column.Name}' with {needed}",
            [
                column.ColumnAttribute("Precision", place.Cancel) is { ArgumentList: { } digits }
                    ? Edits.Replace(digits, needed.Substring("[Precision".Length).TrimEnd(']'))
                    : Edits.Before(syntax.Node.GetFirstToken(), needed + " "),
            ]);
    }
}
