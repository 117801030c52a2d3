using Microsoft.CodeAnalysis.CSharp;
using Quern.Generators.Model;
using Quern.Generators.Parsing.Changes;

namespace Quern.Generators.Tests.Changes;

/// <summary>What an edit has translated again: those relations that it may have changed, and no others.</summary>
public sealed class RetranslationTests
{
    static readonly (string Path, string Text)[] Files =
    [
        ("Raw.cs", """
            using Quern;
            namespace Shop;

            [Source("raw")]
            public partial record Raw
            {
                [Key] public required long Id { get; init; }
                public required long Cents { get; init; } /* end */
            }
            """),
        ("Limits.cs", """
            namespace Shop;

            public static class Limits
            {
                public const long Large = 10;
                public static long Small(long of) => of / 10;
            }
            """),
        ("Rules.cs", """
            namespace Shop;

            public static class Rules
            {
                public static bool IsLarge(this Raw row) => row.Cents > Limits.Large;
                public static bool IsSmall(this Raw row) => row.Cents < Limits.Small(100);
            }
            """),
        ("Meta.cs", """
            namespace Shop;

            public record Meta(Part? Part);
            public record Part([property: System.Text.Json.Serialization.JsonPropertyName("n")] int? Number);
            """),
        ("Read.cs", Model("Read", "Raw", "Json.Parse(r.Id.ToString()).As<Meta>()!.Part!.Number > 1")),
        ("Alone.cs", Model("Alone", "Raw", "r.Id > 9")),
        ("First.cs", Model("First", "Raw", "r.IsLarge()")),
        ("Second.cs", Model("Second", "Raw", "r.IsSmall()")),
        ("Third.cs", Model("Third", "First", "r.Id > 0")),
        ("Two.cs", Model("Left", "Third", "r.Id > 1") + "\n" + Model("Right", "Second", "r.Id > 2")[Model("", "", "").IndexOf("[Table]", StringComparison.Ordinal)..]),
    ];

    static string Model(string name, string input, string condition) => $$"""
        using Quern;
        namespace Shop;

        [Table]
        public partial record {{name}}
        {
            [References<Raw>(nameof(Raw.Id))] public required long Id { get; init; }
            public static Query<{{name}}> Define(Query<{{input}}> rows) => rows.Where(r => {{condition}}).Select(r => new {{name}} { Id = r.Id });
        }
        """;

    [Theory]
    [InlineData("a body", "First.cs", "r.IsLarge()", "!r.IsLarge()", "First")]
    [InlineData("a body in a file of two", "Two.cs", "r.Id > 2", "r.Id > 3", "Left, Right")]
    [InlineData("a column", "Raw.cs", "public required long Cents", "public required int Cents", "Alone, First, Left, Raw, Read, Right, Second, Third")]
    [InlineData("a column's name", "First.cs", "[References", "[Column(\"key\"), References", "First, Third")]
    [InlineData("a comment", "Raw.cs", "/* end */", "/* the end */", "Raw")]
    [InlineData("a helper", "Rules.cs", "row.Cents > Limits.Large", "row.Cents >= Limits.Large", "First")]
    [InlineData("a constant that a helper reads", "Limits.cs", "Large = 10", "Large = 11", "First")]
    [InlineData("a method that a helper calls", "Limits.cs", "of / 10", "of / 100", "Second")]
    [InlineData("a name in a record inside of one that is read from JSON", "Meta.cs", "\"n\"", "\"m\"", "Read")]
    [InlineData("a helper more", "Rules.cs", "    public static bool IsSmall", "    public static bool IsLarge(this object row) => false;\n    public static bool IsSmall", "First")]
    [InlineData("a member that nobody names", "Limits.cs", "    public const", "    public const long Huge = 100;\n    public const", "")]
    [InlineData("a type that hides another", "New.cs", "", "namespace Shop.Deep { class First; }", "First, Third")]
    [InlineData("a type that nobody names", "New.cs", "", "namespace Shop.Deep { class Other; }", "")]
    [InlineData("a global using", "New.cs", "", "global using System;", "Alone, First, Left, Raw, Read, Right, Second, Third")]
    [InlineData("an operator", "New.cs", "", "namespace Shop; struct Money { public static Money operator +(Money a, Money b) => a; }", "Alone, First, Left, Raw, Read, Right, Second, Third")]
    public void Edit_has_only_that_translated_again_which_it_concerns(string edit, string path, string text, string by, string translated)
    {
        var engine = new ChangeEngine();
        var compilation = StrictCompiler.Compilation(Files);
        var before = engine.Parse(compilation, TestContext.Current.CancellationToken);
        Assert.All(before, result => Assert.Empty(result.Diagnostics));

        var old = compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == path);
        if (old is not null)
            Assert.Contains(text, old.ToString(), StringComparison.Ordinal);
        var tree = CSharpSyntaxTree.ParseText(old is null ? by : old.ToString().Replace(text, by, StringComparison.Ordinal), StrictCompiler.ParseOptions, path);
        compilation = old is null ? compilation.AddSyntaxTrees(tree) : compilation.ReplaceSyntaxTree(old, tree);
        var after = engine.Parse(compilation, TestContext.Current.CancellationToken);

        Assert.Equal(before.Count, after.Count);
        var again = after.Where((result, i) => !ReferenceEquals(result, before[i])).Select(NameOf).Order(StringComparer.Ordinal);
        Assert.True(translated == string.Join(", ", again), $"{edit}: {string.Join(", ", again)}");
    }

    [Fact]
    public void Relation_keeps_its_place_when_another_goes_and_comes()
    {
        var engine = new ChangeEngine();
        var compilation = StrictCompiler.Compilation(Files);
        var before = engine.Parse(compilation, TestContext.Current.CancellationToken).Select(NameOf).ToList();

        compilation = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Single(t => t.FilePath == "Alone.cs"));
        var without = engine.Parse(compilation, TestContext.Current.CancellationToken).Select(NameOf).ToList();
        Assert.Equal(before.Select(name => name == "Alone" ? null : name), without);

        compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Model("Fourth", "Second", "r.Id > 4"), StrictCompiler.ParseOptions, "Fourth.cs"));
        var with = engine.Parse(compilation, TestContext.Current.CancellationToken).Select(NameOf).ToList();
        Assert.Equal(before.Select(name => name == "Alone" ? "Fourth" : name), with);
    }

    [Fact]
    public void Record_becomes_a_relation_when_a_global_using_gives_its_attribute_a_meaning()
    {
        var engine = new ChangeEngine();
        var compilation = StrictCompiler.Compilation([.. Files, ("Aliased.cs", Model("Aliased", "Raw", "r.Id > 8").Replace("[Table]", "[Stored]", StringComparison.Ordinal))]);
        Assert.DoesNotContain("Aliased", engine.Parse(compilation, TestContext.Current.CancellationToken).Select(NameOf));

        compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("global using Stored = Quern.TableAttribute;", StrictCompiler.ParseOptions, "Globals.cs"));
        Assert.Contains("Aliased", engine.Parse(compilation, TestContext.Current.CancellationToken).Select(NameOf));
    }

    [Fact]
    public void Second_run_on_one_compilation_gives_the_same_object()
    {
        var engine = new ChangeEngine();
        var compilation = StrictCompiler.Compilation(Files);
        var first = engine.Parse(compilation, TestContext.Current.CancellationToken);
        var second = engine.Parse(compilation, TestContext.Current.CancellationToken);
        Assert.All(first.Zip(second), pair => Assert.Same(pair.First, pair.Second));
    }

    static string? NameOf(ParseResult result) => result.Relation?.TypeName;
}
