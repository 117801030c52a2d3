using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Quern.CodeFixes;

/// <summary>QRN1005: marks the property that identifies a row with [Key]. It offers the likeliest three, by their names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddKeyFix() : RelationFix("QRN1005")
{
    const int Most = 3;
    const int Unlike = 3;

    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        if (place.Record is not { } record)
            return [];
        return record.Columns()
            .Where(c => !c.MayBeNull())
            .Select(c => (Column: c, Rank: Rank(c.Name, record.Name), Syntax: c.Declaration(place.Cancel)))
            .Where(c => c.Syntax is not null)
            .OrderBy(c => c.Rank)
            .TakeWhile((c, index) => index == 0 || (c.Rank < Unlike && index < Most))
            .Select((c, index) => new FixOffer($"Mark '{c.Column.Name}' with [Key]", [Edits.Before(c.Syntax!.Node.GetFirstToken(), "[Key] ")], Choice: $"{index}"));
    }

    static int Rank(string column, string record) =>
        column.Equals("Id", StringComparison.OrdinalIgnoreCase) ? 0
        : column.EndsWith("Id", StringComparison.Ordinal) && record.EndsWith(column.Substring(0, column.Length - 2), StringComparison.Ordinal) ? 1
        : column.EndsWith("Id", StringComparison.Ordinal) || column.EndsWith("Key", StringComparison.Ordinal) || column.EndsWith("Number", StringComparison.Ordinal) ? 2
        : Unlike;
}
