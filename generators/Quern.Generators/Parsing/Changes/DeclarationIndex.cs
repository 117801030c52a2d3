namespace Quern.Generators.Parsing.Changes;

/// <summary>All declarations of a project by name: which names lead to which further names.</summary>
internal sealed class DeclarationIndex
{
    readonly Dictionary<int, TypeNames> types = [];
    readonly Dictionary<int, List<int[]>> extensions = [];

    public DeclarationIndex(IEnumerable<TreeFacts> trees)
    {
        foreach (var tree in trees)
            foreach (var declaration in tree.Declarations)
                (declaration.Key.IsExtension ? List(extensions, declaration.Key.Member) : MemberList(declaration.Key)).Add(declaration.Value.Words);
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
        if (types.TryGetValue(type, out var own))
            foreach (var words in own.Members.Values.SelectMany(all => all))
                reach.Names(words);
        return reach.Follow();
    }

    List<int[]> MemberList(DeclarationKey key)
    {
        if (!types.TryGetValue(key.Type, out var type))
            types.Add(key.Type, type = new TypeNames());
        return List(type.Members, key.Member);
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
                if (index.types.TryGetValue(name, out var found))
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
