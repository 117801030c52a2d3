using Quern.Generators.Model;
using Quern.Relational;
using static Quern.Generators.Emitting.CSharpText;

namespace Quern.Generators.Emitting;

/// <summary>Prints one method per dialect that makes the relation's SQL.</summary>
internal sealed class SqlEmitter
{
    const string Registry = "global::Quern.Registry.";

    readonly CompiledRelation relation;
    readonly TemplateHoles holes;
    readonly SqlTemplateEmitter templates;

    public SqlEmitter(CompiledRelation relation)
    {
        this.relation = relation;
        holes = new TemplateHoles(relation.Sql.SelectMany(Templates));
        templates = new SqlTemplateEmitter(holes);
    }

    /// <summary>The fields that the SQL's holes read.</summary>
    public IEnumerable<string> HoleDeclarations => holes.Declarations;

    public static string MethodName(string dialect) => "Sql_" + IdentifierFrom(dialect);

    public void Write(CSharpWriter writer)
    {
        foreach (var sql in relation.Sql)
        {
            writer.Line();
            WriteDialect(writer, sql);
        }
    }

    static IEnumerable<TemplateText> Templates(CompiledSql sql)
    {
        var texts = new[] { sql.Select, sql.SelectChanges, sql.SelectTouchedKeys, sql.DeleteOrphans }
            .Concat(sql.Tests.SelectMany(test => new[] { test.FailingRows, test.FailingCondition }));
        return [.. texts.Where(text => text is not null).Select(text => TemplateText.Of(text!)), .. sql.Publish.Select(p => p.Sql)];
    }

    void WriteDialect(CSharpWriter writer, CompiledSql sql)
    {
        writer.Open($"static {Registry}RelationSql {MethodName(sql.Dialect)}()");
        if (sql.Publish.Count > 0)
            WriteColumns(writer, sql);
        writer.Open("return new()");
        writer.Line($"ColumnTypes = {Literals(sql.ColumnTypes)},");
        WriteTemplate(writer, "Select", sql.Select);
        WriteTemplate(writer, "SelectChanges", sql.SelectChanges);
        WriteTemplate(writer, "SelectTouchedKeys", sql.SelectTouchedKeys);
        WriteTemplate(writer, "DeleteOrphans", sql.DeleteOrphans);
        writer.List("Publish", [.. sql.Publish.Select(p =>
            $"new({Registry}PublishEffect.{p.Effect}, {templates.Expression(p.Sql)})")]);
        WriteTests(writer, sql.Tests);
        writer.Close("};");
        writer.Close();
    }

    void WriteColumns(CSharpWriter writer, CompiledSql sql)
    {
        writer.Open($"var columns = new {Registry}SqlColumnList(", "[");
        for (var i = 0; i < sql.QuotedColumns.Count; i++)
            writer.Line($"({Literal(relation.Spec.Columns[i].Name)}, {Literal(sql.QuotedColumns[i])}),");
        writer.Close("]);");
    }

    void WriteTemplate(CSharpWriter writer, string member, SqlText? sql)
    {
        if (sql is not null)
            writer.Line($"{member} = {Template(sql)},");
    }

    void WriteTests(CSharpWriter writer, EquatableArray<CompiledTest> tests)
    {
        if (tests.Count == 0)
            return;
        writer.Open("Tests =", "[");
        for (var i = 0; i < tests.Count; i++)
        {
            writer.Line($"// {relation.Spec.Tests[i].Kind}: {IdentifierFrom(relation.Spec.Tests[i].Name)}");
            writer.Line("new()");
            writer.Open(null);
            WriteTemplate(writer, "FailingRows", tests[i].FailingRows);
            WriteTemplate(writer, "FailingCondition", tests[i].FailingCondition);
            writer.Close("},");
        }

        writer.Close("],");
    }

    string Template(SqlText sql) => templates.Expression(TemplateText.Of(sql));
}
