using Quern.Generators.Emitting;

namespace Quern.Generators.Tests.Emitting;

/// <summary>Generated files have names that differ even without case.</summary>
public sealed class HintNamesTests
{
    [Fact]
    public void Ids_that_differ_by_case_alone_have_names_that_differ_by_more()
    {
        string[] ids = ["QuernProject", "Shop.ORDER", "Shop.Order", "Shop.Order.2", "Shop.Other", "Shop.order"];
        var numbered = HintNames.Numbered(ids);
        Assert.Equal(
            ["QuernProject.2.g.cs", "Shop.ORDER.g.cs", "Shop.Order.2.g.cs", "Shop.Order.2.2.g.cs", "Shop.Other.g.cs", "Shop.order.3.g.cs"],
            ids.Select(id => HintNames.Of(id, numbered)));
    }

    [Fact]
    public void Names_without_a_clash_need_no_number() => Assert.Empty(HintNames.Numbered(["Shop.Order", "Shop.Orders"]));

    [Fact]
    public void Relations_that_differ_by_case_alone_are_both_emitted()
    {
        var harness = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", """
            using Quern;
            namespace Shop;

            [Source("raw", "a")] public partial record Order { [Key] public required long Id { get; init; } }
            [Source("raw", "b")] public partial record ORDER { [Key] public required long Id { get; init; } }
            """));
        var run = harness.Run();
        Assert.Null(run.Exception);
        Assert.Equal(["QuernProject.g.cs", "Shop.ORDER.g.cs", "Shop.Order.2.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Relations_of_one_full_name_leave_the_error_to_the_compiler()
    {
        var harness = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", """
            using Quern;

            partial class Shop { [Source("raw", "a")] public partial record Order { [Key] public required long Id { get; init; } } }
            namespace Shop { [Source("raw", "b")] public partial record Order { [Key] public required long Id { get; init; } } }
            """));
        var run = harness.Run();
        Assert.Null(run.Exception);
        Assert.Contains(run.CompilerDiagnostics, d => d.Contains("CS0101", StringComparison.Ordinal));
    }
}
