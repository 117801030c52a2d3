using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Emitting;

/// <summary>Writes what is known of a relation as the JSON that the runtime's <c>RelationDefinition&lt;T&gt;.Declared</c> reads.</summary>
internal static class DeclarationDocument
{
    public static string Write(CompiledRelation relation)
    {
        var spec = relation.Spec;
        var implied = new HashSet<TestSpec>(spec.Columns.SelectMany(ImpliedTests.Of));
        return new JsonWriter(hasLines: true)
            .Text("id", spec.Id)
            .Text("kind", spec.Kind.ToString())
            .Text("schema", spec.Schema)
            .Text("name", spec.Name)
            .Objects("formerNames", spec.FormerNames.Select(former => new JsonWriter().Text("schema", former.Schema).Text("name", former.Name)))
            .Text("description", spec.Description)
            .Texts("tags", spec.Tags)
            .Lines("columns", spec.Columns.Select(column => Column(column, relation.Lineage)))
            .Texts("key", spec.Key)
            .Texts("inputs", spec.Inputs)
            .Objects("rowsFrom", relation.RowLineage.Select(edge =>
                new JsonWriter().Text("use", edge.Use).Text("relation", edge.InputId).Text("column", edge.InputColumn)))
            .Object("extract", spec.Extract is { } extract ? Extract(extract) : null)
            .Object("incremental", spec.Incremental is { } incremental ? Incremental(incremental) : null)
            .Lines("tests", spec.Tests.Where(test => !implied.Contains(test)).Select(Test))
            .Text("declaredAt", spec.DeclaredAt)
            .Objects("steps", spec.Steps.Select(step => new JsonWriter().Text("name", step.Name).Number("line", step.Line)))
            .ToString();
    }

    static JsonWriter Column(ColumnSpec column, EquatableArray<LineageSpec> lineage) =>
        Type(new JsonWriter().Text("name", column.Name).Text("property", column.Property), column.Type)
            .Flag("nullable", column.IsNullable)
            .Objects("members", column.EnumMembers.Select(member => new JsonWriter().Text("name", member.Member).Text("text", member.Value)))
            .Texts("formerNames", column.FormerNames)
            .Text("description", column.Description)
            .Flag("pii", column.Pii is not null)
            .Texts("piiKinds", column.Pii ?? [])
            .Objects("from", lineage.Where(edge => edge.Column == column.Name).Select(edge =>
                new JsonWriter().Text("relation", edge.InputId).Text("column", edge.InputColumn).Flag("direct", edge.IsDirect)));

    static JsonWriter Type(JsonWriter writer, SqlType type)
    {
        writer.Text("type", type.Kind.ToString());
        if (type.Kind == SqlTypeKind.Array)
            writer.Text("element", type.ElementKind.ToString()).Flag("nullableElements", type.HasNullableElements);
        return SqlTypeKind.Decimal == type.Kind || SqlTypeKind.Decimal == type.ElementKind && type.Kind == SqlTypeKind.Array
            ? writer.Number("precision", type.Precision).Number("scale", type.Scale)
            : writer;
    }

    static JsonWriter Extract(ExtractSpec extract) => new JsonWriter()
        .Text("source", extract.Source)
        .Text("table", extract.Table)
        .Texts("key", extract.Key)
        .Text("cursor", extract.Cursor)
        .Number("lookback", extract.LookbackMicroseconds)
        .Number("batchSize", extract.BatchSize);

    static JsonWriter Incremental(IncrementalSpec incremental) => new JsonWriter()
        .Text("strategy", incremental.Strategy)
        .Texts("uniqueKey", incremental.UniqueKey)
        .Texts("clusterBy", incremental.ClusterBy)
        .Text("onSchemaChange", incremental.OnSchemaChange)
        .Objects("cursors", incremental.Cursors.Select(cursor =>
            Type(new JsonWriter().Text("parameter", cursor.Parameter).Text("input", cursor.InputId).Text("column", cursor.Column), cursor.Type)
                .Number("lookback", cursor.LookbackMicroseconds)))
        .Text("driver", incremental.Driver?.RelationId);

    static JsonWriter Test(TestSpec test) => new JsonWriter()
        .Text("name", test.Name)
        .Text("kind", test.Kind)
        .Texts("columns", test.Columns)
        .Text("severity", test.IsWarning ? "Warn" : "Error")
        .Text("description", test.Description)
        .Flag("proven", test.IsProven)
        .Texts("inputs", test.ReferencedRelationId is { } referenced ? [referenced] : test.Inputs);
}
