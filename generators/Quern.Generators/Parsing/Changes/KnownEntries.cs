namespace Quern.Generators.Parsing.Changes;

/// <summary>Finds what is known of a file from the last version.</summary>
internal sealed class KnownEntries
{
    readonly ProjectState? before;
    readonly Dictionary<TreeFacts, int>? moved;

    public KnownEntries(ProjectState? before, ProjectChanges changes)
    {
        this.before = before;
        if (before is null || !changes.HaveMoved)
            return;
        moved = new Dictionary<TreeFacts, int>(before.Trees.Length);
        for (var i = 0; i < before.Trees.Length; i++)
            moved[before.Trees[i]] = i;
    }

    /// <summary>The entries of a file, and whether it is as it was; those of its older self when it was edited.</summary>
    /// <param name="tree">The file as it is now.</param>
    /// <param name="place">Its place in the compilation.</param>
    public (RelationEntry?[] Entries, bool IsUnchanged) Of(TreeFacts tree, int place)
    {
        if (before is null)
            return ([], false);
        if (moved is not null)
            return moved.TryGetValue(tree, out var old) ? (before.Entries[old], true) : ([], false);
        return place < before.Trees.Length ? (before.Entries[place], ReferenceEquals(before.Trees[place], tree)) : ([], false);
    }
}
