using Quern.Generators.Emitting;
using Quern.Generators.Model;
using Quern.Relational;
using static Quern.Generators.Tests.Emitting.Specs;

namespace Quern.Generators.Tests.Emitting;

public class RelationEmitterTests
{
    [Fact]
    public void Source_with_extract() => Verify(
        Compiled(Relation(RelationSpecKind.Source, "RawOrder", Int64("id", "Id"), Text("metadata", "Metadata", true), Timestamp("updated_at", "UpdatedAt")) with
        {
            Schema = "raw",
            Name = "orders",
            Description = "Orders as the shop \"has\" them.",
            Key = ["id"],
            Extract = new("shop", "public.orders", ["id"], "updated_at", 300_000_000, 100_000),
            DeclaredAt = "Models/RawOrder.cs:12",
        }),
        """
        public partial record RawOrder
        {
            public required long Id { get; init; }
            public string? Metadata { get; init; }
            public required System.DateTime UpdatedAt { get; init; }
        }
        """);

    [Fact]
    public async Task Emitted_code_passes_the_analysis_of_the_sdk_with_every_rule_on()
    {
        var relations = new[] { Shipment, Incremental("Merge", ["order_id"]) }.Select(spec => Compiled(spec)).ToArray();
        var emitted = relations.Select(r => (HintNames.Of(r.Spec.Id), RelationEmitter.Emit(r).Source))
            .Append((RegistryEmitter.HintName, RegistryEmitter.Emit("Shop", "Shop", relations.Select(r => new StoredRelation(r.Spec.Id, r.Spec.Schema, r.Spec.Name)).ToEquatableArray(), []))).ToArray();
        const string user = "\nnamespace Shop;\n" + ShipmentRecord + "\n" + IncrementalRecord;
        Assert.Empty(await SdkAnalyzers.DiagnosticsAsync(StrictCompiler.Compilation([("User.cs", "#pragma warning disable\n" + user), .. emitted])));
        // The analysis does run: it finds what stands beside the emitted code.
        const string careless = "public class Careless_Name { public int One() => 1; }";
        Assert.NotEmpty(await SdkAnalyzers.DiagnosticsAsync(StrictCompiler.Compilation(("Careless.cs", careless))));
    }

    [Fact]
    public void Source_without_extract() => Verify(
        Compiled(Relation(RelationSpecKind.Source, "Rate", Text("currency", "Currency")) with { Tags = ["finance", "raw"] }),
        "public partial record Rate { public required string Currency { get; init; } }");

    [Fact]
    public void Table_of_positional_records() => Verify(
        Compiled(
            Relation(RelationSpecKind.Table, "DimCustomer", Parameter(Int64("customer_id", "CustomerId")), Parameter(Text("segment", "Segment", true))) with
            {
                IsPositional = true, Key = ["customer_id"], Inputs = ["Shop.RawCustomer"],
            },
            sql => sql with { Select = Sql("SELECT\n    c.\"id\" AS \"customer_id\",\n    c.\"segment\"\nFROM {Shop.RawCustomer} AS c\nWHERE c.\"id\" > 0 AND c.\"segment\" <> 'a&b'") }) with
            {
                Lineage = [new("customer_id", "Shop.RawCustomer", "id", true), new("segment", "Shop.RawCustomer", "segment", true)],
            },
        "public partial record DimCustomer(long CustomerId, string? Segment);");

    [Fact]
    public void Positional_record_with_further_properties() => Verify(
        Compiled(Relation(
            RelationSpecKind.Table, "Mixed", Parameter(Int64("id", "Id")), Text("note", "Note", true), Parameter(Text("name", "Name"))) with
            {
                IsPositional = true,
            }),
        "public partial record Mixed(long Id, string Name) { public string? Note { get; init; } }");

    [Fact]
    public void View_with_tests() => Verify(
        Compiled(
            Relation(RelationSpecKind.View, "OpenOrder", Int64("order_id", "OrderId")) with
            {
                Inputs = ["Shop.RawOrder"],
                Tests =
                [
                    Test("NotNull", "not_null_order_id", "order_id"),
                    Test("Relationships", "order_id_references_raw_order", "order_id") with { ReferencedRelationId = "Shop.RawOrder", ReferencedColumn = "id", IsWarning = true },
                    Test("ColumnType", "order_id_type", "order_id"),
                    Test("Custom", "has_items") with { Inputs = ["Shop.RawItem"] },
                ],
            },
            sql => sql with
            {
                Select = Sql("SELECT o.\"id\" AS \"order_id\"\nFROM {Shop.RawOrder} AS o"),
                Tests =
                [
                    new(Sql("SELECT t.\"order_id\" FROM {tested} AS t WHERE t.\"order_id\" IS NULL"), Sql("t.\"order_id\" IS NULL")),
                    new(Sql("SELECT t.\"order_id\" FROM {tested} AS t WHERE NOT EXISTS (SELECT 1 FROM {Shop.RawOrder} AS r WHERE r.\"id\" = t.\"order_id\")"), null),
                    new(null, null),
                    new(Sql("SELECT t.\"order_id\" FROM {tested} AS t, {Shop.RawItem} AS i"), null),
                ],
            }),
        "public partial record OpenOrder { public required long OrderId { get; init; } }");

