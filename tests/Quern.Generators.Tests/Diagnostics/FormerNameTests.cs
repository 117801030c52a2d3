namespace Quern.Generators.Tests.Diagnostics;

/// <summary>What <c>[RenamedFrom]</c> may name, and what of it reaches the runtime.</summary>
public sealed class FormerNameTests
{
    const string Inputs = """
        #pragma warning disable CS1591
        using System;
        using Quern;

        namespace Shop;

        [Source("raw", "orders")]
        [Extract("shop", Cursor = nameof(UpdatedAt))]
        [RenamedFrom("landing.orders")]
        public partial record RawOrder
        {
            [Key] public required long Id { get; init; }
            [RenamedFrom("changed_at")] public required DateTime UpdatedAt { get; init; }
        }

        """;

    [Fact]
    public void Former_names_are_registered()
    {
        var source = ("Models.cs", Inputs + Model("""[RenamedFrom("old_orders"), RenamedFrom("core.orders")]""", """[RenamedFrom("number"), RenamedFrom("no")]"""));
        var run = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string> { ["RootNamespace"] = "Shop" }, source).Run();
        Assert.Empty(run.Diagnostics);
        var registry = StrictCompiler.LoadRegistry([source, .. run.Sources.Select(s => (s.Key, s.Value))]);
        Assert.Equal(["marts.old_orders", "core.orders"], registry["Shop.Model"].FormerNames.Select(n => n.ToString()));
        Assert.Equal(["number", "no"], registry["Shop.Model"].Columns[0].FormerNames);
        Assert.Equal(["landing.orders"], registry["Shop.RawOrder"].FormerNames.Select(n => n.ToString()));
        Assert.Equal(["changed_at"], registry["Shop.RawOrder"].Columns[1].FormerNames);
    }

    [Theory]
    [InlineData("", """[RenamedFrom({|QRN1016:""|})]""", "[RenamedFrom(\"\")] of 'Model.Id' is empty; give the name that the warehouse had before")]
    [InlineData("", """[RenamedFrom({|QRN1016:"ID"|})]""", "[RenamedFrom(\"ID\")] of 'Model.Id' names the column itself (names compare without case)")]
    [InlineData("", """[RenamedFrom({|QRN1016:"at"|})]""", "names 'Model.At', which is a column still; a column has one successor")]
    [InlineData("", """[RenamedFrom("no"), RenamedFrom({|QRN1016:"No"|})]""", "names 'Model.Id', which is renamed from it too")]
    [InlineData("""[RenamedFrom({|QRN1016:"Marts.MODELS"|})]""", "", "[RenamedFrom(\"Marts.MODELS\")] of 'Model' names 'Model' itself")]
    [InlineData("""[RenamedFrom({|QRN1016:"a.b.c"|})]""", "", "has more than one dot; write 'schema.name'")]
    [InlineData("""[RenamedFrom({|QRN1016:"a."|})]""", "", "is empty")]
    [InlineData("""[RenamedFrom("a"), RenamedFrom({|QRN1016:"marts.A"|})]""", "", "is there twice")]
    [InlineData("""[RenamedFrom({|QRN3005:"raw.orders"|})]""", "", "'Shop.Model' is renamed from 'raw.orders', but 'Shop.RawOrder' is stored under that name now; give the new relation another name")]
    [InlineData("""[RenamedFrom("landing.orders")]""", "", "'Shop.RawOrder' is renamed from 'landing.orders', but so is 'Shop.Model'; a table has one successor", """{|QRN3005:"landing.orders"|}""")]
    public void Name_that_can_not_be_a_former_one_is_reported_on_the_argument(string ofModel, string ofColumn, string message, string? inInputs = null)
    {
        var source = MarkedSource.Parse((inInputs is null ? Inputs : Inputs.Replace("\"landing.orders\"", inInputs, StringComparison.Ordinal)) + Model(ofModel, ofColumn));
        var run = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", source.Text)).Run();
        Assert.Null(run.Exception);
        Assert.Equal(source.Expected, run.Diagnostics.Select(d => (d.Id, source.Text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length))));
        Assert.Contains(message, Assert.Single(run.Diagnostics).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void Former_name_of_what_is_no_table_is_reported_on_the_argument()
    {
        var source = MarkedSource.Parse(Inputs + """
            [Ephemeral, RenamedFrom({|QRN1016:"old_orders"|})]
            public record Step
            {
                [RenamedFrom({|QRN1016:"number"|})] public required long Id { get; init; }
                public static Query<Step> Define(Query<RawOrder> rows) => rows.Select(r => new Step { Id = r.Id });
            }
            """);
        var run = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", source.Text)).Run();
        Assert.Equal(source.Expected, run.Diagnostics.Select(d => (d.Id, source.Text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length))));
        Assert.Equal(
            ["[RenamedFrom(\"old_orders\")] of 'Step' is on an [Ephemeral] model, which is no table of the warehouse, so there is nothing to rename; remove the attribute",
             "[RenamedFrom(\"number\")] of 'Step.Id' is on an [Ephemeral] model, which is no table of the warehouse, so there is nothing to rename; remove the attribute"],
            run.Diagnostics.Select(d => d.GetMessage(null)));
    }

    [Fact]
    public void Columns_that_swap_their_names_are_refused_both()
    {
        var run = Run("""
            [Table]
            public partial record Model([RenamedFrom("at")] long Id, [RenamedFrom("id")] DateTime At)
            {
                public static Query<Model> Define(Query<RawOrder> orders) => orders.Select(o => new Model(o.Id, o.UpdatedAt));
            }
            """);
        Assert.Equal(
            ["[RenamedFrom(\"at\")] of 'Model.Id' names 'Model.At', which is a column still", "[RenamedFrom(\"id\")] of 'Model.At' names 'Model.Id', which is a column still"],
            run.Diagnostics.Select(d => d.GetMessage(null).Split(';')[0]));
    }

    [Fact]
    public void Models_that_swap_their_names_or_hand_them_on_are_refused()
    {
        string Stored(string name, string former) => $$"""
            [Table(Schema = "marts", Name = "{{name}}"), RenamedFrom("{{former}}")]
            public partial record Model{{name.ToUpperInvariant()}}
            {
                public required long Id { get; init; }
                public static Query<Model{{name.ToUpperInvariant()}}> Define(Query<RawOrder> orders) => orders.Select(o => new Model{{name.ToUpperInvariant()}} { Id = o.Id });
            }

            """;
        Assert.Equal(["QRN3005", "QRN3005"], Run(Stored("a", "b") + Stored("b", "a")).Diagnostics.Select(d => d.Id));
        var handedOn = Assert.Single(Run(Stored("a", "b") + Stored("b", "c")).Diagnostics).GetMessage(null);
        Assert.StartsWith("'Shop.ModelA' is renamed from 'marts.b', but 'Shop.ModelB' is stored under that name now", handedOn, StringComparison.Ordinal);
        Assert.Empty(Run(Stored("a", "c") + Stored("b", "d")).Diagnostics);
    }

    [Fact]
    public void Renamed_key_and_cursor_are_asked_for_by_their_new_names_and_readers_read_the_new_table()
    {
        const string Models = """
            [Incremental(Schema = "marts", Name = "orders", UniqueKey = nameof(Number), Strategy = IncrementalStrategy.DeleteInsert)]
            [RenamedFrom("stg_orders")]
            public partial record Order
            {
                [RenamedFrom("id"), RenamedFrom("order_id")] public required long Number { get; init; }
                [RenamedFrom("updated_at")] public required DateTime ChangedAt { get; init; }
                public static Query<Order> Define(Query<RawOrder> orders) =>
                    orders.ChangedSince(o => o.UpdatedAt).Select(o => new Order { Number = o.Id, ChangedAt = o.UpdatedAt });
            }

            [Incremental(UniqueKey = nameof(Number))]
            public partial record Reader
            {
                [References<Order>(nameof(Order.Number))] public required long Number { get; init; }
                public static Query<Reader> Define(Query<Order> orders) => orders.ChangedSince(o => o.ChangedAt).Select(o => new Reader { Number = o.Number });
            }
            """;
        var source = ("Models.cs", Inputs + Models);
        var run = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string> { ["RootNamespace"] = "Shop" }, source).Run();
        Assert.Empty(run.Diagnostics.Select(d => d.ToString()));
        var registry = StrictCompiler.LoadRegistry([source, .. run.Sources.Select(s => (s.Key, s.Value))]);
        var (order, reader) = (registry["Shop.Order"], registry["Shop.Reader"]);
        Assert.Equal(["number"], order.Incremental!.UniqueKey);
        Assert.Equal(["id", "order_id"], order.Columns[0].FormerNames);
        Assert.Equal(("Shop.Order", "changed_at"), (reader.Incremental!.Cursors.Single().InputId, reader.Incremental.Cursors.Single().Column));
        Assert.Equal([new Registry.LineageEdge("Shop.Order", "number", true)], reader.Columns.SelectMany(c => c.Lineage));
    }

    [Fact]
    public void Source_that_quern_does_not_fill_can_not_be_renamed()
    {
        const string Source = """
            [Source("raw", "seen")]
            [RenamedFrom("glimpsed")]
            public partial record Seen
            {
                [RenamedFrom("no")] public required long Id { get; init; }
            }
            """;
        var run = Run(Source);
        Assert.Equal(["QRN1016", "QRN1016"], run.Diagnostics.Select(d => d.Id));
        Assert.All(run.Diagnostics, d => Assert.Contains("is on a source that Quern does not fill", d.GetMessage(null), StringComparison.Ordinal));
    }

    static string Model(string ofModel, string ofColumn) => $$"""
        [Table(Schema = "marts", Name = "models")]
        {{ofModel}}
        public partial record Model
        {
            {{ofColumn}} public required long Id { get; init; }
            public required DateTime At { get; init; }
            public static Query<Model> Define(Query<RawOrder> orders) => orders.Select(o => new Model { Id = o.Id, At = o.UpdatedAt });
        }
        """;

    static GeneratorRun Run(string source) =>
        new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", Inputs + source)).Run();
}
