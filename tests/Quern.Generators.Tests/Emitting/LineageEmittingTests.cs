using Quern.Registry;

namespace Quern.Generators.Tests.Emitting;

/// <summary>What of a query's lineage reaches the runtime and the doc comment.</summary>
public sealed class LineageEmittingTests
{
    const string Source = """
        #pragma warning disable CS1591
        using System;
        using Quern;

        namespace Shop;

        [Source("raw", "orders")]
        public partial record RawOrder
        {
            [Key] public required long Id { get; init; }
            public required string Status { get; init; }
            public required long Cents { get; init; }
            [Pii("email", "name")] public required string Contact { get; init; }
            [Pii] public required string Memo { get; init; }
            public required DateTime UpdatedAt { get; init; }
        }

        [Incremental(UniqueKey = nameof(Id))]
        public partial record Order
        {
            public required long Id { get; init; }
            public required decimal Total { get; init; }
            [Pii("email", "name")] public required string Contact { get; init; }

            public static Query<Order> Define(Query<RawOrder> orders, Target<Order> target) =>
                from o in orders.ChangedSince(o => o.UpdatedAt)
                where o.Status == "paid" && !target.Rows.Any(t => t.Id == o.Id)
                select new Order { Id = o.Id, Total = o.Cents / 100m, Contact = o.Contact };
        }
        """;

    readonly GeneratorRun run = new GeneratorHarness(
        new RelationGenerator(), new Dictionary<string, string> { ["RootNamespace"] = "Shop" }, ("Models.cs", Source)).Run();

    [Fact]
    public void Registry_has_the_lineage_of_columns_and_of_rows_and_personal_data()
    {
        Assert.Empty(run.Diagnostics);
        var registry = StrictCompiler.LoadRegistry([("Models.cs", Source), .. run.Sources.Select(s => (s.Key, s.Value))]);
        var order = registry["Shop.Order"];

        Assert.Equal(
            [new("Shop.RawOrder", "id", true), new("Shop.RawOrder", "cents", false), new LineageEdge("Shop.RawOrder", "contact", true)],
            order.Columns.SelectMany(c => c.Lineage));
        Assert.Equal(
            [
                new("Shop.RawOrder", "status", LineageUse.Filter), new("Shop.Order", "id", LineageUse.Join), new RowLineageEdge("Shop.RawOrder", "id", LineageUse.Join),
            ],
            order.RowLineage.OrderBy(e => e.Use).ThenBy(e => e.RelationId, StringComparer.Ordinal));
        Assert.Equal(["email", "name"], order.Columns[2].Pii);
        Assert.Null(order.Columns[0].Pii);
        Assert.Equal([], registry["Shop.RawOrder"].Columns.Single(c => c.Name == "memo").Pii);
        Assert.Empty(registry["Shop.RawOrder"].RowLineage);
    }

    [Fact]
    public void Doc_comment_ends_with_the_lineage()
    {
        var emitted = run.Sources.Single(s => s.Key.Contains("Shop.Order", StringComparison.Ordinal)).Value;
        Assert.Contains(
            """
            /// -- id = RawOrder.id
            /// -- total from RawOrder.cents
            /// -- contact = RawOrder.contact
            /// -- rows by filter: RawOrder.status
            /// -- rows by join: RawOrder.id, Order.id
            /// </code></remarks>
            """.ReplaceLineEndings("\n"),
            emitted, StringComparison.Ordinal);
    }
}
