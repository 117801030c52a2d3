using System.Collections.Frozen;
using Quern.Registry;

namespace Quern.Planning;

/// <summary>The relations that a command works on.</summary>
public sealed class Selection
{
    readonly FrozenSet<string> ids;

    Selection(IEnumerable<string> ids) => this.ids = ids.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The relations' ids.</summary>
    public IReadOnlySet<string> Ids => ids;

    /// <summary>Whether a relation is selected.</summary>
    /// <param name="relationId">Its <see cref="RelationDefinition.Id"/>.</param>
    public bool Contains(string relationId) => ids.Contains(relationId);

    /// <summary>All relations of a registry.</summary>
    public static Selection All(RelationRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return new Selection(registry.Relations.Select(r => r.Id));
    }

    /// <inheritdoc cref="Parse(IReadOnlyList{string}, IReadOnlyList{string}, RelationRegistry)"/>
    public static Selection Parse(IReadOnlyList<string> patterns, RelationRegistry registry) => Parse(patterns, [], registry);

    /// <summary>Reads what <c>--select</c> and <c>--exclude</c> were given.</summary>
    /// <param name="patterns">
    /// What to take, everything when empty: a name (<c>stg_orders</c>, <c>staging.stg_orders</c>, or a relation's id), where
    /// <c>*</c> stands for any text; <c>tag:x</c>; with <c>+</c> in front also all that it depends on, with <c>+</c> behind
    /// also all that depends on it. Several patterns, also in one text with spaces or commas between, are a union.
    /// </param>
    /// <param name="exclude">What to leave out of that; the same syntax.</param>
    /// <param name="registry">The relations.</param>
    /// <exception cref="SelectionException">A pattern is malformed or matches nothing.</exception>
    public static Selection Parse(IReadOnlyList<string> patterns, IReadOnlyList<string> exclude, RelationRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(exclude);
        ArgumentNullException.ThrowIfNull(registry);
        var graph = new RelationGraph(registry);
        var selected = patterns.Count == 0
            ? [.. registry.Relations.Select(r => r.Id)]
            : Match(patterns, registry, graph);
        selected.ExceptWith(Match(exclude, registry, graph));
        return new Selection(selected);
    }

    static HashSet<string> Match(IReadOnlyList<string> patterns, RelationRegistry registry, RelationGraph graph)
    {
        var matched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in patterns.SelectMany(p => p.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)))
        {
            var pattern = SelectionPattern.Parse(text);
            var found = registry.Relations.Where(pattern.Matches).Select(r => r.Id).ToArray();
            if (found.Length == 0)
                throw new SelectionException(pattern.DescribeNoMatch(registry));
            matched.UnionWith(found);
            if (pattern.WithUpstream)
                matched.UnionWith(found.SelectMany(graph.Upstream));
            if (pattern.WithDownstream)
                matched.UnionWith(found.SelectMany(graph.Downstream));
        }
        return matched;
    }
}
