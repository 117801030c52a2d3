using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Quern.Generators.Tests.Diagnostics;

namespace Quern.Generators.Tests.BadInput;

/// <summary>One mistake in what a hundred models read is one diagnostic.</summary>
public sealed class FloodTests
{
    const int Many = 100;

    const string Head = "#pragma warning disable CS1591\nusing System;\nusing System.Linq;\nusing Quern;\nnamespace Shop;\n";

    const string Plain = "rows.Select(r => new Reader { Id = r.Id, Text = r.Status })";

    const string Source = """
        [Source("raw")]
        public partial record RawOrder
        {
            [Key] public required long Id { get; init; }
            public required string Status { get; init; }
        }

        """;

    const string Base = """
        [Table]
        public partial record Base
        {
            [Key] public required long Id { get; init; }
            public required string Status { get; init; }
            public static Query<Base> Define(Query<RawOrder> rows) => rows.Select(r => new Base { Id = r.Id, Status = r.Status });
        }

        """;

    const string Step = """
        [Ephemeral]
        public partial record Step
        {
            public required long Id { get; init; }
            public string Status { get; init; } = "";
            public static Query<Step> Define(Query<RawOrder> rows) => rows.Select(r => new Step { Id = r.Id, Status = r.Status });
        }

        """;

    const string Helpers = """
        public static class Help
        {
            public static string Clean(string text) => text.Trim();
            public static string Outer(string text) => Clean(text) + "!";
            public static Query<RawOrder> Open(Query<RawOrder> rows) => rows.Where(r => r.Status != "");
        }

        """;

    [Theory]
    [InlineData("r.Status }", "r.Status.{|QRN2001:Normalize|}() }")]
    [InlineData(", Status = r.Status }", " }", "public required string Status", "public string {|QRN2003:Status|}")]
    [InlineData("partial record Base", "record {|QRN1001:Base|}")]
    [InlineData("partial record Base", "class {|QRN1001:Base|}")]
    [InlineData("[Table]", "[Table, {|QRN1013:View|}]")]
    [InlineData("public required string Status", "public required object {|QRN1003:Status|}")]
    [InlineData("[Key] public", "[Key, Column({|QRN1015:\"\"|})] public")]
    [InlineData("public static Query", "public Query", "Define", "{|QRN1008:Define|}")]
    public void Error_of_a_model_stands_alone_whoever_reads_it(string before, string after, string second = "", string further = "")
    {
        var broken = Base.Replace(before, after, StringComparison.Ordinal);
        Expect(Source + (second.Length == 0 ? broken : broken.Replace(second, further, StringComparison.Ordinal)), "Base", Plain);
    }

    [Theory]
    [InlineData("public required string Status", "public required object {|QRN1003:Status|}")]
    [InlineData("public required string Status", "public required object {|QRN1003:Status|}", "rows.Select(r => new Reader { Id = r.Id, Text = r.Status.ToString()! })")]
    [InlineData("public required string Status", "public required object {|QRN1003:Status|}", "from r in rows where r.Status != null group r by r.Id into g select new Reader { Id = g.Key, Text = g.Max(r => (string)r.Status) }")]
    [InlineData("partial record RawOrder", "record {|QRN1001:RawOrder|}")]
    [InlineData("[Key] public", "[Column(\"status\")] public", "", "string Status", "string {|QRN1011:Status|}")]
    [InlineData("[Source(\"raw\")]\n", "", "", "RawOrder", "{|QRN1009:RawOrder|}")]
    public void Error_of_a_source_stands_alone_whoever_reads_it(string before, string after, string query = "", string second = "", string further = "")
    {
        var broken = Source.ReplaceLineEndings("\n").Replace(before, after, StringComparison.Ordinal);
        Expect(second.Length == 0 ? broken : broken.Replace(second, further, StringComparison.Ordinal), "RawOrder", query.Length == 0 ? Plain : query);
    }

