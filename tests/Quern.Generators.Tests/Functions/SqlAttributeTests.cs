using Microsoft.CodeAnalysis;
using Quern.Execution;

namespace Quern.Generators.Tests.Functions;

/// <summary>Methods that a project maps to SQL by hand.</summary>
public sealed class SqlAttributeTests
{
    static readonly Dictionary<string, string> Options = new() { ["QuernDialectList"] = "duckdb,postgres", ["RootNamespace"] = "Shop" };

    static (string Path, string Text) Source(string attributes, string call) => ("Models.cs",
        $$"""
        #pragma warning disable CS1591
        using Quern;
        namespace Shop;
        [Source("raw", "words")]
        public partial record Word { [Key] public required string Text { get; init; } public required int Count { get; init; } }
        public static class Mapped
        {
            {{attributes}}
            public static string Times(string text, int count) => string.Concat(System.Linq.Enumerable.Repeat(text, count));
        }
        [View]
        public partial record Model
        {
            public required string Text { get; init; }
            public static Query<Model> Define(Query<Word> words) => words.Select(w => new Model { Text = {{call}} });
        }
        """);

    static Func<string, string> Model((string Path, string Text) source)
    {
        var run = new GeneratorHarness(new RelationGenerator(), Options, source).Run();
        Assert.Empty(run.Diagnostics);
        var registry = StrictCompiler.LoadRegistry([source, .. run.Sources.Select(s => (s.Key, s.Value))]);
        return dialect => ModelSqlPrinter.Print(registry.Relations.Single(r => r.Id == "Shop.Model"), registry, dialect).ToString();
    }

    [Fact]
    public void Mapped_method_is_written_as_its_author_says_for_each_engine()
    {
        var model = Model(Source("""[Sql("'{{' || repeat({0}, {1})"), Sql("times({1}, {0})", Engine = "postgres")]""", "Mapped.Times(w.Text, w.Count + 1)"));

        Assert.Contains("""'{' || repeat(w.text, (w.count + 1))""", model("duckdb"), StringComparison.Ordinal);
        Assert.Contains("""times((w.count + 1), w.text)""", model("postgres"), StringComparison.Ordinal);
    }

    [Fact]
    public void Mapped_method_of_a_referenced_assembly_is_written_as_its_author_says()
    {
        var library = StrictCompiler.Compilation([("Library.cs",
            """
            #pragma warning disable CS1591
            using Quern;
            namespace Library;
            public static class Texts { [Sql("reverse({0})")] public static string Reversed(string text) => new(System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Reverse(text))); }
            """)]).WithAssemblyName("Library");
        using var image = new MemoryStream();
        Assert.Empty(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        var harness = new GeneratorHarness(new RelationGenerator(), Options, Source("", "Library.Texts.Reversed(w.Text)"));
        harness.Reference(MetadataReference.CreateFromImage(image.ToArray()));

        var run = harness.Run();

        Assert.Empty(run.Diagnostics);
        Assert.Contains(run.Sources.Values, text => text.Contains("reverse(w.", StringComparison.Ordinal));
    }

    [Fact]
    public void Engine_without_a_template_is_an_error_that_says_what_to_add()
    {
        var run = new GeneratorHarness(new RelationGenerator(), Options, Source("""[Sql("repeat({0}, {1})", Engine = "duckdb")]""", "Mapped.Times(w.Text, 2)")).Run();

        var error = Assert.Single(run.Diagnostics);
        Assert.Equal("QRN4001", error.Id);
        Assert.Contains("""[Sql("…", Engine = "postgres")]""", error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("repeat({0}, {2})")]
    [InlineData("repeat({0}, {)")]
    public void Template_with_a_hole_that_no_argument_fills_is_an_error(string template)
    {
        var run = new GeneratorHarness(new RelationGenerator(), Options, Source($"[Sql(\"{template}\")]", "Mapped.Times(w.Text, 2)")).Run();

        var error = Assert.Single(run.Diagnostics);
        Assert.Equal("QRN2001", error.Id);
        Assert.Contains(template, error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
