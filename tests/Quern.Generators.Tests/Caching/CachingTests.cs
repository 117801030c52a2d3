using Microsoft.CodeAnalysis;

namespace Quern.Generators.Tests.Caching;

/// <summary>Which steps an edit re-runs: nothing after an unrelated one, and what must after a real one.</summary>
public sealed class CachingTests
{
    const string Sources = """
        using Quern;
        namespace Shop;

        [Source("raw", "orders")]
        public partial record RawOrder
        {
            [Key] public required long Id { get; init; }
            public required long Cents { get; init; }
        }
        """;

    const string First = """
        using Quern;
        namespace Shop;

        [Table]
        public partial record First
        {
            public required long Id { get; init; }
            public static Query<First> Define(Query<RawOrder> orders) => orders.Where(o => o.Cents > 10).Select(o => new First { Id = o.Id });
        }
        """;

    const string Second = """
        using Quern;
        namespace Shop;

        [Table]
        public partial record Second
        {
            public required long Id { get; init; }
            public static Query<Second> Define(Query<First> rows) => rows.Select(f => new Second { Id = f.Id });
        }
        """;

    const string Unrelated = "namespace Shop; class Unrelated { int x = 1; }";

    static readonly string[] ModelSteps = ["Relations", "GraphNodes", "CompileSql", "EmitRelation"];

    [Fact]
    public void Unrelated_edit_leaves_every_step_as_it_was()
    {
        var harness = Start();
        harness.Edit("Unrelated.cs", Unrelated.Replace("1", "2", StringComparison.Ordinal));
        var run = harness.Run();
        foreach (var step in (string[])["ParseProject", "Parse", .. ModelSteps, "BindGraph", "ReferencedLists", "EmitRegistry", "Options"])
            Assert.All(run.Reasons(step), reason => Assert.True(IsKept(reason), $"{step}: {reason}"));
    }

    [Fact]
    public void Edited_query_re_emits_its_own_model_alone()
    {
        var harness = Start();
        harness.Edit("First.cs", First.Replace("> 10", "> 11", StringComparison.Ordinal));
        var run = harness.Run();
        foreach (var step in (string[])["ParseProject", "Parse", "Relations", "CompileSql", "EmitRelation"])
            Assert.Single(run.Reasons(step), IncrementalStepRunReason.Modified);
        Assert.All(run.Reasons("GraphNodes"), reason => Assert.True(IsKept(reason), $"GraphNodes: {reason}"));
        Assert.All(run.Reasons("BindGraph"), reason => Assert.True(IsKept(reason), $"BindGraph: {reason}"));
        Assert.All(run.Reasons("EmitRegistry"), reason => Assert.True(IsKept(reason), $"EmitRegistry: {reason}"));
        Assert.Contains("> 11", run.Sources["Shop.First.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Spacing_inside_a_query_re_emits_nothing()
    {
        var harness = Start();
        harness.Edit("First.cs", First.Replace("o.Cents > 10", "o.Cents  >  10", StringComparison.Ordinal));
        var run = harness.Run();
        foreach (var step in (string[])[.. ModelSteps, "EmitRegistry"])
            Assert.All(run.Reasons(step), reason => Assert.True(IsKept(reason), $"{step}: {reason}"));
    }

    [Fact]
    public void Renamed_upstream_column_reaches_the_models_that_read_it()
    {
        var harness = Start();
        harness.Edit("Sources.cs", Sources.Replace("public required long Cents", "[Column(\"total_cents\")] public required long Cents", StringComparison.Ordinal));
        var run = harness.Run();
        // The source and its reader change, the second model reads neither.
        Assert.Equal(2, run.Reasons("EmitRelation").Count(reason => reason == IncrementalStepRunReason.Modified));
        Assert.Contains(".total_cents", run.Sources["Shop.First.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_edge_binds_the_graph_again_and_keeps_the_registry()
    {
        var harness = Start();
        harness.Edit("Second.cs", Second.Replace("Query<First> rows", "Query<RawOrder> rows", StringComparison.Ordinal));
        var run = harness.Run();
        Assert.Single(run.Reasons("GraphNodes"), IncrementalStepRunReason.Modified);
        Assert.All(run.Reasons("EmitRegistry"), reason => Assert.True(IsKept(reason), $"EmitRegistry: {reason}"));
    }

    [Fact]
    public void New_model_re_emits_the_registry()
    {
        var harness = Start();
        harness.Edit("Third.cs", Second.Replace("Second", "Third", StringComparison.Ordinal));
        var run = harness.Run();
        Assert.Contains(IncrementalStepRunReason.Modified, run.Reasons("EmitRegistry"));
        Assert.Contains("Shop.Third", run.Sources["QuernProject.g.cs"], StringComparison.Ordinal);
    }

    static bool IsKept(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    static GeneratorHarness Start()
    {
        var harness = new GeneratorHarness(
            new RelationGenerator(), new Dictionary<string, string>(),
            ("Sources.cs", Sources), ("First.cs", First), ("Second.cs", Second), ("Unrelated.cs", Unrelated));
        var run = harness.Run();
        Assert.Empty(run.Diagnostics);
        Assert.Equal(4, run.Sources.Count);
        return harness;
    }
}
