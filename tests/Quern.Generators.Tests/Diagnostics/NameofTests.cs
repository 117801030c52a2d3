using Microsoft.CodeAnalysis;

namespace Quern.Generators.Tests.Diagnostics;

/// <summary>Columns that attributes name by text.</summary>
public sealed class NameofTests
{
    [Theory]
    [InlineData("[Incremental(UniqueKey = {|QRN1020:\"Id\"|})]", "", "UniqueKey of [Incremental] names the column 'Id' by text, which a rename does not find; use nameof(Id)")]
    [InlineData("[Incremental(UniqueKey = nameof(Id), ClusterBy = [nameof(Id), {|QRN1020:\"Other\"|}])]", "", "ClusterBy of [Incremental] names the column 'Other'")]
    [InlineData("[Table]", "[References<RawOrder>({|QRN1020:\"Id\"|})] ", "use nameof(RawOrder.Id)")]
    public void Column_that_is_named_by_text_is_suggested_to_be_named_by_nameof(string model, string test, string message)
    {
        var source = MarkedSource.Parse(Order(model, test));

        var diagnostic = Assert.Single(Run(source.Text).Diagnostics);

        Assert.Equal(source.Expected, [(diagnostic.Id, Span: source.Text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length))]);
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.Contains(message, diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void Column_that_is_named_by_nameof_or_by_a_constant_is_fine() =>
        Assert.Empty(Run(Order("[Incremental(UniqueKey = nameof(Id), ClusterBy = [Names.Other])]", "[References<RawOrder>(nameof(RawOrder.Id))] ")).Diagnostics);

    static GeneratorRun Run(string source) => new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", source)).Run();

    static string Order(string model, string test) =>
        $$"""
        using Quern;

        namespace Shop;

        static class Names { public const string Other = "Other"; }

        [Source("raw", "orders")]
        public partial record RawOrder
        {
            [Key] public required long Id { get; init; }
        }

        {{model}}
        public partial record Order
        {
            public required long Id { get; init; }
            {{test}}public required long Other { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id, Other = r.Id });
        }
        """;
}
