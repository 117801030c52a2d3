using static Quern.Generators.Tests.Diagnostics.Shop;

namespace Quern.Generators.Tests.Diagnostics;

/// <summary>Mistakes in the expressions of a query, as <see cref="DiagnosticTests"/>.</summary>
public sealed class ExpressionDiagnosticTests
{
    [Theory]
    [InlineData("d.As<Meta>()!.{|QRN2013:Count|}.ToString()", "'Meta.Count' can't be read from JSON: a document may lack it or have something else there; declare it 'int?'")]
    [InlineData("d.As<Meta>()?.{|QRN2013:Name|}", "declare it 'string?'")]
    [InlineData("d.As<Meta>() is { {|QRN2013:Name|}: \"x\" } ? \"a\" : \"b\"", "declare it 'string?'")]
    [InlineData("d.As<Meta>()!.{|QRN2013:Tags|} == null ? \"a\" : \"b\"", "declare everything else as 'Json?', an array to be read with Items")]
    [InlineData("d.As<Meta>()!.{|QRN2013:Ignored|}", "it is marked [JsonIgnore]")]
    [InlineData("d.As<Meta>()!.{|QRN2013:Shape|} == null ? \"a\" : \"b\"", "declare everything else as 'Json?'")]
    [InlineData("d.As<{|QRN2013:string|}>()", "name a record")]
    [InlineData("d.As<{|QRN2013:string[]|}>() == null ? \"a\" : \"b\"", "an array with Items")]
    [InlineData("d.As<{|QRN2013:Many|}>()!.Text", "give it a public constructor without parameters, or make it a positional record")]
    [InlineData("d.As<Meta>({|QRN2002:r.Id == 1 ? System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase : default|})!.Text", "use a constant")]
    public void Member_that_no_json_object_gives_is_reported_where_it_is_asked_for(string value, string message) => Expect(
        $$"""
        public abstract record Shape;
        public record Meta
        {
            public string? Text { get; init; }
            public int Count { get; init; }
            public required string Name { get; init; }
            public string[]? Tags { get; init; }
            [System.Text.Json.Serialization.JsonIgnore] public string? Ignored { get; init; }
            public Shape? Shape { get; init; }
        }
        public record Many
        {
            public Many(string text) => Text = text;
            public Many(int number, string text) => Text = text + number;
            public string? Text { get; init; }
        }
        [Table]
        public partial record Order
        {
            public string? Text { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => from r in rows let d = Json.Parse(r.Status) select new Order { Text = {{value}} };
        }
        """,
        message);

    [Theory]
    [InlineData("{|QRN2002:rows.Select(r => new { Meta = Json.Parse(r.Status).As<Meta>() }).Distinct()|}.Select(x => new Order { Text = x.Meta!.Text })", "A record that is read from JSON in rows that are compared")]
    [InlineData("rows.GroupBy({|QRN2002:r => Json.Parse(r.Status).As<Meta>()|}).Select(g => new Order { Text = g.Key!.Text })", "A record that is read from JSON in a key")]
    [InlineData("rows.OrderBy({|QRN2002:r => new { Meta = Json.Parse(r.Status).As<Meta>() }|}).Select(r => new Order { Text = r.Status })", "select those of its members that count")]
    public void Record_that_is_read_from_json_is_no_key(string query, string message) => Expect(
        $$"""
        public record Meta(string? Text);
        [Table]
        public partial record Order
        {
            public string? Text { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => {{query}};
        }
        """,
        message);

