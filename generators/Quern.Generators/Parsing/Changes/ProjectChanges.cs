namespace Quern.Generators.Parsing.Changes;

/// <summary>What differs between two versions of a project's files.</summary>
internal sealed class ProjectChanges
{
    readonly HashSet<DeclarationKey> keys = [];
    readonly HashSet<int> types = [];
    readonly HashSet<int> namespaces = [];
    readonly HashSet<string> paths = new(StringComparer.Ordinal);

    /// <summary>Whether code may mean something else that names nothing of what changed.</summary>
    public bool IsEverything { get; private set; }

    public bool Any { get; private set; }

    /// <summary>Whether files stand at other places, so that they must be looked up.</summary>
    public bool HaveMoved { get; private set; }

    public static ProjectChanges Everything { get; } = new() { Any = true, IsEverything = true, HaveMoved = true };

    public static ProjectChanges Between(IReadOnlyList<TreeFacts> before, IReadOnlyList<TreeFacts> after)
    {
        var changes = new ProjectChanges();
        var (gone, come) = changes.Replaced(before, after) ?? changes.AddedAndRemoved(before, after);
        changes.Any = changes.IsEverything || gone.Count + come.Count > 0;
        if (!changes.IsEverything)
            changes.Namespaces(before, after, gone, come);
        return changes;
    }

    /// <summary>Whether the translation of any of a file's relations may have changed, or what was none may be one.</summary>
    public bool Concern(RelationEntry?[] entries)
    {
        // A global alias may give a record the attribute that it lacked.
        if (IsEverything && entries.Length > 0)
            return true;
        foreach (var entry in entries)
            if (entry is not null && Concern(entry))
                return true;
        return false;
    }

    /// <summary>Whether the translation of a relation may have changed.</summary>
    public bool Concern(RelationEntry relation)
    {
        if (IsEverything || types.Contains(relation.Type) || relation.Result is { IsProvisional: true })
            return true;
        foreach (var key in keys)
            if (key.IsReachedBy(relation.Names))
                return true;
        foreach (var name in namespaces)
            if (relation.Names.Contains(name))
                return true;
        foreach (var path in relation.DiagnosticPaths)
            if (paths.Contains(path))
                return true;
        return false;
    }

    // The usual edit: files in place of their older selves. Null when files have moved.
    (List<TreeFacts> Gone, List<TreeFacts> Come)? Replaced(IReadOnlyList<TreeFacts> before, IReadOnlyList<TreeFacts> after)
    {
        if (before.Count != after.Count)
            return null;
        var (gone, come) = (new List<TreeFacts>(), new List<TreeFacts>());
        for (var i = 0; i < before.Count; i++)
            if (!ReferenceEquals(before[i], after[i]))
            {
                gone.Add(before[i]);
                come.Add(after[i]);
            }
        if (gone.Count > 1 && gone.Any(new HashSet<TreeFacts>(come).Contains))
            return null;
        for (var i = 0; i < gone.Count; i++)
            Compare(gone[i], come[i]);
        return (gone, come);
    }

    (List<TreeFacts> Gone, List<TreeFacts> Come) AddedAndRemoved(IReadOnlyList<TreeFacts> before, IReadOnlyList<TreeFacts> after)
    {
        HaveMoved = true;
        var places = new Dictionary<TreeFacts, int>(before.Count);
        for (var i = 0; i < before.Count; i++)
            places[before[i]] = i;
        var come = new List<TreeFacts>();
        var last = -1;
        foreach (var tree in after)
        {
            if (!places.TryGetValue(tree, out var place))
            {
                come.Add(tree);
                continue;
            }
            places.Remove(tree);
            // The members of a partial type come in the order of the files.
            IsEverything |= place < last;
            last = place;
        }
        var gone = places.OrderBy(p => p.Value).Select(p => p.Key).ToList();
        foreach (var tree in gone)
            Touch(tree);
        foreach (var tree in come)
            Touch(tree);
        return (gone, come);
    }

    void Compare(TreeFacts before, TreeFacts after)
    {
        IsEverything |= before.Everywhere != after.Everywhere || !before.GlobalAliases.SetEquals(after.GlobalAliases);
        Place(before);
        Place(after);
        foreach (var declaration in before.Declarations)
            if (!after.Declarations.TryGetValue(declaration.Key, out var now) || now.Fingerprint != declaration.Value.Fingerprint)
                keys.Add(declaration.Key);
        foreach (var declaration in after.Declarations)
            if (!before.Declarations.ContainsKey(declaration.Key))
                keys.Add(declaration.Key);
    }

    void Touch(TreeFacts tree)
    {
        IsEverything |= tree.Everywhere != default;
        Place(tree);
        keys.UnionWith(tree.Declarations.Keys);
    }

    void Place(TreeFacts tree)
    {
        types.UnionWith(tree.Types);
        paths.Add(tree.Path);
    }

    // A namespace is there as long as any file has it.
    void Namespaces(IReadOnlyList<TreeFacts> before, IReadOnlyList<TreeFacts> after, List<TreeFacts> gone, List<TreeFacts> come)
    {
        foreach (var name in gone.Concat(come).SelectMany(tree => tree.Namespaces).Distinct())
            if (before.Any(tree => tree.Namespaces.ContainsKey(name.Key)) != after.Any(tree => tree.Namespaces.ContainsKey(name.Key)))
                namespaces.Add(name.Value);
    }
}
