using System.Collections.Concurrent;

namespace Quern.Generators.Parsing.Changes;

/// <summary>All declarations of a project by name: which names lead to which further names. A type's are put together when it is asked for.</summary>
internal sealed class DeclarationIndex
{
    readonly Dictionary<int, List<TreeFacts>> treesOfType = [];
    readonly Dictionary<int, List<int[]>> extensions = [];
    readonly ConcurrentDictionary<int, TypeNames> types = new();

    public DeclarationIndex(IEnumerable<TreeFacts> trees)
    {
        foreach (var tree in trees)
        {
            foreach (var type in tree.Types)
                (treesOfType.TryGetValue(type, out var list) ? list : treesOfType[type] = []).Add(tree);
            foreach (var (member, words) in tree.Extensions)
                List(extensions, member).Add(words);
        }
    }

    /// <summary>
    /// The names that a relation's translation can come across, starting from its own declarations: those of each type it
    /// names, of that type's base types and properties, of each member that is named, and so on.
    /// </summary>
    /// <param name="type">The relation's simple name, hashed.</param>
    public HashSet<int> NamesReachedFrom(int type)
    {
        var reach = new Reach(this);
        reach.Name(type);
        foreach (var words in NamesOf(type)?.Members.Values.SelectMany(all => all) ?? [])
            reach.Names(words);
        return reach.Follow();
    }

    TypeNames? NamesOf(int type) => treesOfType.TryGetValue(type, out var trees) ? types.GetOrAdd(type, _ => Read(type, trees)) : null;

    static TypeNames Read(int type, List<TreeFacts> trees)
    {
        var names = new TypeNames();
        foreach (var declaration in trees.SelectMany(tree => tree.Declarations))
            if (declaration.Key.Type == type)
                List(names.Members, declaration.Key.Member).Add(declaration.Value.Words);
        return names;
    }

    static List<int[]> List(Dictionary<int, List<int[]>> lists, int key)
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        return list;
    }

    sealed class TypeNames
    {
        public Dictionary<int, List<int[]>> Members { get; } = [];
    }

    /// <summary>A search for all names that names lead to.</summary>
    sealed class Reach(DeclarationIndex index)
    {
        readonly HashSet<int> names = [];
        readonly Queue<int> open = [];
        readonly List<TypeNames> reached = [];

        public void Name(int name)
        {
            if (names.Add(name))
                open.Enqueue(name);
        }

        public void Names(int[] words)
        {
            foreach (var word in words)
                Name(word);
        }

        public HashSet<int> Follow()
        {
            while (open.Count > 0)
            {
                var name = open.Dequeue();
                All(index.extensions, name);
                foreach (var type in reached)
                    All(type.Members, name);
                if (index.NamesOf(name) is { } found)
                    Reached(found);
            }
            return names;
        }

        void Reached(TypeNames type)
        {
            reached.Add(type);
            foreach (var member in type.Members)
                if (member.Key == 0 || names.Contains(member.Key))
                    foreach (var words in member.Value)
                        Names(words);
        }

        void All(Dictionary<int, List<int[]>> lists, int name)
        {
            if (lists.TryGetValue(name, out var list))
                foreach (var words in list)
                    Names(words);
        }
    }
}
