using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Quern.CodeFixes;

/// <summary>
/// Mends what a diagnostic of Quern, or of C# on a record of Quern, speaks of. A fix is a few changes of text, so that nothing
/// else in the file moves and fixing all places of a file merges.
/// </summary>
/// <param name="ids">The diagnostics that it mends.</param>
public abstract class RelationFix(params string[] ids) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new AllPlaces(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var (diagnostic, offer, key) in await OffersAsync(context.Document, context.Diagnostics, context.CancellationToken).ConfigureAwait(false))
            context.RegisterCodeFix(CodeAction.Create(offer.Title, cancel => ApplyAsync(context.Document.Project.Solution, offer.Changes, cancel), equivalenceKey: key), diagnostic);
    }

    /// <summary>What can be done about some diagnostics of a file, with the key of each way.</summary>
    internal async Task<IReadOnlyList<(Diagnostic Diagnostic, FixOffer Offer, string Key)>> OffersAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancel) =>
        diagnostics.IsEmpty
            || await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model
            ? []
            : [.. diagnostics.SelectMany(diagnostic =>
                Offers(new FixPlace(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), model, diagnostic, cancel))
                    .Select(offer => (diagnostic, offer, $"{GetType().Name}:{offer.Choice}")))];

    /// <summary>What can be done about the diagnostic; the best first, nothing where it can't be mended without the user's knowledge.</summary>
    private protected abstract IEnumerable<FixOffer> Offers(FixPlace place);

    internal static async Task<Solution> ApplyAsync(Solution solution, IReadOnlyList<(SyntaxTree Tree, TextChange Change)> changes, CancellationToken cancel)
    {
        foreach (var file in changes.GroupBy(c => c.Tree))
        {
            if (solution.GetDocument(file.Key) is not { } document)
                continue;
            var text = await document.GetTextAsync(cancel).ConfigureAwait(false);
            solution = solution.WithDocumentText(document.Id, text.WithChanges(file.Select(f => f.Change).OrderBy(c => c.Span.Start)));
        }
        return solution;
    }
}

/// <summary>What a diagnostic speaks of.</summary>
/// <param name="Node">The innermost syntax of its span.</param>
/// <param name="Model">The file's meaning.</param>
/// <param name="Diagnostic">The diagnostic.</param>
/// <param name="Cancel">Ends the search.</param>
internal sealed record FixPlace(SyntaxNode Node, SemanticModel Model, Diagnostic Diagnostic, CancellationToken Cancel)
{
    /// <summary>The record that the place is part of.</summary>
    public INamedTypeSymbol? Record =>
        Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration ? Model.GetDeclaredSymbol(declaration, Cancel) as INamedTypeSymbol : null;

    /// <summary>The meaning of the file that syntax of the project stands in.</summary>
    public SemanticModel ModelOf(SyntaxNode syntax) => syntax.SyntaxTree == Model.SyntaxTree ? Model : Model.Compilation.GetSemanticModel(syntax.SyntaxTree);

    /// <summary>An argument of the diagnostic's message; empty when there is none.</summary>
    public string Argument(int index) => Diagnostic.Properties.TryGetValue("Argument" + index, out var value) && value is not null ? value : "";
}

/// <summary>Something that a user can choose.</summary>
/// <param name="Title">What it does, as an order: <c>Mark 'Id' with [Key]</c>.</param>
/// <param name="Changes">What it changes, in which files.</param>
/// <param name="Choice">Of several ways to mend a diagnostic which: who mends all of a project mends them that way.</param>
internal sealed record FixOffer(string Title, IReadOnlyList<(SyntaxTree Tree, TextChange Change)> Changes, string Choice = "");