    [Theory]
    [InlineData("text.Trim()", "text.{|QRN2001:Normalize|}()", "rows.Select(r => new Reader { Id = r.Id, Text = Help.Clean(r.Status) })")]
    [InlineData("text.Trim()", "text.{|QRN2001:Normalize|}()", "rows.Select(r => new Reader { Id = r.Id, Text = Help.Outer(r.Status) })")]
    [InlineData("r.Status != \"\"", "r.Status.{|QRN2001:Normalize|}() != \"\"", "Help.Open(rows).Select(r => new Reader { Id = r.Id, Text = r.Status })")]
    [InlineData("=> text.Trim();", "{ {|QRN2005:if (text == \"\") return \"none\";|} return text; }", "rows.Select(r => new Reader { Id = r.Id, Text = Help.Clean(r.Status) })")]
    public void Error_of_a_helper_stands_in_it_when_several_models_call_it(string before, string after, string query)
    {
        var helpers = Helpers.Replace(before, after, StringComparison.Ordinal);
        Expect(Source + helpers, "RawOrder", query, $" (needed at Models.cs:{Lines(Source + helpers) + 5} and {Many - 1} other places)");
    }

    [Theory]
    [InlineData("Clean")]
    [InlineData("Outer")]
    public void Error_of_a_helper_that_one_model_calls_stands_at_the_call(string helper)
    {
        var source = MarkedSource.Parse(Head + Source + Helpers.Replace("text.Trim()", "text.Normalize()", StringComparison.Ordinal) + Reader(1, "RawOrder", $"rows.Select(r => new Reader {{ Id = r.Id, Text = {{|QRN2001:Help.{helper}(r.Status)|}} }})"));
        Assert.Equal(source.Expected, Reported(source.Text, out _));
    }

    [Fact]
    public void Warning_of_a_helper_stands_at_each_call_so_that_each_can_be_suppressed()
    {
        var helpers = Helpers.Replace("r.Status != \"\"", "r.Id.ToString() == r.Status", StringComparison.Ordinal);
        var found = Reported(Head + Source + helpers + Readers("RawOrder", "Help.Open(rows).Select(r => new Reader { Id = r.Id, Text = r.Status })"), out _);
        Assert.Equal(Enumerable.Repeat(("QRN2112", "Help.Open(rows)"), Many), found);
    }

    [Theory]
    [InlineData("= r.Status }", "= r.Status.{|QRN2001:Normalize|}() }")]
    [InlineData(", Status = r.Status }", " }", "string Status", "string {|QRN2003:Status|}")]
    [InlineData("RawOrder", "Step", "Query<Step> rows", "{|QRN1008:Query<Step>|} rows")]
    public void Error_of_an_ephemeral_model_stands_in_it_when_several_models_read_it(string before, string after, string second = "", string further = "")
    {
        var step = Step.Replace(before, after, StringComparison.Ordinal);
        Expect(Source + (second.Length == 0 ? step : step.Replace(second, further, StringComparison.Ordinal)), "Step", Plain);
    }

    [Fact]
    public void Error_of_an_ephemeral_model_below_another_stands_in_it()
    {
        var below = Step.Replace("= r.Status }", "= r.Status.{|QRN2001:Normalize|}() }", StringComparison.Ordinal);
        var above = Step.Replace("RawOrder", "Below", StringComparison.Ordinal);
        Expect(Source + below.Replace("Step", "Below", StringComparison.Ordinal) + above, "Step", Plain);
    }

    [Fact]
    public void Error_of_the_compiler_in_what_many_read_has_none_of_ours_beside_it()
    {
        foreach (var (before, after) in new[] { ("string Status", "Unknown Status"), ("record RawOrder", "record RawOrder : Unknown"), ("Status { get; init; }", "Status { get; init;") })
            Assert.Empty(Reported(Head + Source.Replace(before, after, StringComparison.Ordinal) + Readers("RawOrder", Plain), out _));
        Assert.Empty(Reported(Head + Source + Helpers.Replace("Trim", "Unknown", StringComparison.Ordinal) + Readers("RawOrder", "rows.Select(r => new Reader { Id = r.Id, Text = Help.Outer(r.Status) })"), out _));
    }