    [Fact]
    public void Incremental_merge() => Verify(
        Compiled(
            Incremental("Merge", ["order_id"]) with { Schema = "staging", Name = "stg_orders" },
            sql => sql with
            {
                Select = Sql("SELECT o.\"id\" AS \"order_id\", o.\"updated_at\"\nFROM {Shop.RawOrder} AS o"),
                SelectChanges = Sql("SELECT o.\"id\" AS \"order_id\", o.\"updated_at\"\nFROM {Shop.RawOrder} AS o\nWHERE o.\"updated_at\" >= :since_orders"),
                SelectTouchedKeys = Sql("SELECT o.\"id\" AS \"order_id\"\nFROM {Shop.RawOrder} AS o\nWHERE o.\"updated_at\" >= :since_orders"),
                DeleteOrphans = Sql("DELETE FROM {target} AS t\nWHERE NOT EXISTS (SELECT 1 FROM {Shop.RawOrder} AS d WHERE d.\"id\" = t.\"order_id\")"),
            },
            hasTouchedKeys: true),
        IncrementalRecord);

    [Fact]
    public void Incremental_append_without_key() => Verify(Compiled(Incremental("Append", [])), IncrementalRecord);

    [Fact]
    public void Incremental_append_with_key() => Verify(Compiled(Incremental("Append", ["order_id"])), IncrementalRecord);

    [Fact]
    public void Incremental_delete_insert() => Verify(
        Compiled(Incremental("DeleteInsert", ["order_id", "updated_at"]), hasTouchedKeys: true), IncrementalRecord);

    [Fact]
    public void Nested_type() => Verify(
        Compiled(Relation(RelationSpecKind.Table, "Line", Int64("id", "Id")) with
        {
            Id = "Shop.Billing.Invoice.Line", ContainingTypes = ["partial class Billing", "partial record struct Invoice"],
        }),
        """
        public partial class Billing
        {
            public partial record struct Invoice
            {
                public partial record Line { public required long Id { get; init; } }
            }
        }
        """);

    [Fact]
    public void Enum_columns() => Verify(
        Compiled(Shipment), ShipmentRecord);

    [Fact]
    public void Every_column_type() => Verify(
        Compiled(Relation(RelationSpecKind.Table, "Everything", [.. EveryType(false), .. EveryType(true)])),
        EveryTypeRecord);

    [Fact]
    public void Global_namespace() => VerifyAll(
        "",
        [Compiled(Relation(RelationSpecKind.Source, "Plain", Int64("id", "Id")) with { Id = "Plain", Namespace = "" })],
        "public partial record Plain { public required long Id { get; init; } }");

    [Fact]
    public void Odd_identifiers()
    {
        var odd = Relation(
            RelationSpecKind.Incremental,
            "event",
            Int64("select", "class"),
            Text("a \"quoted\" \"\"\"name\"\"\"", "Quoted"),
            Text("{brace} {{two}} }}}", "Brace"),
            Text("two\nlines \n ", "Lines"),
            Text("back\\slash", "Backslash")) with
            {
                Name = "odd \"{name}\"",
                Key = ["select"],
                Incremental = new()
                {
                    Strategy = "Merge", UniqueKey = ["select"], ClusterBy = ["{brace} {{two}} }}}", "two\nlines \n "], OnSchemaChange = "Fail", Cursors = [],
                },
            };
        Verify(
            Compiled(odd, sql => sql with { Select = new([new(SqlSegmentKind.Text, "SELECT '{{' || '\"\"\"\"' || '}' AS \"x\"\n\nFROM {"), new(SqlSegmentKind.Relation, "Shop.event"), new(SqlSegmentKind.Text, "} AS s")]) }),
            """
            public partial record @event
            {
                public required long @class { get; init; }
                public required string Quoted { get; init; }
                public required string Brace { get; init; }
                public required string Lines { get; init; }
                public required string Backslash { get; init; }
            }
            """);
    }

    [Fact]
    public void Invisible_characters() => Verify(
        Compiled(
            Relation(RelationSpecKind.View, "Invisible", Text("a\r\nb", "A")),
            sql => sql with { Select = new([new(SqlSegmentKind.Text, "SELECT 'x\r\ny\u2028z\u0085\u202e\0{\"}\\' AS \"a\r\nb\" FROM "), new(SqlSegmentKind.Relation, "Shop.Other")]) }),
        "public partial record Invisible { public required string A { get; init; } }");

    [Fact]
    public void Half_a_character() => Verify(
        Compiled(Relation(RelationSpecKind.View, "Half", Text("a", "A")), sql => sql with { Select = Sql("SELECT '🦆 and \ud83d' AS \"a\" FROM {Shop.Other}") }),
        "public partial record Half { public required string A { get; init; } }");

