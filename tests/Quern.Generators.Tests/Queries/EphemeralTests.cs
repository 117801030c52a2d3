using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Tests.Queries;

/// <summary>Ephemeral models stand in the models that take them.</summary>
public sealed class EphemeralTests
{
    const string Source = """
        using Quern;
        namespace Shop;

        [Source("raw", "orders")]
        public partial record RawOrder
        {
            [Key] public required long Id { get; init; }
            public required long Cents { get; init; }
        }
        """;

    const string Step = """
        using Quern;
        namespace Shop;

        [Ephemeral]
        public record LargeOrder
        {
            public required long Id { get; init; }
            public required long Cents { get; init; }
            public static Query<LargeOrder> Define(Query<RawOrder> orders) =>
                from o in orders where o.Cents > 1000 select new LargeOrder { Id = o.Id, Cents = o.Cents };
        }
        """;

    const string Model = """
        using Quern;
        namespace Shop;

        [Table]
        public partial record Largest
        {
            public required long Id { get; init; }
            public static Query<Largest> Define(Query<LargeOrder> orders) =>
                from o in orders where o.Cents == orders.Max(x => x.Cents) select new Largest { Id = o.Id };
        }
        """;

    [Fact]
    public void Step_is_a_cte_of_its_name() => Snapshot.Matches(SelectOf(Start().Run()) + "\n", "sql");

    [Fact]
    public void Model_reads_what_its_step_reads()
    {
        var relation = Relation(Start().Run());
        Assert.Equal(["Shop.RawOrder"], relation.Spec.Inputs);
    }

    [Fact]
    public void Model_is_translated_again_when_its_step_changes()
    {
        var harness = Start();
        _ = harness.Run();
        harness.Edit("Step.cs", Step.Replace("1000", "5000", StringComparison.Ordinal));
        Assert.Contains("> 5000", SelectOf(harness.Run()), StringComparison.Ordinal);
    }

    [Fact]
    public void Step_that_reads_itself_is_refused()
    {
        var harness = Start();
        harness.Edit("Step.cs", Step.Replace("Query<RawOrder> orders", "Query<LargeOrder> orders", StringComparison.Ordinal));
        var diagnostic = Assert.Single(harness.Run().Diagnostics);
        Assert.Equal("QRN1008", diagnostic.Id);
    }

    [Fact]
    public void Mistake_in_a_step_is_reported_where_it_is_taken()
    {
        var harness = Start();
        harness.Edit("Step.cs", Step.Replace("o.Cents > 1000", "System.DateTime.IsLeapYear((int)o.Cents)", StringComparison.Ordinal));
        var diagnostic = Assert.Single(harness.Run().Diagnostics);
        Assert.Equal(("QRN2001", "Model.cs"), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
    }

    static GeneratorHarness Start() =>
        new(new RelationGenerator(), new Dictionary<string, string>(), ("Source.cs", Source), ("Step.cs", Step), ("Model.cs", Model));

    static CompiledRelation Relation(GeneratorRun run) =>
        run.Values("CompileSql").Cast<(CompiledRelation? Relation, EquatableArray<DiagnosticSpec>)>().Single(c => c.Relation!.Spec.Id == "Shop.Largest").Relation!;

    static string SelectOf(GeneratorRun run) => Relation(run).Sql.Single(s => s.Dialect == "postgres").Select!.ToString();
}
