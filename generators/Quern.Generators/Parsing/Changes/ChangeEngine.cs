using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing.Changes;

/// <summary>
/// Translates a project's relations, and after an edit those alone that the edit can have changed.
/// <list type="number">
/// <item>Each file is read once into facts: a fingerprint and the words of each declaration.</item>
/// <item>Two lists of facts give the keys of what changed.</item>
/// <item>A relation is translated again when the names that it can come across lead to one of these keys.</item>
/// </list>
/// Names are compared, not symbols: that finds also what an edit hides, and needs no binding.
/// </summary>
/// <remarks>
/// The engine remembers the last version that it has finished. It compares versions by content and does not ask which of
/// them came first, so a run that is cancelled, or several drivers that share the engine, can cost time only.
/// </remarks>
internal sealed class ChangeEngine
{
    const int FewRelations = 8;

    ProjectState? last;

    /// <summary>The relations of a project, by slot; a slot that no relation has is <see cref="ParseResult.None"/>.</summary>
    public EquatableArray<ParseResult> Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        var state = Next(Volatile.Read(ref last), compilation, cancellationToken);
        Volatile.Write(ref last, state);
        return state.Results;
    }

    static ProjectState Next(ProjectState? before, Compilation compilation, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = compilation.Options.ConcurrentBuild ? -1 : 1 };
        var syntax = compilation.SyntaxTrees.ToArray();
        var trees = Facts(syntax, parallel);
        var settings = before?.Settings.AreThoseOf(compilation) == true ? before.Settings : new ProjectSettings(compilation);
        var changes = before is not null && settings == before.Settings ? ProjectChanges.Between(before.Trees, trees) : ProjectChanges.Everything;
        if (before is not null && !changes.Any)
            return before;

        var known = before is null ? [] : KnownEntries(before);
        var slots = new Slots(before?.Results.Count ?? 0);
        var candidates = new RelationCandidates(trees);
        var entries = new RelationEntry?[trees.Length][];
        var open = new List<(int Tree, int Candidate, int? Slot)>();
        for (var i = 0; i < trees.Length; i++)
        {
            entries[i] = trees[i].Candidates.Count == 0 ? [] : new RelationEntry?[trees[i].Candidates.Count];
            // A file that was edited has its relations at the same places, more often than not.
            var old = known.TryGetValue(trees[i], out var same) ? same : before is not null && i < before.Trees.Length && before.Trees[i].Path == trees[i].Path ? before.Entries[i] : [];
            for (var c = 0; c < entries[i].Length; c++)
            {
                if (!candidates.MayBeRelation(trees[i], trees[i].Candidates[c]))
                    continue;
                var entry = c < old.Length ? old[c] : null;
                if (entry is not null)
                    slots.Take(entry.Slot);
                if (same is not null && entry is not null && !changes.Concern(entry.Type, entry.Names, entry.DiagnosticPaths))
                    entries[i][c] = entry;
                else
                    open.Add((i, c, entry?.Slot));
            }
        }
        Translate();
        return new ProjectState(settings, trees, entries, Results(entries, slots.Count));

        void Translate()
        {
            if (open.Count == 0)
                return;
            var index = new DeclarationIndex(trees);
            var work = open.Select(o => (o.Tree, o.Candidate, Slot: o.Slot ?? slots.Next())).ToArray();
            Each(work.Length, parallel, n =>
            {
                var (tree, candidate, slot) = work[n];
                var facts = trees[tree].Candidates[candidate];
                entries[tree][candidate] = new RelationEntry(
                    facts.Type, Parse(compilation, syntax[tree], facts, cancellationToken), index.NamesReachedFrom(facts.Type), slot);
            });
        }
    }

    static TreeFacts[] Facts(SyntaxTree[] trees, ParallelOptions parallel)
    {
        var facts = new TreeFacts[trees.Length];
        var unread = new List<int>();
        for (var i = 0; i < trees.Length; i++)
            if (TreeFacts.TryGet(trees[i], out var known))
                facts[i] = known;
            else
                unread.Add(i);
        Each(unread.Count, parallel, n => facts[unread[n]] = TreeFacts.Of(trees[unread[n]], parallel.CancellationToken));
        return facts;
    }

    // Threads are not worth their start for the few relations that an edit touches.
    static void Each(int count, ParallelOptions parallel, Action<int> action)
    {
        if (count > FewRelations)
            Parallel.For(0, count, parallel, action);
        else
            for (var i = 0; i < count; i++)
                action(i);
    }

    static Dictionary<TreeFacts, RelationEntry?[]> KnownEntries(ProjectState state)
    {
        var known = new Dictionary<TreeFacts, RelationEntry?[]>(state.Trees.Length);
        for (var i = 0; i < state.Trees.Length; i++)
            known[state.Trees[i]] = state.Entries[i];
        return known;
    }

    static ParseResult? Parse(Compilation compilation, SyntaxTree tree, CandidateFacts candidate, CancellationToken cancellationToken)
    {
        var node = tree.GetRoot(cancellationToken).FindNode(new TextSpan(candidate.Start, candidate.Length), getInnermostNodeForTie: true);
        return node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            ? RelationParser.Parse(declaration, compilation, cancellationToken)
            : null;
    }

    // In the order of the files, so that of two relations with one id the same is left out in every run.
    static EquatableArray<ParseResult> Results(RelationEntry?[][] entries, int count)
    {
        var results = new ParseResult[count];
        for (var i = 0; i < count; i++)
            results[i] = ParseResult.None;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in entries)
            foreach (var entry in file)
                if (entry?.Result is { } result)
                    results[entry.Slot] = result.Relation is null || ids.Add(result.Relation.Id) ? result : result with { Relation = null };
        return new EquatableArray<ParseResult>(results);
    }

    /// <summary>Gives out places in the list of results: those of relations that are gone first.</summary>
    sealed class Slots(int count)
    {
        readonly HashSet<int> taken = [];
        int next;

        public int Count { get; private set; } = count;

        public void Take(int slot) => taken.Add(slot);

        public int Next()
        {
            while (!taken.Add(next))
                next++;
            Count = Math.Max(Count, next + 1);
            return next;
        }
    }
}
