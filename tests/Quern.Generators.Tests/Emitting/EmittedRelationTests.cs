namespace Quern.Generators.Tests.Emitting;

/// <summary>Whether constants are strings or bytes: an assembly holds 16 MB of strings.</summary>
public sealed class EmittedRelationTests
{
    const string Small = """
        #pragma warning disable CS1591
        namespace Shop;
        [Quern.Source("raw", "orders")]
        public partial record Small { public required long Id { get; init; } }
        """;

    // What a doc comment says stands in the declaration.
    static readonly string Large = $$"""
        #pragma warning disable CS1591
        namespace Shop;
        /// <summary>{{new string('x', 8_500_000)}}</summary>
        [Quern.Source("raw", "payments")]
        public partial record Large { public required long Id { get; init; } }
        """;

    [Fact]
    public void Constants_are_bytes_in_all_files_of_a_project_that_strings_have_no_room_for()
    {
        var harness = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Small.cs", Small), ("Large.cs", Large));
        var large = harness.Run();
        Assert.Empty(large.CompilerDiagnostics);
        Assert.Equal(2, Occurrences(large.Sources["Shop.Small.g.cs"], "u8"));
        Assert.Equal(2, Occurrences(large.Sources["Shop.Large.g.cs"], "u8"));

        // As strings it is more than the compiler takes.
        var asStrings = StrictCompiler.Compilation(
            [("Small.cs", Small), ("Large.cs", Large), .. large.Sources.Select(s => (s.Key, s.Value.Replace("\"u8", "\"", StringComparison.Ordinal)))]);
        Assert.Contains("CS8103", StrictCompiler.EmitErrors(asStrings));
        Assert.Empty(StrictCompiler.EmitErrors(large.Output));
    }

    [Fact]
    public void Constants_are_strings_again_when_there_is_room()
    {
        var harness = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Small.cs", Small), ("Large.cs", Large));
        harness.Run();
        harness.Edit("Large.cs", "");
        var run = harness.Run();
        Assert.Empty(run.CompilerDiagnostics);
        Assert.DoesNotContain("u8", run.Sources["Shop.Small.g.cs"], StringComparison.Ordinal);
    }

    static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
