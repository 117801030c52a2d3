using Quern.Generators.Checking;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Binding;

/// <summary>What the graph needs of one relation, and nothing more: it changes only when a name or an edge does.</summary>
internal sealed record GraphNode(string Id, string TypeName, string Schema, string Name, EquatableArray<FormerNameSpec> FormerNames, EquatableArray<string> Inputs, EquatableArray<CursorUse> Cursors, LocationSpec Location)
{
    public static GraphNode Of(CompiledRelation compiled) => new(
        compiled.Spec.Id, compiled.Spec.TypeName, compiled.Spec.Schema, compiled.Spec.Name, compiled.Spec.FormerNames, compiled.Spec.Inputs,
        compiled.Spec.Incremental is { } incremental ? incremental.Cursors.Select(cursor => Use(cursor, compiled.Spec.Query!)).ToEquatableArray() : [],
        compiled.Spec.Location);

    static CursorUse Use(CursorSpec cursor, Rel query) => new(
        cursor.InputId, cursor.Column, Monotone.ColumnsOf(query, cursor.InputId, cursor.Column).ToEquatableArray(), cursor.Location);
}

/// <summary>A cursor that a model reads an input by.</summary>
/// <param name="InputId">The input.</param>
/// <param name="Column">The cursor, a column of the input.</param>
/// <param name="Carriers">The model's columns that rise with it.</param>
/// <param name="Location">Where the model says so.</param>
internal sealed record CursorUse(string InputId, string Column, EquatableArray<string> Carriers, LocationSpec Location);

/// <summary>The bound graph: ids in ordinal order, where each relation is stored, and what is wrong with them.</summary>
internal sealed record Graph(EquatableArray<string> Ids, EquatableArray<StoredRelation> Names, EquatableArray<DiagnosticSpec> Diagnostics);
