using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Quern.CodeFixes;

/// <summary>QRN5010: marks a column with [References] to the relation that the query looks it up in.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddReferencesFix() : RelationFix("QRN5010")
{
    const int Suggestion = 3;

    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        var named = place.Argument(1);
        if (place.Argument(Suggestion) is { Length: > 0 } attribute && place.Record?.Columns().FirstOrDefault(c => c.Name == named)?.Declaration(place.Cancel) is { } syntax)
            yield return new($"Mark '{named}' with {attribute}", [Edits.Before(syntax.Node.GetFirstToken(), attribute + " ")]);
    }
}
