using Quern.Generators.Emitting;
using Quern.Generators.Model;
using Quern.Generators.Tests.Emitting;
using Quern.Registry;
using Quern.Relational;
using static Quern.Generators.Tests.Emitting.Specs;

namespace Quern.Generators.Tests.Publishing;

/// <summary>Relations of every kind of publishing, emitted, compiled and loaded.</summary>
static class PublishModels
{
    static readonly Lazy<RelationRegistry> Registry = new(Load);

    static readonly (CompiledRelation Relation, string Members)[] Models =
    [
        Incremental("Merged", "Merge", ["k"], touched: true, Values),
        Incremental("MergedUntouched", "Merge", ["k"], touched: false, Values),
        Incremental("MergedByTwo", "Merge", ["k", "v"], touched: true, Values),
        Incremental("KeyOnly", "Merge", ["k"], touched: true, [Int64("k", "K")]),
        Incremental("Odd", "Merge", [OddName], touched: true, [Int64(OddName, "K"), Text("select", "V", true)]),
        Incremental("Appended", "Append", ["k"], touched: false, Values),
        Incremental("AppendedAll", "Append", [], touched: false, Values),
        Incremental("Reloaded", "DeleteInsert", ["k"], touched: true, Values),
        Incremental("ReloadedByTwo", "DeleteInsert", ["k", "v"], touched: false, Values),
        Extracted("Extracted", Int64("c", "C")),
        Extracted("ExtractedByText", Text("c", "C")),
        Extracted("ExtractedWhole", null),
    ];

    public const string OddName = "a \"key\" {0} \n;--";

    static ColumnSpec[] Values =>
    [
        Int64("k", "K"), Text("v", "V", true), Column("j", "J", "global::Quern.Json", SqlType.Json, true),
        Column("d", "D", "double", SqlType.Double, true),
    ];

    public static RelationDefinition Named(string name) => Registry.Value["Shop." + name];

    static RelationRegistry Load()
    {
        var records = string.Concat(Models.Select(m => $"public partial record {m.Relation.Spec.TypeName} {{ {m.Members} }}\n"));
        return StrictCompiler.LoadRegistry(
        [
            ("User.cs", "#pragma warning disable CS1591\nnamespace Shop;\n" + records),
            (RegistryEmitter.HintName, RegistryEmitter.Emit("Shop", "Shop", Models.Select(m => new StoredRelation(m.Relation.Spec.Id, m.Relation.Spec.Schema, m.Relation.Spec.Name)).ToEquatableArray(), [])),
            .. Models.Select(m => (HintNames.Of(m.Relation.Spec.Id), RelationEmitter.Emit(m.Relation).Source)),
        ]);
    }

    static (CompiledRelation, string) Incremental(
        string name, string strategy, EquatableArray<string> key, bool touched, ColumnSpec[] columns) => Model(
        Relation(RelationSpecKind.Incremental, name, columns) with
        {
            Key = key,
            Incremental = new() { Strategy = strategy, UniqueKey = key, ClusterBy = [columns[^1].Name, columns[0].Name], OnSchemaChange = "Fail", Cursors = [] },
        },
        touched);

    static (CompiledRelation, string) Extracted(string name, ColumnSpec? cursor) => Model(
        Relation(RelationSpecKind.Source, name, [Int64("k", "K"), Text("v", "V", true), .. cursor is null ? [] : new[] { cursor }]) with
        {
            Key = ["k"], Extract = new("shop", name, ["k"], cursor?.Name, 0, 10),
        },
        false);

    static (CompiledRelation, string) Model(RelationSpec spec, bool touched) => (
        Compiled(spec, hasTouchedKeys: touched),
        string.Concat(spec.Columns.Select(c => $"public required {c.CSharpType}{(c.IsNullable ? "?" : "")} {c.Property} {{ get; init; }} ")));
}