    [Fact]
    public void Column_of_an_unknown_type_has_the_compiler_s_error_alone()
    {
        Reported(Head + Source.Replace("string Status", "Unknown Status", StringComparison.Ordinal), out var output);
        Assert.Equal("CS0246", Assert.Single(output.GetDiagnostics(TestContext.Current.CancellationToken), d => d.Severity == DiagnosticSeverity.Error).Id);
    }

    [Fact]
    public void Circle_of_many_is_told_once_and_so_are_models_that_all_read_each_other()
    {
        string Model(int number, IEnumerable<int> inputs) => Base.Replace("Base", $"M{number}", StringComparison.Ordinal)
            .Replace("Query<RawOrder> rows", string.Join(", ", inputs.Select((input, i) => $"Query<M{input}> {(i == 0 ? "rows" : $"p{i}")}")), StringComparison.Ordinal);

        Assert.Equal(("QRN3001", "M0"), Assert.Single(Reported(Head + Source + string.Concat(Enumerable.Range(0, Many).Select(i => Model(i, [(i + 1) % Many]))), out _)));
        Assert.Equal(("QRN3001", "M0"), Assert.Single(Reported(Head + Source + string.Concat(Enumerable.Range(0, 12).Select(i => Model(i, Enumerable.Range(1, 11).Select(d => (i + d) % 12)))), out _)));
        // Two circles that share a model are two mistakes.
        Assert.Equal([("QRN3001", "M0"), ("QRN3001", "M0")], Reported(Head + Source + Model(0, [1, 2]) + Model(1, [0]) + Model(2, [0]), out _));
    }

    [Fact]
    public void Shared_error_moves_with_the_helper_and_goes_back_to_the_call_of_the_last()
    {
        var helpers = Head + Helpers.Replace("text.Trim()", "text.Normalize()", StringComparison.Ordinal);
        string Models(int count) => Head + Source + string.Concat(Enumerable.Range(1, count).Select(i => Reader(i, "RawOrder", "rows.Select(r => new Reader { Id = r.Id, Text = Help.Clean(r.Status) })")));
        var project = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", Models(2)), ("Help.cs", helpers));

        Assert.Equal("Normalize", Text(Assert.Single(project.Run().Diagnostics)));
        project.Edit("Help.cs", "\n\n\n" + helpers);
        Assert.Equal("Normalize", Text(Assert.Single(project.Run().Diagnostics)));
        project.Edit("Models.cs", Models(1));
        Assert.Equal("Help.Clean(r.Status)", Text(Assert.Single(project.Run().Diagnostics)));
        project.Edit("Help.cs", Head + Helpers);
        Assert.Empty(project.Run().Diagnostics);
    }

    static void Expect(string marked, string input, string query, string note = "")
    {
        var source = MarkedSource.Parse(Head + marked + Readers(input, query));
        var run = Run(source.Text);
        Assert.Null(run.Exception);
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(source.Expected[0], (diagnostic.Id, Text(diagnostic)));
        Assert.EndsWith(note, diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    static IEnumerable<(string, string)> Reported(string text, out Compilation output)
    {
        var run = Run(text);
        Assert.Null(run.Exception);
        output = run.Output;
        return run.Diagnostics.Select(d => (d.Id, Text(d)));
    }

    static string Text(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(diagnostic.Location.SourceSpan);

    static string Readers(string input, string query) => string.Concat(Enumerable.Range(1, Many).Select(i => Reader(i, input, query)));

    static string Reader(int number, string input, string query) =>
        $"[Table] public partial record Reader{number} {{ [Key] public required long Id {{ get; init; }} public required string Text {{ get; init; }} public static Query<Reader{number}> Define(Query<{input}> rows) => {query.Replace("Reader", "Reader" + number, StringComparison.Ordinal)}; }}\n";

    static int Lines(string text) => text.ReplaceLineEndings("\n").Split('\n').Length;

    static GeneratorRun Run(string text) => new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", text)).Run();
}
