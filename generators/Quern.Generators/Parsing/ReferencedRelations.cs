using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>Finds what referenced projects and packages have in the way of relations.</summary>
internal static class ReferencedRelations
{
    // Most references are the framework's, and stay the same from edit to edit.
    static readonly ConditionalWeakTable<MetadataReference, string> Known = new();

    /// <summary>The classes that list the relations of referenced assemblies: full names in ordinal order.</summary>
    public static EquatableArray<string> Lists(Compilation compilation, CancellationToken cancellationToken)
    {
        var lists = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var reference in compilation.References)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Known.TryGetValue(reference, out var list))
                list = Known.GetValue(reference, r => List(compilation.GetAssemblyOrModuleSymbol(r) as IAssemblySymbol));
            if (list.Length > 0)
                lists.Add(list);
        }
        return lists.ToEquatableArray();
    }

    // Attributes are decoded only of assemblies that know Quern.
    static string List(IAssemblySymbol? assembly) =>
        assembly?.Modules.Any(m => m.ReferencedAssemblies.Any(a => a.Name == "Quern")) == true
        && assembly.Attribute(Names.RelationList) is { ConstructorArguments: [{ Value: INamedTypeSymbol type }] }
            ? type.FullName()
            : "";
}
