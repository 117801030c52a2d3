using Microsoft.CodeAnalysis;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>Collects what is wrong with one declaration, as data.</summary>
internal sealed class DiagnosticBag
{
    readonly List<DiagnosticSpec> diagnostics = [];

    public bool Any => diagnostics.Count > 0;

    public void Add(DiagnosticDescriptor descriptor, Location? location, params string[] arguments) =>
        diagnostics.Add(new DiagnosticSpec(descriptor.Id, LocationSpec.From(location), arguments.ToEquatableArray()));

    public EquatableArray<DiagnosticSpec> ToArray() => diagnostics.ToEquatableArray();
}
