using System.Diagnostics.CodeAnalysis;

namespace Quern.Registry;

/// <summary>All relations of an application, as generated code registered them.</summary>
public sealed class RelationRegistry
{
    readonly Dictionary<string, RelationDefinition> byId;

    /// <summary>Makes a registry.</summary>
    /// <param name="relations">The relations; ids are unique.</param>
    /// <exception cref="ArgumentException">Two relations have one id.</exception>
    public RelationRegistry(IReadOnlyList<RelationDefinition> relations)
    {
        ArgumentNullException.ThrowIfNull(relations);
        byId = new Dictionary<string, RelationDefinition>(relations.Count, StringComparer.Ordinal);
        foreach (var relation in relations)
            if (!byId.TryAdd(relation.Id, relation))
                throw new ArgumentException($"The relation '{relation.Id}' is registered twice.", nameof(relations));
        Relations = relations;
    }

    /// <summary>The relations, ordered by id.</summary>
    public IReadOnlyList<RelationDefinition> Relations { get; }

    /// <summary>Finds a relation by id.</summary>
    /// <exception cref="KeyNotFoundException">There is no such relation.</exception>
    public RelationDefinition this[string id] =>
        byId.TryGetValue(id, out var relation) ? relation : throw new KeyNotFoundException($"No relation '{id}' is registered.");

    /// <summary>
    /// How far before the high-water mark a run re-reads an input: as far as the query asks for, or as anything upstream of
    /// the input re-reads, whichever is more. A row that comes late to a source comes as late to all that is made of it.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The input, or a relation that it is made of, is not registered.</exception>
    public TimeSpan LookbackOf(CursorDefinition cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        var (longest, seen, open) = (cursor.Lookback, new HashSet<string>(StringComparer.Ordinal), new Stack<string>([cursor.InputId]));
        while (open.TryPop(out var id))
            if (seen.Add(id))
            {
                var relation = this[id];
                var own = (relation.Incremental?.Cursors ?? []).Select(c => c.Lookback).Append(relation.Extract?.Lookback ?? TimeSpan.Zero).Max();
                longest = own > longest ? own : longest;
                foreach (var input in relation.Inputs)
                    open.Push(input);
            }
        return longest;
    }

    /// <summary>Makes one registry of the relations of several assemblies; for generated code.</summary>
    /// <param name="lists">The relations of each.</param>
    /// <exception cref="ArgumentException">Two relations have one id.</exception>
    public static RelationRegistry Of(params IReadOnlyList<IReadOnlyList<RelationDefinition>> lists) =>
        new([.. lists.SelectMany(list => list).OrderBy(relation => relation.Id, StringComparer.Ordinal)]);

    /// <summary>The definition of a record; for generated code.</summary>
    /// <typeparam name="T">The record.</typeparam>
    public static RelationDefinition<T> DefinitionOf<[DynamicallyAccessedMembers(RowMapping.Members)] T>() where T : IRelation<T> => T.Definition;
}
