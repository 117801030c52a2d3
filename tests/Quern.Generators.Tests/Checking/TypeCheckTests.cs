using Quern.Generators.Tests.Diagnostics;

namespace Quern.Generators.Tests.Checking;

/// <summary>Types and constants that fit in C# and not in the data: equalities that lose digits, texts outside of sets, columns that are too small.</summary>
public sealed class TypeCheckTests
{
    const string Inputs = """
        using System;
        using Quern;

        namespace Shop;

        public enum State { New, [EnumValue("PAID")] Paid }

        [Source("raw")]
        public partial record Order
        {
            [Key] public required long Id { get; init; }
            public required int Count { get; init; }
            public required short Rank { get; init; }
            public required decimal Total { get; init; }
            [Precision(8, 2)] public required decimal Fee { get; init; }
            public required double Weight { get; init; }
            public required float Ratio { get; init; }
            public required State State { get; init; }
            [AcceptedValues("eur", "usd")] public required string Currency { get; init; }
            [AcceptedValues("a", "b", Severity = Severity.Warn)] public required string Group { get; init; }
            public required string Note { get; init; }
        }

        public static class Rules
        {
            public static bool IsEuro(Order o) => o.Currency == "EUR";
        }

        """;

    [Theory]
    [InlineData("o.Count == o.Weight")]
    [InlineData("o.Rank == o.Ratio")]
    [InlineData("(double)o.Total == 0.5")]
    [InlineData("(double)o.Total > o.Weight")]
    [InlineData("o.Ratio == o.Weight")]
    [InlineData("o.Id == o.Count")]
    [InlineData("o.Total == o.Count")]
    [InlineData("o.Currency == \"eur\" || o.Currency is \"usd\" or \"eur\"")]
    [InlineData("o.State == State.Paid || Sql.EnumText(o.State) == \"PAID\"")]
    [InlineData("o.Group == \"c\" || o.Note == \"c\"")]
    [InlineData("o.Currency.ToUpper() == \"EUR\"")]
    [InlineData("o.Currency == o.Note")]
    public void Comparison_that_asks_what_it_says_has_no_warning(string condition) => Silent(Filter(condition));

    [Theory]
    [InlineData("o.Weight == (double)o.Total", "turns 'total' (decimal) into double, which keeps 15 digits of it, so that different values may be equal and equal ones different; convert the other side to decimal instead")]
    [InlineData("o.Id == o.Weight", "turns 'id' (long) into double, which keeps 15 digits")]
    [InlineData("o.Count != o.Ratio", "turns 'count' (int) into float, which keeps 7 digits")]
    [InlineData("(float)o.Weight == o.Ratio", "turns 'weight' (double) into float")]
    public void Equality_by_way_of_a_floating_point_number_is_reported_on_it(string condition, string message) =>
        Expect(Pairs(condition), "QRN2106", condition, message);

    [Fact]
    public void Join_by_way_of_a_floating_point_number_is_reported_on_the_key() => Expect(
        Model("from o in orders join p in others on o.Id equals p.Weight select new Model { Id = o.Id }"), "QRN2106", "o.Id", "turns 'id' (long) into double");

    [Theory]
    [InlineData("o.Currency == \"EUR\"", "o.Currency == \"EUR\"", "'currency' is never 'EUR': it is one of 'eur', 'usd'; compare it with one of them, or add the text to its set")]
    [InlineData("\"gbp\" != o.Currency", "\"gbp\" != o.Currency", "never 'gbp'")]
    [InlineData("o.Currency is \"eur\" or \"gbp\"", "\"gbp\"", "never 'gbp'")]
    [InlineData("Sql.EnumText(o.State) == \"Paid\"", "Sql.EnumText(o.State) == \"Paid\"", "'state' is never 'Paid': it is one of 'new', 'PAID'")]
    [InlineData("o.State == Sql.ParseEnum<State>(\"old\")", "o.State == Sql.ParseEnum<State>(\"old\")", "never 'old'")]
    [InlineData("Rules.IsEuro(o)", "Rules.IsEuro(o)", "never 'EUR'")]
    public void Text_outside_of_the_column_s_set_is_reported_on_the_comparison(string condition, string span, string message) =>
        Expect(Filter(condition), "QRN2107", span, message);

    [Fact]
    public void Set_is_known_through_steps_and_both_sides_of_a_union()
    {
        Expect(
            Model("from s in orders.Select(o => new { o.Id, o.Currency }).Distinct() where s.Currency == \"gbp\" select new Model { Id = s.Id }"),
            "QRN2107", "s.Currency == \"gbp\"", "'currency' is never 'gbp'");
        Silent(Model("from s in orders.Select(o => new { o.Id, T = o.Currency }).Concat(orders.Select(o => new { o.Id, T = o.Note })) where s.T == \"gbp\" select new Model { Id = s.Id }"));
    }

