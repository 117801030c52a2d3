using Quern.Generators.Model;
using Quern.Generators.Tests.Diagnostics;
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

    [Theory]
    [InlineData("o.Cents > 1000", "System.DateTime.{|QRN2001:IsLeapYear|}((int)o.Cents)")]
    [InlineData("static Query<LargeOrder> Define(", "Query<LargeOrder> {|QRN1008:Define|}(")]
    [InlineData("> Define(", "> Other(", "record LargeOrder", "record {|QRN1007:LargeOrder|}")]
    [InlineData("Query<RawOrder> orders", "{|QRN1009:Query<string>|} orders", "from o in orders where o.Cents > 1000 select new LargeOrder { Id = o.Id, Cents = o.Cents }", "orders.Select(o => new LargeOrder { Id = 1, Cents = 2 })")]
    [InlineData("Query<RawOrder> orders", "{|QRN1008:Query<LargeOrder>|} orders")]
    public void Mistake_in_a_step_that_nothing_reads_is_reported_in_it(params string[] edits)
    {
        var step = Step;
        for (var i = 0; i < edits.Length; i += 2)
            step = step.Replace(edits[i], edits[i + 1], StringComparison.Ordinal);
        var source = MarkedSource.Parse(step);
        var run = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Source.cs", Source), ("Step.cs", source.Text)).Run();
        Assert.Null(run.Exception);
        Assert.Equal(source.Expected, run.Diagnostics.Select(d => (d.Id, source.Text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length))));
    }

    [Fact]
    public void Changed_rows_may_be_asked_for_in_a_step() => Assert.Empty(Steps(Step.Replace("in orders where", "in orders.ChangedSince(o => o.Id) where", StringComparison.Ordinal)));

    [Fact]
    public void Mistake_in_a_step_that_a_step_reads_is_reported_once()
    {
        const string second = """

            [Ephemeral]
            public record Larger
            {
                public required long Id { get; init; }
                public static Query<Larger> Define(Query<LargeOrder> orders) => orders.Select(o => new Larger { Id = o.Id });
            }
            """;
        var diagnostic = Assert.Single(Steps(Step.Replace("o.Cents > 1000", "System.DateTime.IsLeapYear((int)o.Cents)", StringComparison.Ordinal) + second));
        Assert.Equal(("QRN2001", 9), (diagnostic.Id, diagnostic.Location.GetLineSpan().StartLinePosition.Line));
    }

    [Fact]
    public void Two_steps_that_read_each_other_are_refused() => Assert.All(
        Steps(Step.Replace("Query<RawOrder> orders", "Query<Larger> orders", StringComparison.Ordinal).Replace("RawOrder", "Larger", StringComparison.Ordinal) + """

            [Ephemeral]
            public record Larger
            {
                public required long Id { get; init; }
                public required long Cents { get; init; }
                public static Query<Larger> Define(Query<LargeOrder> orders) => orders.Select(o => new Larger { Id = o.Id, Cents = o.Cents });
            }
            """),
        diagnostic => Assert.Equal("QRN1008", diagnostic.Id));

    [Fact]
    public void Step_that_is_a_table_too_is_refused()
    {
        var diagnostic = Assert.Single(Steps(Step.Replace("[Ephemeral]\npublic record", "[Table, Ephemeral]\npublic partial record", StringComparison.Ordinal)));
        Assert.Equal("'LargeOrder' is marked as [Table] and [Ephemeral]; a record is one of [Source], [Table], [View], [Incremental] and [Ephemeral], so remove all but one", diagnostic.GetMessage(null));
    }

    static IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> Steps(string steps)
    {
        var run = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Source.cs", Source), ("Step.cs", steps)).Run();
        Assert.Null(run.Exception);
        return [.. run.Diagnostics];
    }

    static GeneratorHarness Start() =>
        new(new RelationGenerator(), new Dictionary<string, string>(), ("Source.cs", Source), ("Step.cs", Step), ("Model.cs", Model));

    static CompiledRelation Relation(GeneratorRun run) =>
        run.Values("CompileSql").Cast<(CompiledRelation? Relation, EquatableArray<DiagnosticSpec>)>().Single(c => c.Relation!.Spec.Id == "Shop.Largest").Relation!;

    static string SelectOf(GeneratorRun run) => Relation(run).Sql.Single(s => s.Dialect == "postgres").Select!.ToString();
}
