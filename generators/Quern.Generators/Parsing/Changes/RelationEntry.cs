using Quern.Generators.Model;

namespace Quern.Generators.Parsing.Changes;

/// <summary>A declaration that may be a relation, what its translation gave, and what that rests on.</summary>
/// <param name="Type">The type's simple name, hashed.</param>
/// <param name="Result">Null when the declaration is no relation, or not the part that says so.</param>
/// <param name="Names">The names that the translation can have come across.</param>
/// <param name="Slot">Its place in the list of results: it keeps it, so that an edit of one leaves the others where they are.</param>
internal sealed record RelationEntry(int Type, ParseResult? Result, HashSet<int> Names, int Slot)
{
    /// <summary>The files that its diagnostics are about: their places move with edits there.</summary>
    public IReadOnlyList<string> DiagnosticPaths { get; } =
        Result is null ? [] : [.. Result.Diagnostics.SelectMany(d => d.Origin is { } origin ? new[] { d.Location.Path, origin.Path } : [d.Location.Path]).Distinct()];
}
