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
            [Precision(4, 4)] public required decimal Rate { get; init; }
            public required double Weight { get; init; }
            public required float Ratio { get; init; }
            public required State State { get; init; }
            [AcceptedValues("eur", "usd")] public required string Currency { get; init; }
            [AcceptedValues("a", "b", Severity = Severity.Warn)] public required string Group { get; init; }
            public required string Note { get; init; }
            public required Guid Key { get; init; }
            public required DateOnly Day { get; init; }
            public required bool IsOpen { get; init; }
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
    [InlineData("o.Ratio == 0.5")]
    [InlineData("o.Ratio == 0.1f")]
    [InlineData("(double)o.Ratio == o.Rank")]
    [InlineData("(double)o.Ratio > 0.1")]
    [InlineData("o.Id.ToString() == \"7\"")]
    [InlineData("o.Id.ToString().PadLeft(8, '0') == o.Note")]
    [InlineData("$\"A{o.Id}\" == o.Note")]
    [InlineData("Sql.TryParseInt64(o.Note) == o.Id")]
    [InlineData("(int)o.State == o.Count")]
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
    [InlineData("(float)o.Weight == o.Ratio", "turns 'weight' (double) into float, which keeps 7 digits of it, so that different values may be equal and equal ones different; compare the difference with a tolerance, as in Math.Abs(a - b) < 1e-6")]
    public void Equality_by_way_of_a_floating_point_number_is_reported_on_it(string condition, string message) =>
        Expect(Pairs(condition), "QRN2106", condition, message);

    [Theory]
    [InlineData("o.Id.ToString() == p.Note", "'id' (long) as text: 7 and 007 are one number and two texts; parse the text with Sql.TryParseInt64")]
    [InlineData("p.Note != o.Count.ToString()", "'count' (int) as text: 7 and 007")]
    [InlineData("$\"{o.Id}\" == p.Note", "'id' (long) as text")]
    [InlineData("o.Id + \"\" == p.Note", "'id' (long) as text")]
    [InlineData("o.Key.ToString() == p.Note", "'key' (Guid) as text: one Guid may be written in capitals and in small letters; parse the text with Sql.TryParseGuid")]
    [InlineData("o.Day.ToString(\"yyyy-MM-dd\") == p.Note", "'day' (DateOnly) as text: one day may be written in several ways; parse the text with Sql.TryParseDate")]
    [InlineData("o.IsOpen.ToString() == p.Note", "'is_open' (bool) as text: 'True', 'true' and '1' are different texts; make a condition of the text")]
    [InlineData("o.Id.ToString() == p.Count.ToString()", "'id' (long) as text: values that are equal as they are; compare them without ToString")]
    [InlineData("o.Ratio == p.Weight", "'ratio' (float) as double: 0.1 as float is none of the doubles 0.1; compare the difference with a tolerance")]
    [InlineData("o.Weight != p.Ratio", "'ratio' (float) as double")]
    [InlineData("o.Ratio == 0.1", "'ratio' (float) as double")]
    public void Equality_in_another_type_is_reported_on_it(string condition, string message) => Expect(Pairs(condition), "QRN2112", condition, message);

    [Fact]
    public void Join_in_another_type_is_reported_on_the_key()
    {
        Expect(Model("from o in orders join p in others on o.Id.ToString() equals p.Note select new Model { Id = o.Id }"), "QRN2112", "o.Id.ToString()", "'id' (long) as text");
        Expect(Model("from o in orders join p in others on new { o.Currency, K = o.Key.ToString() } equals new { p.Currency, K = p.Note } select new Model { Id = o.Id }"), "QRN2112", "new { o.Currency, K = o.Key.ToString() }", "'key' (Guid) as text");
    }

    [Theory]
    [InlineData("o.Note[0] == o.Count", "o.Note[0] == o.Count")]
    [InlineData("o.Note[0] == 65", "o.Note[0] == 65")]
    [InlineData("o.Note[0] < o.Count", "o.Note[0] < o.Count")]
    public void Character_and_number_are_not_compared(string condition, string span) => Expect(Filter(condition), "QRN2002", span, "compare a character with a character");

    [Theory]
    [InlineData("o.Total == o.Weight")]
    [InlineData("o.Day == DateTime.UnixEpoch")]
    [InlineData("o.State == o.Note")]
    public void Comparison_that_CSharp_refuses_has_its_error_alone(string condition)
    {
        var run = Run(Filter(condition));
        Assert.Contains(run.CompilerDiagnostics, e => e.Contains("CS0019", StringComparison.Ordinal));
        Assert.Empty(run.Diagnostics);
    }

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
    [InlineData("[Precision(8, 2)] decimal", "o.Fee * o.Count")]
    [InlineData("[Precision(8, 2)] decimal", "o.Fee + o.Fee - 1m")]
    [InlineData("[Precision(18, 4)] decimal", "o.Total * o.Fee")]
    [InlineData("[Precision(8, 4)] decimal", "o.Fee / 100m")]
    [InlineData("[Precision(8, 4)] decimal", "o.Fee * 0.01m")]
    [InlineData("[Precision(8, 2)] decimal", "o.Fee / o.Rate")]
    [InlineData("[Precision(6, 4)] decimal", "o.Fee / o.Rate")]
    [InlineData("[Precision(8, 2)] decimal", "Math.Round(o.Fee * o.Rate, 2)")]
    [InlineData("[Precision(8, 2)] decimal", "Math.Min(Math.Round(o.Total, 2), 999999m)")]
    [InlineData("[Precision(3, 2)] decimal", "o.Fee % 10m")]
    [InlineData("[Precision(12, 2)] decimal", "o.Id / 100m")]
    [InlineData("[Precision(6, 2)] decimal", "o.Count / 2")]
    [InlineData("[Precision(12, 2)] decimal", "o.Count")]
    [InlineData("[Precision(3, 2)] decimal", "o.Count > 1 ? 9.99m : -9.99m")]
    [InlineData("[Precision(3, 2)] decimal?", "o.Count > 1 ? 0.50m : null")]
    [InlineData("State", "o.Count > 1 ? State.Paid : Sql.ParseEnum<State>(\"new\")")]
    [InlineData("[AcceptedValues(\"x\", Severity = Severity.Warn)] string", "\"y\"")]
    [InlineData("State?", "Sql.TryParseEnum<State>(o.Count > 1 ? \"paid\" : \"new\")")]
    public void Value_that_fits_its_column_has_no_warning(string type, string value) => Silent(Column(type, value));

    [Theory]
    [InlineData("[Precision(8, 2)] decimal", "o.Total", "QRN2108", "'Model.Value' is decimal(8, 2), but its value is decimal(18, 4): a run fails at the first one of more than 6 digits before the point; declare it [Precision(18, 4)], or leave others out with a filter such as '<'")]
    [InlineData("[Precision(18, 2)] decimal", "o.Total", "QRN2108", "digits after the point are rounded away; declare it [Precision(18, 4)], or round with Math.Round(…, 2)")]
    [InlineData("[Precision(7, 2)] decimal", "o.Count > 1 ? o.Fee : 0", "QRN2108", "but its value is decimal(8, 2)")]
    [InlineData("[Precision(6, 2)] decimal", "o.Count", "QRN2108", "but its value is int32")]
    [InlineData("[Precision(4, 2)] decimal", "o.Rank", "QRN2108", "more than 2 digits before the point; declare it [Precision(7, 2)]")]
    [InlineData("[Precision(6, 2)] decimal", "o.Total * o.Count", "QRN2108", "but its value is one of 14 digits before the point: a run fails at the first one of more than 4 digits before the point; declare it [Precision(16, 2)], or leave others out with a filter such as '<'")]
    [InlineData("[Precision(6, 2)] decimal", "o.Fee + 1m", "QRN2108", "but its value is one of 6 digits before the point and 2 after it")]
    [InlineData("[Precision(7, 2)] decimal", "o.Fee - o.Rate", "QRN2108", "declare it [Precision(10, 4)]")]
    [InlineData("[Precision(6, 2)] decimal", "1m + o.Fee", "QRN2108", "more than 4 digits before the point")]
    [InlineData("[Precision(8, 2)] decimal", "o.Fee * o.Rate", "QRN2108", "but its value is one of 6 digits before the point and 6 after it: digits after the point are rounded away; declare it [Precision(12, 6)], or round with Math.Round(…, 2)")]
    [InlineData("[Precision(9, 3)] decimal", "o.Fee / 100m", "QRN2108", "4 digits before the point and 4 after it: digits after the point are rounded away; declare it [Precision(8, 4)], or round with Math.Round(…, 3)")]
    [InlineData("[Precision(8, 2)] decimal", "o.Fee * 10m", "QRN2108", "one of 7 digits before the point and 2 after it")]
    [InlineData("[Precision(6, 2)] decimal", "o.Fee / o.Count", "QRN2108", "one of 6 digits before the point")]
    [InlineData("[Precision(6, 2)] decimal", "o.Fee / 3m", "QRN2108", "one of 5 digits before the point")]
    [InlineData("[Precision(4, 2)] decimal", "Math.Round(o.Fee, 1)", "QRN2108", "one of 6 digits before the point and 1 after it")]
    [InlineData("[Precision(4, 2)] decimal", "Math.Clamp(o.Fee, 0m, 500m)", "QRN2108", "one of 3 digits before the point")]
    [InlineData("[Precision(9, 1)] decimal", "o.Id * 0.01m", "QRN2108", "one of 2 digits after the point: digits after the point are rounded away")]
    [InlineData("[Precision(3, 2)] decimal", "o.Count > 1 ? 10m : 1m", "QRN2109", "'Model.Value' is set to 10, which has 2 digits before the point where decimal(3, 2) has 1; declare it [Precision(4, 2)] or more")]
    [InlineData("decimal", "0.00001m", "QRN2109", "'Model.Value' is set to 0.00001, of which decimal(18, 4) keeps 4 digits after the point; round it, or declare it [Precision(19, 5)]")]
    [InlineData("[Precision(2, 2)] decimal", "o.Count > 2 ? 0.125m : o.Count > 1 ? 12m : 0m", "QRN2109", "of which decimal(2, 2) keeps 2 digits after the point; round it, or declare it [Precision(5, 3)]")]
    [InlineData("[Precision(38, 30)] decimal", "123456789m", "QRN2109", "which has 9 digits before the point where decimal(38, 30) has 8; no column has room for that beside the other values")]
    [InlineData("[Precision(2, 2)] decimal", "-1m", "QRN2109", "which has 1 digits before the point")]
    [InlineData("State", "Sql.ParseEnum<State>(\"paid\")", "QRN2109", "'Model.Value' is set to 'paid', which is none of its values; it may be 'new', 'PAID'")]
    [InlineData("[AcceptedValues(\"x\", \"y\")] string", "o.Count > 1 ? \"x\" : \"z\"", "QRN2109", "set to 'z', which is none of its values")]
    public void Value_that_does_not_fit_is_reported_on_the_column(string type, string value, string id, string message) =>
        Expect(Column(type, value), id, "Value", message);

    [Fact]
    public void Digits_are_followed_through_steps_groups_and_unions()
    {
        const string value = "one of 6 digits before the point and 2 after it";
        Expect(Rows("[Precision(6, 2)]", "from o in orders group o by o.State into g select new Model { Value = g.Sum(o => o.Fee) }"), "QRN2108", "Value", value);
        Expect(Rows("[Precision(6, 2)]", "orders.Select(o => new { o.Id, F = o.Fee + 1m }).Distinct().Select(o => new Model { Value = o.F })"), "QRN2108", "Value", value);
        Expect(Rows("[Precision(6, 2)]", "orders.Select(o => o.Rate + 1m).Concat(orders.Select(o => o.Fee + 1m)).Select(v => new Model { Value = v })"), "QRN2108", "Value", "one of 6 digits before the point and 4 after it");
        Expect(Rows("[Precision(6, 2)]", "orders.Select(o => new Model { Value = orders.Where(p => p.Id < o.Id).Sum(p => p.Fee) })"), "QRN2108", "Value", value);
        Expect(Rows("[Precision(5, 2)]", "orders.Aggregate(all => new Model { Value = all.Sum(o => o.Fee * 0.1m) })"), "QRN2108", "Value", "one of 5 digits before the point and 3 after it");
        Silent(Rows("[Precision(8, 2)]", "from o in orders group o by o.State into g select new Model { Value = g.Sum(o => o.Fee) / g.Count() }"));
    }

    [Fact]
    public void Digits_that_a_filter_leaves_are_counted()
    {
        Silent(Rows("[Precision(6, 2)]", "orders.Where(o => o.Fee < 10000m).Select(o => new Model { Value = o.Fee })"));
        Silent(Rows("[Precision(6, 2)]", "orders.Where(o => 9999.99m >= o.Fee).Select(o => new Model { Value = o.Fee })"));
        Expect(Rows("[Precision(6, 2)]", "orders.Where(o => o.Fee <= 10000m).Select(o => new Model { Value = o.Fee })"), "QRN2108", "Value", "more than 4 digits");
    }

    static string Rows(string precision, string query) => $$"""
        [Table]
        public partial record Model
        {
            {{precision}} public required decimal Value { get; init; }
            public static Query<Model> Define(Query<Order> orders) => {{query}};
        }
        """;

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
