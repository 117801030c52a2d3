using System.Reflection;
using Quern.Registry;

namespace Quern.Testing;

/// <summary>Finds the definitions of a model's inputs, which it names by id: the record's full name.</summary>
static class RelationLookup
{
    static readonly MethodInfo DefinitionOf = typeof(RelationRegistry).GetMethod(nameof(RelationRegistry.DefinitionOf))!;

    /// <summary>The model and all that it is made of.</summary>
    public static RelationRegistry Upstream(RelationDefinition model)
    {
        var found = new Dictionary<string, RelationDefinition>(StringComparer.Ordinal);
        Add(model);
        return new([.. found.Values]);

        void Add(RelationDefinition relation)
        {
            if (found.TryAdd(relation.Id, relation))
                foreach (var id in relation.Inputs)
                    Add(Find(relation, id));
        }
    }

    public static RelationDefinition Find(RelationDefinition model, string id)
    {
        var type = Assemblies(model.ClrType.Assembly).Select(assembly => TypeOf(assembly, id)).FirstOrDefault(found => found is not null)
            ?? throw new InvalidOperationException($"{model.Id} reads {id}, which is in no assembly that {model.ClrType.Assembly.GetName().Name} references.");
        return (RelationDefinition)DefinitionOf.MakeGenericMethod(type).Invoke(null, null)!;
    }

    static IEnumerable<Assembly> Assemblies(Assembly own) => own.GetReferencedAssemblies().Select(Assembly.Load).Prepend(own);

    // An id has a dot where reflection has a plus: before a nested type.
    static Type? TypeOf(Assembly assembly, string id)
    {
        while (true)
        {
            if (assembly.GetType(id) is { } type)
                return type;
            var dot = id.LastIndexOf('.');
            if (dot < 0)
                return null;
            id = $"{id[..dot]}+{id[(dot + 1)..]}";
        }
    }
}