    [Theory]
    [InlineData("decimal", "o.Total")]
    [InlineData("decimal", "o.Fee")]
    [InlineData("decimal", "99999999999999.9999m")]
    [InlineData("[Precision(10, 2)] decimal", "o.Fee")]
    [InlineData("[Precision(6, 2)] decimal", "o.Id")]
    [InlineData("[Precision(6, 2)] decimal", "o.Total * o.Count")]
    [InlineData("[Precision(6, 2)] decimal", "Math.Round(o.Total / 3, 2)")]
    [InlineData("[Precision(6, 2)] decimal", "o.Count / 2")]
    [InlineData("[Precision(12, 2)] decimal", "o.Count")]
    [InlineData("[Precision(3, 2)] decimal", "o.Count > 1 ? 9.99m : -9.99m")]
    [InlineData("[Precision(3, 2)] decimal?", "o.Count > 1 ? 0.50m : null")]
    [InlineData("State", "o.Count > 1 ? State.Paid : Sql.ParseEnum<State>(\"new\")")]
    [InlineData("[AcceptedValues(\"x\", Severity = Severity.Warn)] string", "\"y\"")]
    public void Value_that_fits_its_column_has_no_warning(string type, string value) => Silent(Column(type, value));

    [Theory]
    [InlineData("[Precision(8, 2)] decimal", "o.Total", "QRN2108", "'Model.Value' is decimal(8, 2), but its value is decimal(18, 4): a run fails at the first one of more than 6 digits before the point; declare it [Precision(16, 2)]")]
    [InlineData("[Precision(18, 2)] decimal", "o.Total", "QRN2108", "digits after the point are rounded away; declare it [Precision(18, 4)], or round with Math.Round(…, 2)")]
    [InlineData("[Precision(7, 2)] decimal", "o.Count > 1 ? o.Fee : 0", "QRN2108", "but its value is decimal(8, 2)")]
    [InlineData("[Precision(6, 2)] decimal", "o.Count", "QRN2108", "but its value is int32")]
    [InlineData("[Precision(4, 2)] decimal", "o.Rank", "QRN2108", "more than 2 digits before the point; declare it [Precision(7, 2)]")]
    [InlineData("[Precision(3, 2)] decimal", "o.Count > 1 ? 10m : 1m", "QRN2109", "'Model.Value' is set to 10, which has 2 digits before the point where decimal(3, 2) has 1; declare it [Precision(4, 2)] or more")]
    [InlineData("decimal", "0.00001m", "QRN2109", "'Model.Value' is set to 0.00001, of which decimal(18, 4) keeps 4 digits after the point; round it")]
    [InlineData("[Precision(2, 2)] decimal", "-1m", "QRN2109", "which has 1 digits before the point")]
    [InlineData("State", "Sql.ParseEnum<State>(\"paid\")", "QRN2109", "'Model.Value' is set to 'paid', which is none of its values; it may be 'new', 'PAID'")]
    [InlineData("[AcceptedValues(\"x\", \"y\")] string", "o.Count > 1 ? \"x\" : \"z\"", "QRN2109", "set to 'z', which is none of its values")]
    public void Value_that_does_not_fit_is_reported_on_the_column(string type, string value, string id, string message) =>
        Expect(Column(type, value), id, "Value", message);

    static string Filter(string condition) => Model($"from o in orders where {condition} select new Model {{ Id = o.Id }}");

    static string Pairs(string condition) => Model($"from o in orders from p in others where {condition} select new Model {{ Id = o.Id }}");

    static string Model(string query) => $$"""
        [Table]
        public partial record Model
        {
            public required long Id { get; init; }
            public static Query<Model> Define(Query<Order> orders, Query<Order> others) => {{query}};
        }
        """;

    static string Column(string type, string value)
    {
        var split = type.LastIndexOf(' ') + 1;
        return $$"""
            [Table]
            public partial record Model
            {
                {{type[..split]}}public required {{type[split..]}} Value { get; init; }
                public static Query<Model> Define(Query<Order> orders) => orders.Select(o => new Model { Value = {{value}} });
            }
            """;
    }

    static void Silent(string source)
    {
        var run = Run(source);
        Assert.Null(run.Exception);
        Assert.Empty(run.Diagnostics.Select(d => d.ToString()));
        Assert.Equal(3, run.Sources.Count);
    }

    static void Expect(string source, string id, string span, string message)
    {
        var run = Run(source);
        Assert.Null(run.Exception);
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal((id, span), (diagnostic.Id, (Inputs + source).Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
        Assert.Contains(message, diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    static GeneratorRun Run(string source) =>
        new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", Inputs + source)).Run();
}
