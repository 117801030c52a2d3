using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Quern.CodeFixes;

/// <summary>
/// Takes a fix for all places at once. Roslyn's own takes of several changes at one place the first alone, and two columns that a
/// record lacks are added at one place.
/// </summary>
internal sealed class AllPlaces(RelationFix fix) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var taken = new List<(SyntaxTree Tree, TextChange Change)>();
        foreach (var document in Documents(fixAllContext))
            foreach (var offer in await fix.OffersAsync(document, await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false), fixAllContext.CancellationToken).ConfigureAwait(false))
                if (offer.Key == fixAllContext.CodeActionEquivalenceKey && offer.Offer.Changes.All(change => !taken.Exists(other => Conflict(change, other))))
                    // What several diagnostics ask for is done once.
                    taken.AddRange(offer.Offer.Changes.Where(change => !taken.Contains(change)));
        return taken.Count == 0 ? null : CodeAction.Create("Mend all", cancel => RelationFix.ApplyAsync(fixAllContext.Solution, taken, cancel), fixAllContext.CodeActionEquivalenceKey);
    }

    static IEnumerable<Document> Documents(FixAllContext context) => context.Scope switch
    {
        FixAllScope.Document => context.Document is { } document ? [document] : [],
        FixAllScope.Project => context.Project.Documents,
        _ => context.Solution.Projects.Where(p => p.Language == LanguageNames.CSharp).SelectMany(p => p.Documents),
    };

    static bool Conflict((SyntaxTree Tree, TextChange Change) one, (SyntaxTree Tree, TextChange Change) other) =>
        one.Tree == other.Tree && one != other && one.Change.Span.Start < other.Change.Span.End && other.Change.Span.Start < one.Change.Span.End;
}