    [Theory]
    [InlineData("lists.Where(l => {|QRN2010:l.Numbers == l.Others|})", "'l.Numbers == l.Others' compares arrays")]
    [InlineData("lists.Where(l => {|QRN2010:l.Numbers != l.Others|})", "compare their elements")]
    [InlineData("{|QRN2010:lists.Distinct()|}", "use DistinctBy")]
    [InlineData("{|QRN2010:lists.Union(lists)|}", "use Concat")]
    [InlineData("{|QRN2010:lists.Except(lists)|}", "use Concat")]
    [InlineData("lists.OrderBy({|QRN2010:l => l.Numbers|})", "use columns of one value")]
    [InlineData("lists.OrderBy(l => l.Id).DistinctBy({|QRN2010:l => l.Numbers|})", "use columns of one value")]
    [InlineData("lists.GroupBy({|QRN2010:l => new { l.Id, l.Numbers }|}).Select(g => new Lists { Id = g.Key.Id, Numbers = g.Key.Numbers, Others = null })", "use columns of one value")]
    [InlineData("lists.Join(lists, {|QRN2010:l => l.Numbers|}, m => m.Numbers, (l, m) => l)", "use columns of one value")]
    [InlineData("lists.GroupBy(l => l.Id).Select(g => new Lists { Id = {|QRN2010:g.CountDistinct(x => x.Numbers)|}, Numbers = default!, Others = null })", "aggregate values")]
    public void Arrays_that_are_compared_are_reported(string query, string message) => Expect(
        $$"""
        [Source("raw", "lists")]
        public partial record Lists
        {
            public required long Id { get; init; }
            public required long[] Numbers { get; init; }
            public long[]? Others { get; init; }
        }

        [Table]
        public partial record Listed
        {
            public required long Id { get; init; }
            public required long[] Numbers { get; init; }
            public long[]? Others { get; init; }
            public static Query<Listed> Define(Query<Lists> lists) =>
                {{query}}.Select(l => new Listed { Id = l.Id, Numbers = l.Numbers, Others = l.Others });
        }
        """,
        message);

    [Theory]
    [InlineData("from l in lists from n in l.Numbers.{|QRN2001:DefaultIfEmpty|}() select new Element { Number = n }", "make that null first")]
    [InlineData("from l in lists from n in l.Numbers.{|QRN2001:Distinct|}() select new Element { Number = n }", "use Where and Select on an array")]
    [InlineData("from l in lists from n in l.Numbers.Where(n => n > 0).{|QRN2001:Index|}() select new Element { Number = n.Item }", "Index on the array itself")]
    [InlineData("from l in lists select new Element { Number = l.Numbers.{|QRN2001:First|}() }", "use one of the members listed")]
    [InlineData("from l in lists from n in {|QRN2002:l.Numbers[1..]|} select new Element { Number = n }", "take one element")]
    [InlineData("from l in lists from n in new[] { {|QRN2002:lists|} } select new Element { Number = l.Id }", "join it, or aggregate it")]
    [InlineData("from l in lists select new Element { Number = l.Text.{|QRN2001:Split|}(',', StringSplitOptions.TrimEntries).Length }", "split without options")]
    [InlineData("from l in lists select new Element { Number = l.Text.{|QRN2001:Split|}(l.Text).Length }", "give one separator as a constant")]
    [InlineData("from l in lists group l by l.Id into g select new Element { Number = g.{|QRN2001:ToArray|}(x => x.Numbers, x => x.Id).Length }", "collect values")]
    public void What_has_no_sql_of_arrays_is_reported(string query, string message) => Expect(
        $$"""
        [Source("raw", "lists")]
        public partial record Lists
        {
            [Key] public required long Id { get; init; }
            public required long[] Numbers { get; init; }
            public required string Text { get; init; }
        }

        [Table]
        public partial record Element
        {
            public required long Number { get; init; }
            public static Query<Element> Define(Query<Lists> lists) =>
                {{query}};
        }
        """,
        message);