    [Fact]
    public void Relations_whose_ids_make_one_identifier_have_fields_of_their_own() => Verify(
        Compiled(
            Relation(RelationSpecKind.View, "Both", Int64("id", "Id")) with { Inputs = ["Shop.A.B", "Shop.A_B"] },
            sql => sql with { Select = Sql("SELECT a.\"id\" FROM {Shop.A.B} AS a, {Shop.A_B} AS b") }),
        "public partial record Both { public required long Id { get; init; } }");

    internal static IEnumerable<ColumnSpec> EveryType(bool isNullable)
    {
        var suffix = isNullable ? "_or_null" : "";
        (string Name, string Type, SqlType SqlType)[] types =
        [
            ("boolean", "bool", SqlType.Boolean), ("int16", "short", SqlType.Int16), ("int32", "int", SqlType.Int32),
            ("int64", "long", SqlType.Int64), ("decimal", "decimal", SqlType.Decimal(18, 2)), ("single", "float", SqlType.Single),
            ("double", "double", SqlType.Double), ("text", "string", SqlType.Text), ("json", "global::Quern.Json", SqlType.Json),
            ("date", "global::System.DateOnly", SqlType.Date), ("timestamp", "global::System.DateTime", SqlType.Timestamp),
            ("timestamptz", "global::System.DateTimeOffset", SqlType.TimestampTz), ("uuid", "global::System.Guid", SqlType.Uuid),
        ];
        return types.Select(t => Column(t.Name + suffix, "P_" + t.Name + suffix, t.Type, t.SqlType, isNullable));
    }

    internal static string EveryTypeRecord { get; } =
        "public partial record Everything\n{\n"
        + string.Concat(EveryType(false).Concat(EveryType(true)).Select(c =>
            $"    public required {c.CSharpType}{(c.IsNullable ? "?" : "")} {c.Property} {{ get; init; }}\n"))
        + "}\n";

    internal static RelationSpec Shipment { get; } = Relation(
        RelationSpecKind.Table, "Shipment", EnumColumn("status", "Status", false), EnumColumn("previous", "Previous", true), EnumColumn("next", "Next", true));

    internal const string ShipmentRecord = """
        public enum OrderStatus { Placed, @event, Ordered = Placed }
        public partial record Shipment
        {
            public required OrderStatus Status { get; init; }
            public OrderStatus? Previous { get; init; }
            public OrderStatus? Next { get; init; }
        }
        """;

    const string IncrementalRecord = """
        public partial record StgOrder
        {
            public required long OrderId { get; init; }
            public required System.DateTime UpdatedAt { get; init; }
        }
        """;

    static RelationSpec Incremental(string strategy, EquatableArray<string> key) =>
        Relation(RelationSpecKind.Incremental, "StgOrder", Int64("order_id", "OrderId"), Timestamp("updated_at", "UpdatedAt")) with
        {
            Key = key,
            Inputs = ["Shop.RawOrder"],
            Incremental = new()
            {
                Strategy = strategy,
                UniqueKey = key,
                ClusterBy = ["updated_at"],
                OnSchemaChange = "SyncAllColumns",
                Cursors = [new("since_orders", "Shop.RawOrder", "updated_at", SqlType.Timestamp, 300_000_000, LocationSpec.None)],
                Driver = key.Count == 1 ? new("Shop.RawOrder", ["id"]) : null,
            },
        };

    static ColumnSpec EnumColumn(string name, string property, bool isNullable) =>
        Column(name, property, "global::Shop.OrderStatus", SqlType.Text, isNullable) with
        {
            EnumMembers = [new("Placed", "placed"), new("event", "an \"event\""), new("Ordered", "ordered", IsAlias: true)],
        };

    static void Verify(CompiledRelation relation, string record, [System.Runtime.CompilerServices.CallerMemberName] string test = "") =>
        VerifyAll("Shop", [relation], "namespace Shop;\n\n" + record, test);

    /// <summary>Takes a snapshot and compiles it with the user's part of the record; the user's docs are not the question here.</summary>
    static void VerifyAll(
        string rootNamespace, CompiledRelation[] relations, string source, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        var emitted = relations.Select(RelationEmitter.Emit).ToArray();
        var registry = RegistryEmitter.Emit(rootNamespace, "Shop", relations.Select(r => new StoredRelation(r.Spec.Id, r.Spec.Schema, r.Spec.Name)).ToEquatableArray(), []);
        Snapshot.Matches(string.Concat(emitted.Select(e => e.Source)), "cs", test: test);
        foreach (var areBytes in (bool[])[false, true])
        {
            var compilation = StrictCompiler.Compilation(
            [
                ("User.cs", "#pragma warning disable CS1591, CS8981\n" + source), (RegistryEmitter.HintName, registry),
                .. emitted.Select(e => (HintNames.Of(e.Id), e.Text(areBytes))),
            ]);
            Assert.Empty(StrictCompiler.Diagnostics(compilation));
        }
    }
}
