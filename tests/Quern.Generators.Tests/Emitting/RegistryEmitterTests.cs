using Quern.Generators.Emitting;

namespace Quern.Generators.Tests.Emitting;

public class RegistryEmitterTests
{
    [Fact]
    public void Relations_in_any_order_are_listed_by_id() =>
        Snapshot.Matches(RegistryEmitter.Emit("Shop", "my-shop", [new("Shop.b", "raw", "b"), new("Shop.B", "raw", "odd \"name\"\n"), new("Shop.A.Nested", "raw", "nested"), new("Shop.event", "raw", "event")], ["Quern.Generated.Base_Relations"]), "cs");

    [Theory]
    [InlineData("", "")]
    [InlineData("Shop.Models", "namespace Shop.Models\n")]
    [InlineData("my-shop.2nd.event", "namespace my_shop._2nd.@event\n")]
    public void Root_namespace_becomes_a_namespace(string root, string expected)
    {
        var emitted = RegistryEmitter.Emit(root, "Shop", [], []);
        Assert.Equal(expected, string.Concat(emitted.Split('\n').Where(l => l.StartsWith("namespace", StringComparison.Ordinal)).Select(l => l + "\n")));
        Assert.Empty(StrictCompiler.Diagnostics(StrictCompiler.Compilation(("QuernProject.g.cs", emitted))));
    }
}