    [Fact]
    public void Unsupported_method_is_reported_on_its_name() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required string Status { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Status = r.Status.{|QRN2001:Normalize|}() });
        }
        """,
        "'string.Normalize()' has no SQL; use one of the members listed");

    [Fact]
    public void Unsupported_method_in_a_helper_is_reported_at_the_call() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required string Status { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Status = {|QRN2001:Clean(r.Status)|} });
            static string Clean(string text) => text.Normalize();
        }
        """,
        "'string.Normalize()' has no SQL");

    [Fact]
    public void Choice_between_queries_is_reported() => Expect(
        """
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders, Target<Order> target)
            {
                var some = {|QRN2002:target.Exists ? orders.Where(o => o.Id > 5) : orders|};
                return some.Select(o => new Order { Id = o.Id });
            }
        }
        """,
        "filter one query by the condition, as in 'where !target.Exists || …'");

    [Fact]
    public void Value_from_outside_is_reported() => Expect(
        """
        [Table]
        public partial record Order
        {
            static readonly long Least = Environment.TickCount64;
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Where(r => r.Id > {|QRN2001:Least|}).Select(r => new Order { Id = r.Id });
        }
        """,
        "its value is not known while the project compiles; make it 'const'");

    [Fact]
    public void Query_carried_where_only_values_can_be_is_reported() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) =>
                rows.GroupJoin(rows, a => a.Id, b => b.Id, (a, same) => new { a.Id, same }).{|QRN2001:Distinct|}().Select(x => new Order { Id = x.Id });
        }
        """,
        "aggregate groups and inner queries before it");

    [Theory]
    [InlineData("{|QRN2002:Query.Of<Pair>()|}", "write the rows one by one")]
    [InlineData("{|QRN2002:Query.Of([.. new Pair[3]])|}", "write the rows one by one")]
    [InlineData("Query.Of(new Pair { A = 1, B = 2 }, {|QRN2002:new Pair { A = 2 }|})", "sets other members than the first")]
    public void List_of_values_that_can_not_be_read_is_reported(string list, string message) => Expect(
        $$"""
        record Pair { public long A { get; init; } public long B { get; init; } }

        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define() => {{list}}.Select(x => new Order { Id = x.A });
        }
        """,
        message);

    [Theory]
    [InlineData("r.Status.{|QRN2001:LastIndexOf|}('a', 3)", "no place to begin at")]
    [InlineData("r.Status.{|QRN2001:LastIndexOf|}(\"a\", StringComparison.OrdinalIgnoreCase)", "use StringComparison.Ordinal")]
    [InlineData("((decimal)r.Id).{|QRN2001:ToString|}(\"N2\", System.Globalization.CultureInfo.InvariantCulture).Length", "a form from \"F0\" to \"F9\"")]
    [InlineData("((decimal)r.Id).{|QRN2001:ToString|}(\"F10\", System.Globalization.CultureInfo.InvariantCulture).Length", "a form from \"F0\" to \"F9\"")]
    [InlineData("((decimal)r.Id).{|QRN2001:ToString|}(\"F2\").Length", "by the machine's culture")]
    [InlineData("$\"{|QRN2002:{(decimal)r.Id:F2}|}\".Length", "CultureInfo.InvariantCulture")]
    [InlineData("new[] { r.Status } is {|QRN2002:[.. var rest]|} ? 1 : 0", "match single elements of an array")]
    [InlineData("r.Status is {|QRN2002:['a', ..]|} ? 1 : 0", "match single elements of an array")]
    public void Form_of_a_member_that_no_engine_has_is_reported(string value, string message) => Expect(
        $$"""
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = {{value}} });
        }
        """,
        message);

    [Theory]
    [InlineData("all.PartitionBy(x => x.Status).Select(x => x.Id).{|QRN2001:Distinct|}().Sum(v => v)", "not every engine has it over a window; group the rows by the window's partition, as in 'group x by x.Key into g', aggregate g.Select(…).Distinct(), and join the groups by that key")]
    [InlineData("all.PartitionBy(x => x.Status).{|QRN2001:CountDistinct|}(x => x.Id)", "compute it of g, and join the groups by that key")]
    public void Aggregate_of_groups_alone_is_reported_in_a_window(string value, string message) => Expect(
        $$"""
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Over((r, all) => new Order { Id = {{value}} });
        }
        """,
        message);

    [Fact]
    public void Switch_without_a_last_arm_is_reported() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = {|QRN2002:r.Status switch { "a" => 1, "b" => 2 }|} });
        }
        """,
        "add an arm '_ => …'");

    [Fact]
    public void Parsing_into_a_variable_that_is_there_already_is_reported() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required int Number { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Number = Parsed(r.Status) });
            static int Parsed(string text)
            {
                int number = 0;
                return int.TryParse(text, out number) ? number : 1;
            }
        }
        """.Replace("Parsed(r.Status) }", "{|QRN2002:Parsed(r.Status)|} }", StringComparison.Ordinal),
        "declare it in place: 'out var number'");

    [Fact]
    public void Arithmetic_on_spans_but_their_sum_and_difference_is_reported() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required bool Old { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Old = r.UpdatedAt - {|QRN2002:TimeSpan.FromDays(1) * 2|} > r.UpdatedAt });
        }
        """,
        "A value of the type 'System.TimeSpan'");

    [Theory]
    [InlineData("Guid.{|QRN2001:Parse|}(r.Status).ToString()", "use Sql.ParseGuid")]
    [InlineData("decimal.{|QRN2001:Parse|}(r.Status) > 1 ? \"a\" : \"b\"", "use Sql.ParseDecimal")]
    [InlineData("DateOnly.{|QRN2001:TryParse|}(r.Status, out var day) ? \"a\" : \"b\"", "use Sql.TryParseDate")]
    [InlineData("Enum.{|QRN2001:Parse<DayOfWeek>|}(r.Status).ToString()", "use Sql.ParseEnum")]
    [InlineData("char.{|QRN2001:IsDigit|}(r.Status[0]) ? \"a\" : \"b\"", "use char.IsAsciiDigit")]
    [InlineData("string.{|QRN2001:Format|}(\"{0}\", r.Status)", "write an interpolated string")]
    [InlineData("r.Status.{|QRN2001:CompareTo|}(\"a\") > 0 ? \"a\" : \"b\"", "use string.CompareOrdinal")]
    [InlineData("DateTime.{|QRN2001:Today|} > r.UpdatedAt ? \"a\" : \"b\"", "use a column of the input")]
    [InlineData("r.UpdatedAt.{|QRN2001:ToString|}(\"d\")", "use a format such as \"yyyy-MM-dd HH:mm:ss\"")]
    [InlineData("DateOnly.FromDateTime(r.UpdatedAt).{|QRN2001:ToString|}(\"yyyy-MM-dd HH:mm\")", "use the format \"yyyy-MM-dd\"")]
    [InlineData("r.UpdatedAt.{|QRN2001:ToString|}(\"dd MMMM\")", "use a format such as \"yyyy-MM-dd HH:mm:ss\"")]
    [InlineData("r.Id.{|QRN2001:ToString|}(\"N0\")", "use the format \"D4\" or \"0000\"")]
    [InlineData("r.Id.ToString({|QRN2002:System.Globalization.CultureInfo.CurrentCulture|})", "give CultureInfo.InvariantCulture")]
    [InlineData("$\"{{|QRN2002:r.UpdatedAt|}}\"", "say how with ToString")]
    [InlineData("$\"{|QRN2002:{r.Total:F2}|}\"", "format the value when it is shown")]
    [InlineData("$\"{|QRN2002:{r.Id,5}|}\"", "use PadLeft or PadRight")]
    [InlineData("Codes.{|QRN2001:All|}.Contains(r.Status) ? \"a\" : \"b\"", "write the list where it is asked")]
    [InlineData("int.TryParse(r.Status, {|QRN2002:new System.Globalization.CultureInfo(\"de\")|}, out var n) ? \"a\" : \"b\"", "give CultureInfo.InvariantCulture")]
    public void Member_without_an_exact_meaning_says_what_to_write(string value, string message) => Expect(
        $$"""
        public static class Codes { public static readonly string[] All = ["a"]; }
        [Table]
        public partial record Order
        {
            public required string Text { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Text = {{value}} });
        }
        """,
        message);

    [Fact]
    public void Between_on_text_is_reported() => Expect(
        """
        [Source("raw")]
        public partial record Odd
        {
            [{|QRN5001:Between(0, 1)|}] public required string Text { get; init; }
        }
        """,
        "needs a numeric or temporal column, but it is text");
}
