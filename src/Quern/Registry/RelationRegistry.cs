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

    /// <summary>The definition of a record; for generated code.</summary>
    /// <typeparam name="T">The record.</typeparam>
    public static RelationDefinition<T> DefinitionOf<T>() where T : IRelation<T> => T.Definition;
}
