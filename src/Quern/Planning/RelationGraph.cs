using Quern.Registry;

namespace Quern.Planning;

/// <summary>Which relation reads which.</summary>
sealed class RelationGraph(RelationRegistry registry)
{
    readonly ILookup<string, string> readers = registry.Relations
        .SelectMany(r => Inputs(r).Select(input => (Input: input, Reader: r.Id)))
        .ToLookup(e => e.Input, e => e.Reader, StringComparer.Ordinal);

    /// <summary>All that a relation depends on, itself not included unless it is in a circle.</summary>
    public IReadOnlySet<string> Upstream(string id) => Reach(id, i => Inputs(registry[i]));

    /// <summary>All that depends on a relation, itself not included unless it is in a circle.</summary>
    public IReadOnlySet<string> Downstream(string id) => Reach(id, i => readers[i]);

    // A model that reads its own target from before the run does not wait for itself.
    static IEnumerable<string> Inputs(RelationDefinition relation) => relation.Inputs.Where(i => i != relation.Id);

    static HashSet<string> Reach(string start, Func<string, IEnumerable<string>> next)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(next(start));
        while (open.TryPop(out var id))
            if (reached.Add(id))
                foreach (var neighbour in next(id))
                    open.Push(neighbour);
        return reached;
    }
}
