using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Quern.Generators.Binding;
using Quern.Generators.Diagnostics;
using Quern.Generators.Emitting;
using Quern.Generators.Lowering;
using Quern.Generators.Model;
using Quern.Generators.Parsing;
using Quern.Generators.Parsing.Changes;
using Quern.Relational;

namespace Quern.Generators;

/// <summary>
/// Turns attributed records into SQL and registrations. One direction: parse (symbols and operations → equatable records),
/// bind (names and edges → graph), compile (relational IR → passes → SQL of each dialect), emit (text). The graph collects
/// small nodes only, so an edit of one model re-emits that model alone. Diagnostics travel on their own branch.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RelationGenerator : IIncrementalGenerator
{
    readonly bool translatesAll;

    /// <summary>The generator as compilers load it.</summary>
    public RelationGenerator()
    {
    }

    /// <param name="translatesAll">Whether all relations are translated at each edit: the oracle of the change engine.</param>
    internal RelationGenerator(bool translatesAll) => this.translatesAll = translatesAll;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var options = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => GeneratorOptions.Read(provider.GlobalOptions))
            .WithTrackingName(StepNames.Options);
        context.RegisterSourceOutput(options, static (output, o) => Report(output, o.Diagnostics));

        var engine = new ChangeEngine();
        var results = (translatesAll ? AllRelations.Of(context) : context.CompilationProvider.Select(engine.Parse)).WithTrackingName(StepNames.ParseProject);
        var dialects = options.Select(static (o, _) => o.Dialects);
        var isConcurrent = context.CompilationProvider.Select(static (c, _) => c.Options.ConcurrentBuild);
        var prepared = results.Combine(dialects).Combine(isConcurrent).Select(static (r, cancellationToken) =>
        {
            var ((all, engines), isConcurrent) = r;
            if (isConcurrent)
                CompiledAhead.Prepare(all, engines, cancellationToken);
            return all;
        });
        var compiled = Compiled(context, prepared, dialects);
        var lists = context.CompilationProvider.Select(ReferencedRelations.Lists).WithTrackingName(StepNames.ReferencedLists);
        var graph = compiled.Select(static (c, _) => GraphNode.Of(c)).WithTrackingName(StepNames.GraphNodes).Collect().Combine(lists)
            .Select(static (g, _) => GraphBinder.Bind(g.Left, g.Right.SelectMany(list => list.Relations))).WithTrackingName(StepNames.BindGraph);
        ReportAll(context, graph.SelectMany(static (g, _) => g.Diagnostics.Count > 0 ? ImmutableArray.Create(g.Diagnostics) : []));
        var emitted = compiled.Select(static (c, _) => CompiledAhead.Emit(c)).WithTrackingName(StepNames.EmitRelation);
        var areBytes = emitted.Select(static (e, _) => e.Constants).Collect().Select(static (lengths, _) => EmittedRelation.AreBytes(lengths));
        var numbered = graph.Select(static (g, _) => HintNames.Numbered(g.Ids));
        context.RegisterSourceOutput(
            emitted.Combine(numbered.Combine(areBytes)),
            static (output, e) => output.AddSource(HintNames.Of(e.Left.Id, e.Right.Left), e.Left.Text(e.Right.Right)));

        var names = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "")
            .Combine(options.Select(static (o, _) => o.RootNamespace));
        var registry = graph.Select(static (g, _) => g.Names).Combine(lists).Combine(names)
            .Select(static (r, _) => r switch
            {
                (({ Count: 0 }, { Count: 0 }), _) => null,
                var ((own, referenced), (assembly, root)) => RegistryEmitter.Emit(root, assembly, own, referenced.Select(list => list.Class).ToEquatableArray()),
            })
            .WithTrackingName(StepNames.EmitRegistry);
        context.RegisterSourceOutput(registry, static (output, source) =>
        {
            if (source is not null)
                output.AddSource(RegistryEmitter.HintName, source);
        });
    }

    static IncrementalValuesProvider<CompiledRelation> Compiled(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<EquatableArray<ParseResult>> results, IncrementalValueProvider<EquatableArray<string>> dialects)
    {
        var parsed = results.SelectMany(static (all, _) => all).WithTrackingName(StepNames.Parse);
        ReportAll(context, results.SelectMany(static (all, _) => SharedErrors.Of(all)).WithTrackingName(StepNames.SharedErrors));

        var relations = parsed.Where(static p => p.Relation is not null).Select(static (p, _) => p.Relation!).WithTrackingName(StepNames.Relations);
        var compiled = relations.Combine(dialects)
            .Select(static (pair, _) => CompiledAhead.Compile(pair.Left, pair.Right))
            .WithTrackingName(StepNames.CompileSql);
        ReportAll(context, compiled.Select(static (c, _) => c.Diagnostics));
        return compiled.Where(static c => c.Relation is not null).Select(static (c, _) => c.Relation!);
    }

    // With the tree at hand, so that a #pragma suppresses a warning and an IDE offers fixes. Only what has something to report waits for it.
    static void ReportAll(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<EquatableArray<DiagnosticSpec>> diagnostics) =>
        context.RegisterSourceOutput(
            diagnostics.Where(static d => d.Count > 0).Combine(context.CompilationProvider), static (output, d) => Report(output, d.Left, d.Right));

    static void Report(SourceProductionContext output, IEnumerable<DiagnosticSpec> diagnostics, Compilation? compilation = null)
    {
        foreach (var diagnostic in diagnostics)
            output.ReportDiagnostic(Diagnostic.Create(
                Descriptors.Of(diagnostic.Id, diagnostic.Note), diagnostic.Location.ToLocation(compilation), Properties(diagnostic), [.. diagnostic.Arguments]));
    }

    // A code fix reads the message's arguments, which Roslyn keeps to itself.
    static ImmutableDictionary<string, string?> Properties(DiagnosticSpec diagnostic) =>
        diagnostic.Arguments.Select(static (argument, index) => ("Argument" + index, argument)).ToImmutableDictionary(static a => a.Item1, static a => (string?)a.argument);
}
