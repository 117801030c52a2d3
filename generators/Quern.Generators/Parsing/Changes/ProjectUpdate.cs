using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing.Changes;

/// <summary>Brings what is known of a project up to one compilation.</summary>
internal sealed class ProjectUpdate
{
    // Threads are not worth their start for the few relations that an edit touches.
    const int FewRelations = 8;

    readonly ProjectState? before;
    readonly Compilation compilation;
    readonly CancellationToken cancellationToken;
    readonly SyntaxTree[] syntax;
    readonly TreeFacts[] trees;
    readonly RelationEntry?[][] entries;
    readonly ResultSlots slots = new();
    readonly List<(int Tree, int Candidate, int? Slot)> open = [];

    /// <param name="before">A version that is known, whichever; null when none is.</param>
    /// <param name="compilation">The project as it is now.</param>
    /// <param name="cancellationToken">Ends the update with an exception.</param>
    public ProjectUpdate(ProjectState? before, Compilation compilation, CancellationToken cancellationToken)
    {
        (this.before, this.compilation, this.cancellationToken) = (before, compilation, cancellationToken);
        syntax = compilation.SyntaxTrees.ToArray();
        trees = new TreeFacts[syntax.Length];
        entries = new RelationEntry?[syntax.Length][];
    }

    public ProjectState Run()
    {
        ReadFacts();
        var settings = before?.Settings.AreThoseOf(compilation) == true ? before.Settings : new ProjectSettings(compilation);
        var changes = before is not null && settings == before.Settings ? ProjectChanges.Between(before.Trees, trees) : ProjectChanges.Everything;
        if (before is not null && !changes.Any)
            return before;

        KeepEntries(changes);
        // Nothing is to be translated and nothing went: the results are the same, down to the object.
        if (before is not null && open.Count == 0 && slots.Taken == before.Relations)
            return before with { Settings = settings, Trees = trees, Entries = entries };
        Translate();
        return new ProjectState(settings, trees, entries, Results(), slots.Taken);
    }

    void ReadFacts()
    {
        var unread = new List<int>();
        for (var i = 0; i < trees.Length; i++)
            if (TreeFacts.TryGet(syntax[i], out var known))
                trees[i] = known;
            else
                unread.Add(i);
        Each(unread.Count, n => trees[unread[n]] = TreeFacts.Of(syntax[unread[n]], cancellationToken));
    }

    /// <summary>Takes over what no change concerns, and notes the rest as open.</summary>
    void KeepEntries(ProjectChanges changes)
    {
        var known = new KnownEntries(before, changes);
        var candidates = new RelationCandidates(trees);
        for (var i = 0; i < trees.Length; i++)
        {
            var (old, isUnchanged) = known.Of(trees[i], i);
            if (isUnchanged && !changes.Concern(old))
            {
                entries[i] = old;
                foreach (var entry in old)
                    Keep(entry);
                continue;
            }
            entries[i] = trees[i].Candidates.Count == 0 ? [] : new RelationEntry?[trees[i].Candidates.Count];
            for (var c = 0; c < entries[i].Length; c++)
            {
                // A file that was edited has its relations at the same places, more often than not.
                var entry = c < old.Length ? old[c] : null;
                if (isUnchanged && entry is not null && !changes.Concern(entry))
                    Keep(entries[i][c] = entry);
                else if (candidates.MayBeRelation(trees[i], trees[i].Candidates[c]))
                {
                    Keep(entry);
                    open.Add((i, c, entry?.Slot));
                }
            }
        }

        void Keep(RelationEntry? entry)
        {
            if (entry is not null)
                slots.Take(entry.Slot);
        }
    }

    void Translate()
    {
        if (open.Count == 0)
            return;
        if (open.Count > FewRelations)
            ReadAssemblyAttributes();
        var index = new DeclarationIndex(trees);
        var work = open.Select(o => (o.Tree, o.Candidate, Slot: o.Slot ?? slots.Next())).ToArray();
        Each(work.Length, n =>
        {
            var (tree, candidate, slot) = work[n];
            var facts = trees[tree].Candidates[candidate];
            entries[tree][candidate] = new RelationEntry(facts.Type, Parse(syntax[tree], facts), index.NamesReachedFrom(facts.Type), slot);
        });
    }

    // Until they are read, each use of a member in C# makes Roslyn ask all files whether one of them makes the assembly obsolete.
    void ReadAssemblyAttributes()
    {
        _ = compilation.Assembly.GetAttributes();
        _ = compilation.SourceModule.GetAttributes();
    }

    ParseResult? Parse(SyntaxTree tree, CandidateFacts candidate)
    {
        var node = tree.GetRoot(cancellationToken).FindNode(new TextSpan(candidate.Start, candidate.Length), getInnermostNodeForTie: true);
        return node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            ? RelationParser.Parse(declaration, compilation, cancellationToken)
            : null;
    }

    void Each(int count, Action<int> action)
    {
        if (count > FewRelations && compilation.Options.ConcurrentBuild)
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, action);
        else
            for (var i = 0; i < count; i++)
                action(i);
    }

    // In the order of the files, so that of two relations with one id the same is left out in every run.
    EquatableArray<ParseResult> Results()
    {
        var results = new ParseResult[slots.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = ParseResult.None;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in entries)
            foreach (var entry in file)
                if (entry?.Result is { } result)
                    results[entry.Slot] = result.Relation is null || ids.Add(result.Relation.Id) ? result : result with { Relation = null };
        return new EquatableArray<ParseResult>(results);
    }
}
