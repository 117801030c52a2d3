using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>Finds what referenced projects and packages have in the way of relations.</summary>
internal static class ReferencedRelations
{
    // Most references are the framework's, and stay the same from edit to edit.
    static readonly ConditionalWeakTable<MetadataReference, ReferencedList> Known = new();

    static readonly ReferencedList None = new("", []);

    /// <summary>The lists of relations of referenced assemblies, in ordinal order of their classes.</summary>
    public static EquatableArray<ReferencedList> Lists(Compilation compilation, CancellationToken cancellationToken)
    {
        var lists = new SortedDictionary<string, ReferencedList>(StringComparer.Ordinal);
        foreach (var reference in compilation.References)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Known.TryGetValue(reference, out var list))
                list = Known.GetValue(reference, r => List(compilation.GetAssemblyOrModuleSymbol(r) as IAssemblySymbol));
            if (list.Class.Length > 0)
                lists[list.Class] = list;
        }
        return lists.Values.ToEquatableArray();
    }

    // Attributes are decoded only of assemblies that know Quern.
    static ReferencedList List(IAssemblySymbol? assembly) =>
        assembly?.Modules.Any(m => m.ReferencedAssemblies.Any(a => a.Name == "Quern")) == true
        && assembly.Attribute(Names.RelationList) is { ConstructorArguments: [{ Value: INamedTypeSymbol type }] } attribute
            ? new(type.FullName(), (attribute.Named("Names") as string?[] ?? []).Select(Relation).OfType<StoredRelation>().ToEquatableArray())
            : None;

    static StoredRelation? Relation(string? text) =>
        text?.Split('\t') is [var id, var schema, var name] ? new(id, schema, name) : null;
}
