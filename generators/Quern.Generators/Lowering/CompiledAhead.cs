using System.Runtime.CompilerServices;
using Quern.Generators.Emitting;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Lowering;

/// <summary>
/// Compiles and writes many new relations at once, on all cores: a driver asks for one after the other, which takes as long as
/// all of them. What is not here when the driver asks is made then, as it is after most edits.
/// </summary>
internal static class CompiledAhead
{
    // For fewer the threads cost more than they save.
    const int FewRelations = 16;

    // They live as long as what they are made of, which the driver holds; so it holds them, too.
    static readonly ConditionalWeakTable<RelationSpec, Compilation> Compiled = new();
    static readonly ConditionalWeakTable<CompiledRelation, EmittedRelation> Written = new();

    /// <summary>Compiles those of the relations that are new.</summary>
    /// <param name="results">All relations of the project.</param>
    /// <param name="dialects">Its engines.</param>
    /// <param name="cancellationToken">Ends it between two relations.</param>
    public static void Prepare(IReadOnlyList<ParseResult> results, EquatableArray<string> dialects, CancellationToken cancellationToken)
    {
        var missing = results.Select(r => r.Relation).OfType<RelationSpec>().Where(spec => Find(spec, dialects) is null).ToList();
        if (missing.Count <= FewRelations)
            return;
        Parallel.ForEach(missing, new ParallelOptions { CancellationToken = cancellationToken }, spec =>
        {
            var compilation = new Compilation(dialects, RelationCompiler.Compile(spec, dialects));
            // Other engines' results would be for a project that targets them.
            Compiled.Remove(spec);
            Compiled.GetValue(spec, _ => compilation);
            if (compilation.Result.Relation is { } relation)
                Written.GetValue(relation, RelationEmitter.Emit);
        });
    }

    /// <summary>As <see cref="RelationCompiler.Compile"/>.</summary>
    public static (CompiledRelation? Relation, EquatableArray<DiagnosticSpec> Diagnostics) Compile(RelationSpec relation, EquatableArray<string> dialects) =>
        Find(relation, dialects)?.Result ?? RelationCompiler.Compile(relation, dialects);

    /// <summary>As <see cref="RelationEmitter.Emit"/>.</summary>
    public static EmittedRelation Emit(CompiledRelation relation) => Written.TryGetValue(relation, out var emitted) ? emitted : RelationEmitter.Emit(relation);

    static Compilation? Find(RelationSpec relation, EquatableArray<string> dialects) =>
        Compiled.TryGetValue(relation, out var compilation) && compilation.Dialects.Equals(dialects) ? compilation : null;

    sealed class Compilation(EquatableArray<string> dialects, (CompiledRelation? Relation, EquatableArray<DiagnosticSpec> Diagnostics) result)
    {
        public EquatableArray<string> Dialects => dialects;

        public (CompiledRelation? Relation, EquatableArray<DiagnosticSpec> Diagnostics) Result => result;
    }
}
