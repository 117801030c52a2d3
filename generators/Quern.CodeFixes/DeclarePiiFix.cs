using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Quern.CodeFixes;

/// <summary>QRN5003: says on a column which kinds of personal data it carries, those that it says already among them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeclarePiiFix() : RelationFix("QRN5003")
{
    const int Suggestion = 3;

    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        var named = place.Argument(1);
        var suggested = place.Argument(Suggestion);
        if (suggested.Length == 0 || place.Record?.Columns().FirstOrDefault(c => c.Name == named) is not { } column || column.Declaration(place.Cancel) is not { } syntax)
            yield break;
        var title = $"Mark '{column.Name}' with {suggested}";
        if (column.ColumnAttribute("Pii", place.Cancel) is not { } declared)
            yield return new(title, [Edits.Before(syntax.Node.GetFirstToken(), suggested + " ")]);
        else if (declared.ArgumentList is { Arguments.Count: > 0 } list)
            yield return new(title, [Edits.After(list.Arguments.Last().GetLastToken(), ", " + Kinds(suggested))]);
        else
            yield return new(title, [Edits.Replace(declared, suggested.Trim('[', ']'))]);
    }

    // "[Pii("name", "email")]" → "name", "email"
    static string Kinds(string attribute) => attribute.Substring("[Pii(".Length, attribute.Length - "[Pii()]".Length);
}
