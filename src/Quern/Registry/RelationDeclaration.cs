using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Quern.Warehouses;

namespace Quern.Registry;

/// <summary>
/// Reads what the compiler found out about a record from the JSON that generated code carries. JSON, since a constant
/// costs a compiler and the start of an application a small part of what the code that makes the same objects would.
/// </summary>
static class RelationDeclaration
{
    public static RelationDefinition<T> Parse<[DynamicallyAccessedMembers(RowMapping.Members)] T>(string json, SqlByDialect sql)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        ColumnDefinition[] columns = [.. Items(root, "columns").Select(Column)];
        return new()
        {
            Id = Text(root, "id"),
            Kind = Member<RelationKind>(root, "kind"),
            Schema = Text(root, "schema"),
            Name = Text(root, "name"),
            FormerNames = [.. Items(root, "formerNames").Select(former => new RelationName(Text(former, "schema"), Text(former, "name")))],
            Description = OptionalText(root, "description"),
            Tags = Texts(root, "tags"),
            Columns = columns,
            Key = Texts(root, "key"),
            Inputs = Texts(root, "inputs"),
            RowLineage = [.. Items(root, "rowsFrom").Select(edge => new RowLineageEdge(Text(edge, "relation"), Text(edge, "column"), Member<LineageUse>(edge, "use")))],
            Extract = root.TryGetProperty("extract", out var extract) ? Extract(extract) : null,
            Incremental = root.TryGetProperty("incremental", out var incremental) ? Incremental(incremental) : null,
            Tests = TestDefinition.WithImplied(columns, [.. Items(root, "tests").Select(Test)]),
            Sql = sql,
            DeclaredAt = OptionalText(root, "declaredAt"),
            Steps = [.. Items(root, "steps").Select(step => new QueryStep(Text(step, "name"), step.GetProperty("line").GetInt32()))],
        };
    }

    static ColumnDefinition Column(JsonElement column) => new()
    {
        Name = Text(column, "name"),
        Property = Text(column, "property"),
        FormerNames = Texts(column, "formerNames"),
        Type = Type(column),
        IsNullable = column.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean(),
        Description = OptionalText(column, "description"),
        EnumTexts = [.. Items(column, "members").Select(member => new EnumText(Text(member, "name"), Text(member, "text")))],
        Pii = column.TryGetProperty("pii", out var pii) && pii.GetBoolean() ? Texts(column, "piiKinds") : null,
        Lineage = [.. Items(column, "from").Select(edge => new LineageEdge(
            Text(edge, "relation"), Text(edge, "column"), edge.TryGetProperty("direct", out var direct) && direct.GetBoolean()))],
    };

    static ColumnType Type(JsonElement column) => new(
        Member<ColumnKind>(column, "type"),
        column.TryGetProperty("precision", out var precision) ? precision.GetInt32() : 0,
        column.TryGetProperty("scale", out var scale) ? scale.GetInt32() : 0)
    {
        ElementKind = column.TryGetProperty("element", out _) ? Member<ColumnKind>(column, "element") : null,
        HasNullableElements = column.TryGetProperty("nullableElements", out var nullable) && nullable.GetBoolean(),
    };

    static ExtractDefinition Extract(JsonElement extract) => new(
        Text(extract, "source"), Text(extract, "table"), Texts(extract, "key"), OptionalText(extract, "cursor"),
        Microseconds(extract, "lookback"), extract.GetProperty("batchSize").GetInt32());

    static IncrementalDefinition Incremental(JsonElement incremental) => new()
    {
        Strategy = Member<IncrementalStrategy>(incremental, "strategy"),
        UniqueKey = Texts(incremental, "uniqueKey"),
        ClusterBy = Texts(incremental, "clusterBy"),
        OnSchemaChange = Member<OnSchemaChange>(incremental, "onSchemaChange"),
        Cursors = [.. Items(incremental, "cursors").Select(cursor => new CursorDefinition(
            Text(cursor, "parameter"), Text(cursor, "input"), Text(cursor, "column"), Type(cursor), Microseconds(cursor, "lookback")))],
        DriverId = OptionalText(incremental, "driver"),
    };

    static TestDefinition Test(JsonElement test) =>
        new(Text(test, "name"), Member<TestKind>(test, "kind"), Texts(test, "columns"), Member<Severity>(test, "severity"), Text(test, "description"))
        {
            Inputs = Texts(test, "inputs"),
            IsProven = test.TryGetProperty("proven", out var proven) && proven.GetBoolean(),
        };

    static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString()!;

    static string? OptionalText(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetString() : null;

    static string[] Texts(JsonElement parent, string name) => [.. Items(parent, name).Select(item => item.GetString()!)];

    static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? value.EnumerateArray() : [];

    static TimeSpan Microseconds(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? TimeSpan.FromMicroseconds(value.GetInt64()) : TimeSpan.Zero;

    static T Member<T>(JsonElement parent, string name) where T : struct, Enum => Enum.Parse<T>(Text(parent, name));
}
