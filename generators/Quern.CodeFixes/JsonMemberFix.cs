using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Quern.CodeFixes;

/// <summary>QRN2013: declares a member that a JSON document may lack as nullable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class JsonMemberFix() : RelationFix("QRN2013")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        if (place.Model.GetSymbolInfo(place.Node, place.Cancel).Symbol is not IPropertySymbol member || member.Declaration(place.Cancel) is not { } syntax)
            yield break;
        var type = member.Type.ToMinimalDisplayString(place.Model, place.Node.SpanStart);
        // For whatever else it can't be read, the message does not say this.
        if (place.Argument(1).EndsWith($"declare it '{type}?'", StringComparison.Ordinal))
            yield return new($"Declare '{member.Name}' as '{type}?'", [Edits.After(syntax.Type.GetLastToken(), "?")]);
    }
}
