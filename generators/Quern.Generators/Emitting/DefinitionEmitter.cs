using System.Globalization;
using Quern.Generators.Model;
using Quern.Relational;
using static Quern.Generators.Emitting.CSharpText;

namespace Quern.Generators.Emitting;

/// <summary>Prints the method that makes a relation's definition.</summary>
internal static class DefinitionEmitter
{
    const string Registry = "global::Quern.Registry.";

    public static void Write(CSharpWriter writer, CompiledRelation relation, string type)
    {
        var spec = relation.Spec;
        writer.Line($"static {Registry}RelationDefinition<{type}> Create() => new()");
        writer.Open(null);
        writer.Line($"Id = {Literal(spec.Id)},");
        writer.Line($"Kind = {Registry}RelationKind.{spec.Kind},");
        writer.Line($"Schema = {Literal(spec.Schema)},");
        writer.Line($"Name = {Literal(spec.Name)},");
        WriteOptional(writer, "Description", spec.Description);
        WriteNames(writer, "Tags", spec.Tags);
        writer.List("Columns", [.. spec.Columns.Select(column => Column(column, relation.Lineage))]);
        WriteNames(writer, "Key", spec.Key);
        WriteNames(writer, "Inputs", spec.Inputs);
        if (spec.Extract is { } extract)
            writer.Line($"Extract = {Extract(extract)},");
        if (spec.Incremental is { } incremental)
            WriteIncremental(writer, incremental);
        writer.List("Tests", [.. spec.Tests.Select(Test)]);
        writer.Open($"Sql = new global::System.Collections.Generic.Dictionary<string, {Registry}RelationSql>(global::System.StringComparer.Ordinal)");
        foreach (var sql in relation.Sql)
            writer.Line($"[{Literal(sql.Dialect)}] = {SqlEmitter.MethodName(sql.Dialect)}(),");
        writer.Close("},");
        WriteOptional(writer, "DeclaredAt", spec.DeclaredAt);
        writer.Line("Read = Read,");
        writer.Line("Write = Write,");
        writer.Close("};");
    }

    static void WriteOptional(CSharpWriter writer, string member, string? value)
    {
        if (value is not null)
            writer.Line($"{member} = {Literal(value)},");
    }

    static void WriteNames(CSharpWriter writer, string member, EquatableArray<string> names)
    {
        if (names.Count > 0)
            writer.Line($"{member} = {Literals(names)},");
    }

    static string Column(ColumnSpec column, EquatableArray<LineageSpec> lineage)
    {
        var members = new List<string>
        {
            $"Name = {Literal(column.Name)}",
            $"Property = {Literal(column.Property)}",
            $"Type = {ColumnType(column.Type)}",
            $"IsNullable = {CSharpText.Boolean(column.IsNullable)}",
        };
        if (column.Description is { } description)
            members.Add($"Description = {Literal(description)}");
        var edges = lineage.Where(edge => edge.Column == column.Name)
            .Select(edge => $"new({Literal(edge.InputId)}, {Literal(edge.InputColumn)}, {CSharpText.Boolean(edge.IsDirect)})")
            .ToArray();
        if (edges.Length > 0)
            members.Add($"Lineage = [{string.Join(", ", edges)}]");
        return "new() { " + string.Join(", ", members) + " }";
    }

    static string ColumnType(SqlType type) =>
        type.Kind == SqlTypeKind.Decimal
            ? string.Format(CultureInfo.InvariantCulture, "new({0}ColumnKind.Decimal, {1}, {2})", Registry, type.Precision, type.Scale)
            : $"new({Registry}ColumnKind.{type.Kind})";

    static string Extract(ExtractSpec extract) => string.Format(
        CultureInfo.InvariantCulture,
        "new({0}, {1}, {2}, {3}, {4}, {5})",
        Literal(extract.Source),
        Literal(extract.Table),
        Literals(extract.Key),
        extract.Cursor is { } cursor ? Literal(cursor) : "null",
        CSharpText.TimeSpan(extract.LookbackMicroseconds),
        extract.BatchSize);

    static void WriteIncremental(CSharpWriter writer, IncrementalSpec incremental)
    {
        writer.Open("Incremental = new()");
        writer.Line($"Strategy = global::Quern.IncrementalStrategy.{incremental.Strategy},");
        writer.Line($"UniqueKey = {Literals(incremental.UniqueKey)},");
        WriteNames(writer, "ClusterBy", incremental.ClusterBy);
        writer.Line($"OnSchemaChange = global::Quern.OnSchemaChange.{incremental.OnSchemaChange},");
        writer.List("Cursors", [.. incremental.Cursors.Select(Cursor)]);
        WriteOptional(writer, "DriverId", incremental.Driver?.RelationId);
        writer.Close("},");
    }

    static string Cursor(CursorSpec cursor) =>
        $"new({Literal(cursor.Parameter)}, {Literal(cursor.InputId)}, {Literal(cursor.Column)}, {ColumnType(cursor.Type)}, {CSharpText.TimeSpan(cursor.LookbackMicroseconds)})";

    static string Test(TestSpec test)
    {
        var severity = test.IsWarning ? "Warn" : "Error";
        var inputs = test.ReferencedRelationId is { } referenced ? [referenced] : test.Inputs;
        return $"new({Literal(test.Name)}, {Registry}TestKind.{test.Kind}, {Literals(test.Columns)}, global::Quern.Severity.{severity}, {Literal(test.Description)})"
            + (inputs.Count > 0 ? $" {{ Inputs = {Literals(inputs)} }}" : "");
    }
}
