using Quern.Generators.Emitting;
using Quern.Generators.Model;
using Quern.Registry;
using Quern.Relational;
using static Quern.Generators.Tests.Emitting.Specs;

namespace Quern.Generators.Tests.Emitting;

public class SqlDocumentTests
{
    static readonly string[] Texts =
    [
        "SELECT 1",
        "a\nb\n\nc",
        "  leading\n    and deeper\n \n",
        "'{' || '}}' || '{{{' || \"\"\"q\"\"\" || \"",
        "\"", "\"\"\"\"", "{", "}", "{{", "}}}}", "\\", "\\u0041", "$\"{x}\"", "\n", " ", "\t",
        "\r\n", "\r", "\u0085\u2028\u2029\f\v\0\u001b\u007f",
        "\u202e\ufeff\u200d", "\ud83e\udd86", "'it''s'", "-- comment\n", "/* */", "%s @x $1 :y ?",
    ];

    [Fact]
    public void Any_text_around_holes_comes_out_of_the_emitted_document_unchanged()
    {
        // Every text before, between and after two holes, so that braces touch the holes from both sides.
        var templates = Texts.SelectMany(before => Texts.Select(after => TemplateText.Of(
            $"{before}{RelationPart.Stage}{after}{new ParameterPart("since")}{before}"))).ToArray();
        var relation = new CompiledRelation(
            Relation(RelationSpecKind.Source, "Row", Int64("id", "Id")),
            [new CompiledSql { Dialect = "duckdb", ColumnTypes = ["BIGINT"], Publish = templates.Select(t => new CompiledPublish("Inserted", t)).ToEquatableArray() }],
            []);

        var emitted = SqlByDialect.Parse(Compiled(SqlDocument.Write(relation)));

        var expected = Texts.SelectMany(before => Texts.Select(after => $"{before}<stage>{after}<since>{before}"));
        Assert.Equal(expected, emitted["duckdb"].Publish.Select(p => p.Sql.Render(r => $"<{r.Id}>", p => $"<{p.Name}>")));
    }

    [Fact]
    public void Tests_of_any_name_keep_their_sql()
    {
        var names = Texts.Distinct().ToArray();
        var relation = new CompiledRelation(
            Relation(RelationSpecKind.Source, "Row", Int64("id", "Id")) with { Tests = names.Select(name => Test("Custom", name)).ToEquatableArray() },
            [new CompiledSql
            {
                Dialect = "duckdb",
                ColumnTypes = ["BIGINT"],
                Tests = names.Select(name => new CompiledTest(new SqlText([new SqlSegment(SqlSegmentKind.Text, name)]), null)).ToEquatableArray(),
            }],
            []);

        var emitted = SqlByDialect.Parse(Compiled(SqlDocument.Write(relation)));

        Assert.Equal(names, names.Select(name => emitted["duckdb"].Tests[name].FailingRows!.Render(r => r.Id, p => p.Name)));
    }

    [Fact]
    public void What_a_second_engine_shares_with_the_first_is_written_once_and_read_for_both()
    {
        var relation = new CompiledRelation(
            Relation(RelationSpecKind.Source, "Row", Int64("id", "Id")) with { Tests = [Test("Custom", "as duckdb: select")] },
            [Sql("duckdb", "SELECT 1 AS id"), Sql("postgres", "SELECT 1 AS id"), Sql("snowflake", "SELECT 1 AS ID")],
            []);

        var document = SqlDocument.Write(relation);
        var emitted = SqlByDialect.Parse(document);

        Assert.Equal(2, document.Split("SELECT 1 AS id").Length);
        Assert.Equal(["SELECT 1 AS id", "SELECT 1 AS id", "SELECT 1 AS ID"], emitted.Values.Select(sql => sql.Select!.Render(r => r.Id, p => p.Name)));
        Assert.All(emitted.Values, sql => Assert.Equal("SELECT id FROM x", sql.Tests["as duckdb: select"].FailingRows!.Render(r => r.Id, p => p.Name)));

        static CompiledSql Sql(string dialect, string select) => new()
        {
            Dialect = dialect,
            ColumnTypes = ["BIGINT"],
            Select = new SqlText([new SqlSegment(SqlSegmentKind.Text, select)]),
            Tests = [new CompiledTest(new SqlText([new SqlSegment(SqlSegmentKind.Text, "SELECT id FROM x")]), null)],
        };
    }

    [Fact]
    public void Sql_without_surprises_is_written_as_a_raw_string() =>
        Assert.Equal("\"\"\"\n    SELECT \"a\"\n    FROM x\n    \"\"\"", StringLiteral.Of("SELECT \"a\"\nFROM x"));

    static string Compiled(string text) => (string)StrictCompiler
        .Load(("Emitted.cs", $"#pragma warning disable CS1591\npublic static class Emitted\n{{\npublic static readonly string Text = {StringLiteral.Of(text)};\n}}\n"))
        .GetType("Emitted")!.GetField("Text")!.GetValue(null)!;
}
