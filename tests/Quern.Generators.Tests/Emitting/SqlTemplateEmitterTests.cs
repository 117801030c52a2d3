using Quern.Generators.Emitting;
using Quern.Generators.Model;
using Quern.Registry;

namespace Quern.Generators.Tests.Emitting;

public class SqlTemplateEmitterTests
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
    public void Any_text_around_holes_comes_out_of_the_emitted_template_unchanged()
    {
        // Every text before, between and after two holes, so that braces touch the holes from both sides.
        var templates = Texts.SelectMany(before => Texts.Select(after => TemplateText.Of(
            $"{before}{RelationPart.Stage}{after}{new ParameterPart("since")}{before}"))).ToArray();
        var holes = new TemplateHoles(templates);
        var emitter = new SqlTemplateEmitter(holes);
        var source = "public static class Emitted\n{\n"
            + string.Concat(holes.Declarations.Select(d => d + "\n"))
            + "public static readonly global::Quern.Registry.SqlTemplate[] Templates =\n[\n"
            + string.Concat(templates.Select(t => emitter.Expression(t) + ",\n"))
            + "];\n}\n";

        var emitted = (SqlTemplate[])StrictCompiler.Load(("Emitted.cs", "#pragma warning disable CS1591\n" + source))
            .GetType("Emitted")!.GetField("Templates")!.GetValue(null)!;

        var expected = Texts.SelectMany(before => Texts.Select(after => $"{before}<stage>{after}<since>{before}"));
        Assert.Equal(expected, emitted.Select(t => t.Render(r => $"<{r.Id}>", p => $"<{p.Name}>")));
    }

    [Fact]
    public void Sql_without_surprises_is_written_as_a_raw_string() => Assert.Equal(
        "global::Quern.Registry.SqlTemplate.Of($$\"\"\"\n    SELECT \"a\"\n    FROM x\n    \"\"\")",
        new SqlTemplateEmitter(new TemplateHoles([])).Expression(TemplateText.Of($"SELECT \"a\"\nFROM x")));
}
