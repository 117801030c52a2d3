using Microsoft.CodeAnalysis;
using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>Collects what is wrong with one declaration, as data.</summary>
internal sealed class DiagnosticBag
{
    readonly List<DiagnosticSpec> diagnostics = [];

    /// <summary>Whether there is an error of one kind.</summary>
    public bool Has(DiagnosticDescriptor descriptor) => diagnostics.Exists(d => d.Id == descriptor.Id);

    /// <summary>Whether something is so wrong that there is no relation.</summary>
    public bool AnyError => diagnostics.Any(d => Descriptors.Of(d.Id).DefaultSeverity == DiagnosticSeverity.Error);

    public void Add(DiagnosticDescriptor descriptor, Location? location, params string[] arguments) =>
        diagnostics.Add(new DiagnosticSpec(descriptor.Id, LocationSpec.From(location), arguments.ToEquatableArray()));

    public void Add(TranslationException exception) =>
        diagnostics.Add(new DiagnosticSpec(exception.Descriptor.Id, LocationSpec.From(exception.Location), exception.Arguments.ToEquatableArray())
        {
            Origin = exception.Origin is { } origin ? LocationSpec.From(origin) : null,
        });

    public void Add(IEnumerable<DiagnosticSpec> found) => diagnostics.AddRange(found);

    public EquatableArray<DiagnosticSpec> ToArray() => diagnostics.ToEquatableArray();
}
