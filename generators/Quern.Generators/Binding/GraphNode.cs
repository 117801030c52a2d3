using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Binding;

/// <summary>What the graph needs of one relation, and nothing more: it changes only when a name or an edge does.</summary>
internal sealed record GraphNode(string Id, string TypeName, string Schema, string Name, EquatableArray<FormerNameSpec> FormerNames, EquatableArray<string> Inputs, LocationSpec Location)
{
    public static GraphNode Of(RelationSpec relation) =>
        new(relation.Id, relation.TypeName, relation.Schema, relation.Name, relation.FormerNames, relation.Inputs, relation.Location);
}

/// <summary>The bound graph: ids in ordinal order, where each relation is stored, and what is wrong with them.</summary>
internal sealed record Graph(EquatableArray<string> Ids, EquatableArray<StoredRelation> Names, EquatableArray<DiagnosticSpec> Diagnostics);
