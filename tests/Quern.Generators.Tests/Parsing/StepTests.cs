using Microsoft.CodeAnalysis;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Tests.Parsing;

/// <summary>Where the steps of a query are written.</summary>
public sealed class StepTests
{
    const string Model = """
        #pragma warning disable CS1591
        using Quern;
        namespace Shop;

        [Source("raw", "orders")]
        public partial record RawOrder
        {
            [Key] public required long Id { get; init; }
            public required long Cents { get; init; }
        }

        [Table]
        public partial record Total
        {
            public required long Id { get; init; }

            public static Query<Total> Define(Query<RawOrder> orders)
            {
                var large =
                    from o in orders
                    where o.Cents > 1000
                    select new { o.Id };
                var unused = orders.Where(o => o.Cents == 0).Select(o => new { o.Id });
                return
                    from l in large
                    join s in Small(orders) on l.Id equals s.Id
                    join e in orders.Elsewhere() on l.Id equals e
                    select new Total { Id = l.Id };
            }

            static Query<Total> Small(Query<RawOrder> orders) => orders.Where(o => o.Cents < 5).Select(o => new Total { Id = o.Id });
        }
        """;

    const string Helper = """
        #pragma warning disable CS1591
        using Quern;
        namespace Shop;
        static class Helpers
        {
            public static Query<long> Elsewhere(this Query<RawOrder> orders) => orders.Select(o => o.Id + 1);
        }
        """;

    static GeneratorHarness Start() => new(new RelationGenerator(), new Dictionary<string, string>(), ("Model.cs", Model), ("Helper.cs", Helper));

    static EquatableArray<StepSpec> Steps(GeneratorRun run)
    {
        Assert.Empty(run.CompilerDiagnostics);
        return run.Values("CompileSql").Cast<(CompiledRelation? Relation, EquatableArray<DiagnosticSpec>)>().Single(c => c.Relation!.Spec.Id == "Shop.Total").Relation!.Spec.Steps;
    }

    [Fact]
    public void Steps_of_the_models_file_have_their_lines() =>
        Assert.Equal([new StepSpec("large", 19), new StepSpec("small", 31)], Steps(Start().Run()));

    [Fact]
    public void Lines_follow_an_edit_above_and_one_in_a_helpers_file_leaves_the_model_alone()
    {
        var harness = Start();
        _ = harness.Run();
        harness.Edit("Model.cs", Model.Replace("[Source", "\n\n[Source", StringComparison.Ordinal));
        Assert.Equal([new StepSpec("large", 21), new StepSpec("small", 33)], Steps(harness.Run()));
        harness.Edit("Helper.cs", Helper.Replace("static class", "\n\nstatic class", StringComparison.Ordinal));
        var moved = harness.Run();
        Assert.Equal([new StepSpec("large", 21), new StepSpec("small", 33)], Steps(moved));
        Assert.DoesNotContain(IncrementalStepRunReason.Modified, moved.Reasons("EmitRelation"));
    }
}
