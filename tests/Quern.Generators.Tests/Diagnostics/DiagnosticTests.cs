using Microsoft.CodeAnalysis;

namespace Quern.Generators.Tests.Diagnostics;

/// <summary>Each mistake has one diagnostic of its own, on the span that must change, with a message that says what to do.</summary>
public sealed class DiagnosticTests
{
    const string Inputs = """
        using System;
        using System.Linq;
        using Quern;

        namespace Shop;

        [Source("raw", "orders")]
        public partial record RawOrder
        {
            [Key] public required long Id { get; init; }
            public required string Status { get; init; }
            public required decimal Total { get; init; }
            public required DateTime UpdatedAt { get; init; }
            public string? Note { get; init; }
        }

        """;

    [Fact]
    public void UniqueKey_of_no_column_is_reported_on_the_name() => Expect(
        """
        [Incremental(UniqueKey = {|QRN1004:"Nope"|})]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders) => orders.Select(o => new Order { Id = o.Id });
        }
        """,
        "UniqueKey of [Incremental] of 'Order' names 'Nope', which is no column of it; its columns are Id");

    [Fact]
    public void ClusterBy_of_no_column_is_reported_on_the_element() => Expect(
        """
        [Incremental(UniqueKey = nameof(Id), ClusterBy = [nameof(Id), {|QRN1004:"Day"|}])]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders) => orders.Select(o => new Order { Id = o.Id });
        }
        """,
        "ClusterBy of [Incremental] of 'Order' names 'Day'");

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

    [Fact]
    public void Missing_key_is_reported_on_the_attribute() => Expect(
        """
        [{|QRN1005:Incremental|}]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders) => orders.Select(o => new Order { Id = o.Id });
        }
        """,
        "set UniqueKey = nameof(…) or mark the identifying property with [Key]");

    [Fact]
    public void Nullable_key_is_reported() => Expect(
        """
        [Incremental(UniqueKey = {|QRN1006:nameof(Id)|})]
        public partial record Order
        {
            public long? Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders) => orders.Select(o => new Order { Id = o.Id });
        }
        """,
        "declare it as 'long' without '?'");

    [Theory]
    [InlineData("[{|QRN1021:Key|}]", "can't be a key")]
    [InlineData("[{|QRN1021:Unique|}]", "can't be tested for being unique")]
    [InlineData("[{|QRN1021:References<RawOrder>(nameof(RawOrder.Id))|}]", "can't refer to another relation")]
    public void Array_that_is_to_identify_or_refer_is_reported_on_the_attribute(string attribute, string problem) => Expect(
        $$"""
        [Source("raw", "labels")]
        public partial record Label
        {
            {{attribute}} public required long[] Numbers { get; init; }
        }
        """,
        $"'Label.Numbers' is an array and {problem}; use a column of one value");

    [Fact]
    public void Array_that_is_a_unique_key_or_orders_rows_is_reported_on_its_name() => Expect(
        """
        [Source("raw", "lists")]
        public partial record Lists
        {
            public required long[] Numbers { get; init; }
        }

        [Incremental(UniqueKey = {|QRN1021:nameof(Numbers)|}, ClusterBy = [{|QRN1021:nameof(Numbers)|}])]
        public partial record Label
        {
            public required long[] Numbers { get; init; }
            public static Query<Label> Define(Query<Lists> lists) => lists.Select(l => new Label { Numbers = l.Numbers });
        }
        """,
        "is an array and can't be a key");

    [Theory]
    [InlineData("long[,]")]
    [InlineData("long[][]")]
    [InlineData("byte[]")]
    [InlineData("char[]")]
    [InlineData("Json[]")]
    public void Array_that_no_engine_stores_is_reported_on_the_property(string type) => Expect(
        $$"""
        [Source("raw", "labels")]
        public partial record Label
        {
            public required {{type}} {|QRN1003:Values|} { get; init; }
        }
        """,
        "or an array of one of them but Json");

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
    public void Computed_cursor_can_not_be_traced() => Expect(
        """
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders) =>
                orders.ChangedSince(o => {|QRN2004:o.UpdatedAt.AddDays(1)|}).Select(o => new Order { Id = o.Id });
        }
        """,
        "The cursor 'o.UpdatedAt.AddDays(1)' is not a column of an input relation");

    [Fact]
    public void Cursor_of_an_aggregate_can_not_be_traced() => Expect(
        """
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders)
            {
                var last = from o in orders group o by o.Id into g select new { Id = g.Key, At = g.Max(o => o.UpdatedAt) };
                return last.ChangedSince(l => {|QRN2004:l.At|}).Select(l => new Order { Id = l.Id });
            }
        }
        """,
        "call it on a parameter of Define");

    [Fact]
    public void Cycle_is_reported_once_with_its_path() => Expect(
        """
        [Table]
        public partial record {|QRN3001:A|}
        {
            public required long Id { get; init; }
            public static Query<A> Define(Query<B> rows) => rows.Select(r => new A { Id = r.Id });
        }

        [Table]
        public partial record B
        {
            public required long Id { get; init; }
            public static Query<B> Define(Query<A> rows) => rows.Select(r => new B { Id = r.Id });
        }
        """,
        "'A' depends on itself: A → B → A");

    [Fact]
    public void Two_models_of_one_name_are_reported() => Expect(
        """
        [Table(Schema = "marts", Name = "Orders")]
        public partial record A
        {
            public required long Id { get; init; }
            public static Query<A> Define(Query<RawOrder> rows) => rows.Select(r => new A { Id = r.Id });
        }

        [Table(Schema = "marts", Name = "orders")]
        public partial record {|QRN3002:B|}
        {
            public required long Id { get; init; }
            public static Query<B> Define(Query<RawOrder> rows) => rows.Select(r => new B { Id = r.Id });
        }
        """,
        "'Shop.A' and 'Shop.B' are both stored as 'marts.orders'");

    [Fact]
    public void Reference_with_another_type_is_reported() => Expect(
        """
        [Table]
        public partial record Order
        {
            [{|QRN3003:References<RawOrder>(nameof(RawOrder.Id))|}] public required string OrderId { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { OrderId = r.Status });
        }
        """,
        "'Order.OrderId' is string but references 'RawOrder.Id', which is long; make the types equal");

    [Fact]
    public void Reference_to_no_column_is_reported() => Expect(
        """
        [Table]
        public partial record Order
        {
            [References<RawOrder>({|QRN3004:"Nope"|})] public required long OrderId { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { OrderId = r.Id });
        }
        """,
        "'RawOrder' has the columns Id, Status, Total, UpdatedAt, Note; use nameof");

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
    public void Non_partial_record_is_reported_on_its_name() => Expect(
        """
        [Table]
        public record {|QRN1001:Order|}
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id });
        }
        """,
        "declare it as 'public partial record Order'");

    [Fact]
    public void Class_is_no_model() => Expect(
        """
        [Table]
        public partial class {|QRN1001:Order|}
        {
            public required long Id { get; init; }
        }
        """,
        "is not a partial record class");

    [Fact]
    public void Container_that_is_not_partial_is_reported() => Expect(
        """
        public static class {|QRN1002:Models|}
        {
            [Table]
            public partial record Order
            {
                public required long Id { get; init; }
                public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id });
            }
        }
        """,
        "declare it as 'partial class Models'");

    [Fact]
    public void Define_with_a_wrong_return_type_is_reported_on_the_type() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static {|QRN1008:Query<RawOrder>|} Define(Query<RawOrder> rows) => rows;
        }
        """,
        "'Order.Define' returns 'Query<RawOrder>'; it must be 'public static Query<Order> Define(Query<…> …)'");

    [Fact]
    public void Missing_define_is_reported() => Expect(
        """
        [Table]
        public partial record {|QRN1007:Order|}
        {
            public required long Id { get; init; }
        }
        """,
        "add 'public static Query<Order> Define(Query<…> input) => …'");

    [Fact]
    public void Input_that_is_no_relation_is_reported_on_its_type() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define({|QRN1009:Query<string>|} rows) => rows.Select(r => new Order { Id = 1 });
        }
        """,
        "it must be Query<T> of a record with [Source], [Table], [View] or [Incremental]");

    [Fact]
    public void Column_of_an_unsupported_type_is_reported() => Expect(
        """
        [Source("raw")]
        public partial record Odd
        {
            public required object {|QRN1003:Thing|} { get; init; }
        }
        """,
        "Column 'Odd.Thing' has the type 'object', which no engine stores");

    [Fact]
    public void Columns_that_differ_in_case_alone_are_reported() => Expect(
        """
        [Source("raw")]
        public partial record Odd
        {
            public required long Id { get; init; }
            [Column("ID")] public required long {|QRN1011:Other|} { get; init; }
        }
        """,
        "both stored as column 'ID'");

    [Fact]
    public void Lookback_that_can_not_be_read_is_reported() => Expect(
        """
        [Source("raw"), Extract("shop", Cursor = nameof(At), Lookback = {|QRN1010:"5 minutes"|})]
        public partial record Odd
        {
            [Key] public required long Id { get; init; }
            public required DateTime At { get; init; }
        }
        """,
        "write it as \"30s\", \"5m\", \"2h\" or \"1d\"");

    [Fact]
    public void Aggregate_over_changed_rows_is_reported() => Expect(
        """
        [Incremental(UniqueKey = nameof(Status))]
        public partial record Totals
        {
            public required string Status { get; init; }
            public required long Orders { get; init; }
            public static Query<Totals> Define(Query<RawOrder> orders) =>
                {|QRN2006:orders.ChangedSince(o => o.UpdatedAt).GroupBy(o => o.Status)|}.Select(g => new Totals { Status = g.Key, Orders = g.Count() });
        }
        """,
        "take the whole input there and join it");

    [Fact]
    public void ChangedSince_outside_an_incremental_model_is_reported() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders) => {|QRN2007:orders.ChangedSince(o => o.UpdatedAt)|}.Select(o => new Order { Id = o.Id });
        }
        """,
        "'Order' is no [Incremental] model");

    [Fact]
    public void DeleteInsert_by_a_key_of_another_relation_is_reported() => Expect(
        """
        [Incremental(UniqueKey = nameof(Other), Strategy = IncrementalStrategy.DeleteInsert)]
        public partial record Order
        {
            public required string Other { get; init; }
            public required long Id { get; init; }
            public static Query<Order> {|QRN2008:Define|}(Query<RawOrder> orders, Query<RawOrder> others) =>
                from o in orders.ChangedSince(o => o.UpdatedAt)
                join p in others on o.Id equals p.Id
                select new Order { Other = p.Status, Id = o.Id };
        }
        """,
        "compute the key from that relation, or use the strategy Merge");

    [Fact]
    public void Group_that_splits_the_key_of_DeleteInsert_is_reported() => Expect(
        """
        [Incremental(UniqueKey = nameof(Day), Strategy = IncrementalStrategy.DeleteInsert)]
        public partial record Totals
        {
            public required DateOnly Day { get; init; }
            public required string Status { get; init; }
            public static Query<Totals> Define(Query<RawOrder> orders) =>
                {|QRN2006:orders.ChangedSince(o => o.UpdatedAt).GroupBy(o => o.Status)|}.Select(g => new Totals { Status = g.Key, Day = DateOnly.FromDateTime(g.Max(o => o.UpdatedAt)) });
        }
        """,
        "or group by the unique key with the strategy DeleteInsert");

    [Fact]
    public void DeleteInsert_of_rows_that_changed_by_two_routes_of_which_one_lacks_the_key_is_reported() => Expect(
        """
        [Incremental(UniqueKey = nameof(Status), Strategy = IncrementalStrategy.DeleteInsert)]
        public partial record Order
        {
            public required string Status { get; init; }
            public required long Id { get; init; }
            public static Query<Order> {|QRN2008:Define|}(Query<RawOrder> orders, Query<RawOrder> others) =>
                orders.ChangedSince(o => o.UpdatedAt).Select(o => new Order { Status = o.Status, Id = o.Id })
                    .Concat(orders.ChangedSince(o => o.UpdatedAt).Join(others, o => o.Id, p => p.Id, (o, p) => new Order { Status = p.Status, Id = o.Id }));
        }
        """,
        "compute the key from that relation");

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
    public void Operator_that_groups_do_not_have_is_reported_on_its_name() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required string Status { get; init; }
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders) =>
                from o in orders
                group o by o.Status into g
                select new Order { Status = g.Key, Id = g.{|QRN2017:MaxBy|}(o => o.UpdatedAt)!.Id };
        }
        """,
        "A group has no 'MaxBy'; write OrderBy(key).Last(x => x.Column)");

    [Fact]
    public void Rows_of_a_group_that_are_to_be_shaped_are_reported() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required string Status { get; init; }
            public required decimal Total { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders) =>
                from o in orders
                group o by o.Status into g
                select new Order { Status = g.Key, Total = g.{|QRN2017:Take|}(2).Sum(o => o.Total) };
        }
        """,
        "A group has no 'Take'; aggregate its rows");

    [Fact]
    public void Operator_that_queries_do_not_have_is_reported_below_others_that_have_no_type_for_it() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders) =>
                orders.Where(o => o.Id > 1).{|QRN2017:DistinctBy|}(o => o.Status).Select(o => new Order { Id = o.Id });
        }
        """,
        "A query has no 'DistinctBy'; say which row of each key is meant: OrderBy(…).DistinctBy(…)");

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
    [InlineData("{|QRN2002:optional.Concat(rows.Select(a => new { a, b = (Pair?)new Pair { A = a.Id > 1 ? a.Id : null } }))|}.Select(x => new Order { Id = x.a.Id, HasOther = x.b != null })")]
    [InlineData("Query.Recurse({|QRN2002:optional|}, above => from p in above join r in rows on p.a.Id equals r.Id select new { p.a, p.b }).Select(x => new Order { Id = x.a.Id, HasOther = x.b != null })")]
    public void Row_that_may_be_missing_where_no_column_tells_is_reported(string query) => Expect(
        $$"""
        record Pair { public long? A { get; init; } }

        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public required bool HasOther { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows)
            {
                var optional = from a in rows join b in rows.Select(r => new Pair { A = r.Id }) on a.Id equals b.A into found from b in found.DefaultIfEmpty() select new { a, b };
                return {{query}};
            }
        }
        """,
        "A row that may be missing, in rows that are put together,");

    [Theory]
    [InlineData("r.Status.{|QRN2001:LastIndexOf|}(r.Status)", "does not begin as it ends")]
    [InlineData("r.Status.{|QRN2001:LastIndexOf|}(\"aba\")", "does not begin as it ends")]
    [InlineData("r.Status.{|QRN2001:LastIndexOf|}('a', 3)", "no place to begin at")]
    [InlineData("r.Status.{|QRN2001:LastIndexOf|}(\"a\", StringComparison.OrdinalIgnoreCase)", "use StringComparison.Ordinal")]
    [InlineData("{|QRN2002:r.Id << r.Status.Length|}", "shift by a constant")]
    [InlineData("{|QRN2002:r.Id >> r.Status.Length|}", "shift by a constant")]
    [InlineData("{|QRN2002:r.Id >>> r.Status.Length|}", "shift by a constant")]
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
    [InlineData("g.Select(r => r.Id).Distinct().{|QRN2001:Sum|}(id => id * 2)", "aggregate the very value")]
    [InlineData("g.Select(r => r.Id).Distinct().{|QRN2001:Select|}(id => id * 2).Sum(id => id)", "select the value before Distinct")]
    [InlineData("g.Select(r => r.Id).Distinct().{|QRN2001:OrderBy|}(id => id).First(id => id)!.Value", "give StringJoin and ToArray the order")]
    [InlineData("g.Select(r => r.Status).Distinct().{|QRN2001:ToArray|}(s => s, s => s.Length).Length", "order different values by themselves")]
    [InlineData("g.Select(r => (long?)null).Distinct().{|QRN2001:Count|}()", "use CountDistinct")]
    [InlineData("g.Select(r => new { r.Id, r.Status }).{|QRN2001:Distinct|}().Count()", "select one value before")]
    [InlineData("g.{|QRN2001:Distinct|}().Count()", "select one value before")]
    public void Different_values_that_no_aggregate_takes_are_reported(string value, string message) => Expect(
        $$"""
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.GroupBy(r => r.Status).Select(g => new Order { Id = {{value}} });
        }
        """,
        message);

    [Theory]
    [InlineData("g.Percentile({|QRN2002:90|}, r => r.Id)")]
    [InlineData("g.Percentile({|QRN2002:g.Count()|}, r => r.Id)")]
    [InlineData("g.{|QRN2001:PercentileDiscrete|}(0.5, r => r.Id > 1) ? 1 : 0")]
    public void Percentile_that_no_engine_gives_is_reported(string percentile) => Expect(
        $$"""
        [Table]
        public partial record Order
        {
            public double? Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.GroupBy(r => r.Status).Select(g => new Order { Id = {{percentile}} });
        }
        """,
        "");

    [Theory]
    [InlineData("rows.GroupByRollup(r => r.Status, {|QRN2002:r => r.Status|}, (s, again, g) => new Order { Id = g.Count() })", "A key that another one is already")]
    [InlineData("rows.GroupByRollup(r => r.Status, {|QRN2002:r => 1|}, (s, one, g) => new Order { Id = g.Count() })", "A key that is a constant")]
    [InlineData("rows.GroupBySets(r => r.Status, r => r.Id, (s, i) => [[s], [i], {|QRN2002:[s, s]|}], (s, i, g) => new Order { Id = g.Count() })", "The set '[s, s]', which is there twice,")]
    [InlineData("rows.GroupBySets(r => r.Status, r => r.Id, (s, i) => {|QRN2002:[[s], []]|}, (s, i, g) => new Order { Id = g.Count() })", "Sets without the key 'i'")]
    [InlineData("rows.GroupBySets(r => r.Status, r => r.Id, (s, i) => [[s], [{|QRN2002:default|}]], (s, i, g) => new Order { Id = g.Count() })", "name a parameter of the lambda")]
    [InlineData("rows.GroupBySets(r => r.Status, r => r.Id, (s, i) => [[s], {|QRN2002:[.. new[] { i }]|}], (s, i, g) => new Order { Id = g.Count() })", "write its elements between brackets")]
    [InlineData("rows.AsOfJoin(rows, a => a.Id, b => b.Id, a => a.Status, {|QRN2002:b => b.Status|}, (a, b) => new Order { Id = a.Id })", "order the rows by a number")]
    public void Subtotal_or_as_of_join_that_has_no_sql_is_reported(string query, string message) => Expect(
        $$"""
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => {{query}};
        }
        """,
        message);

    [Theory]
    [InlineData("above.Join(rows, a => a.Id, r => r.Id + 1, (a, r) => new Order { Id = r.Id }).{|QRN2009:Distinct|}()", "leaves out equal ones, where SQL only filters, joins and selects")]
    [InlineData("above.{|QRN2009:GroupBy|}(a => a.Id).Select(g => new Order { Id = g.Key })", "groups or sums up the rows before it")]
    [InlineData("above.{|QRN2009:Take|}(3)", "takes some of the rows before it")]
    [InlineData("above.{|QRN2009:Concat|}(rows.Select(r => new Order { Id = r.Id }))", "combines the rows before it with others")]
    [InlineData("above.{|QRN2009:Over|}((a, all) => new Order { Id = all.OrderBy(x => x.Id).RowNumber() })", "through a window")]
    [InlineData("above.{|QRN2009:Join|}(above, a => a.Id, b => b.Id, (a, b) => new Order { Id = b.Id })", "reads the rows before it twice, where SQL only filters, joins and selects the rows of the step before; read them once")]
    [InlineData("rows.{|QRN2009:LeftJoin|}(above, r => r.Id, a => a.Id, (r, a) => new Order { Id = r.Id })", "has rows that none of the rows before it leads to")]
    [InlineData("above.{|QRN2009:Where|}(a => rows.Any(r => r.Id == a.Id))", "asks another query about each row")]
    [InlineData("above.{|QRN2009:Select|}(a => new Order { Id = rows.Where(r => r.Id > a.Id).Count() })", "asks another query about each row")]
    [InlineData("above.{|QRN2009:SelectMany|}(a => Query.Numbers(1, a.Id), (a, n) => new Order { Id = n })", "makes rows of the rows before it")]
    [InlineData("rows.{|QRN2009:Select|}(r => new Order { Id = r.Id })", "does not read 'above'")]
    public void Step_of_a_recursion_that_no_engine_takes_is_reported_on_the_operator(string step, string message) => Expect(
        $$"""
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => Query.Recurse(rows.Select(r => new Order { Id = r.Id }), above => {{step}});
        }
        """,
        message);

    [Theory]
    [InlineData("Query.Recurse(rows.Select(r => new { r.Id }), above => above.Where(a => a.Id > 1), {|QRN2002:0|})", "less than 1")]
    [InlineData("Query.Recurse(rows.Select(r => new { r.Id }), {|QRN2002:Step|})", "write a lambda here")]
    [InlineData("{|QRN2002:Query.Recurse(rows.Select(r => new { r.Id, T = r.Total * 2 }), above => above.Where(a => a.Id > 1))|}", "A decimal of unknown digits in a recursion, 't',")]
    [InlineData("rows.SelectMany(o => {|QRN2002:Query.Recurse(rows.Where(r => r.Id == o.Id).Select(r => new { r.Id }), above => above.Where(a => a.Id > 1))|}, (o, r) => r)", "speaks of a row outside of it")]
    public void Recursion_that_has_no_sql_is_reported(string query, string message) => Expect(
        $$"""
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            static Query<T> Step<T>(Query<T> above) => above;
            public static Query<Order> Define(Query<RawOrder> rows) => {{query}}.Select(r => new Order { Id = r.Id });
        }
        """,
        message);

    [Fact]
    public void Recursion_over_changed_rows_is_reported() => Expect(
        """
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) =>
                {|QRN2006:Query.Recurse(rows.ChangedSince(r => r.UpdatedAt).Select(r => new Order { Id = r.Id }), above => above.Where(a => a.Id > 1))|};
        }
        """,
        "A recursion after ChangedSince would see only the rows that changed");

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

    [Fact]
    public void Test_method_with_a_wrong_signature_is_reported() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id });
            [Test] public static bool {|QRN5002:Check|}(Query<Order> rows) => true;
        }
        """,
        "Test method 'Check' returns 'bool'");

    [Fact]
    public void Two_kinds_are_reported_once() => Expect(
        """
        [Table, {|QRN1013:View|}]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id });
        }
        """,
        "'Order' is marked as [Table] and [View]");

    [Fact]
    public void Unknown_engine_is_reported()
    {
        var run = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string> { ["QuernDialectList"] = "duckdb,oracle" }, ("Inputs.cs", Inputs)).Run();
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("QRN4002", diagnostic.Id);
        Assert.Contains("'oracle'", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void Error_of_csharp_brings_none_of_ours()
    {
        const string Source = """
            [Table]
            public partial record Order
            {
                public required long Id { get; init; }
                public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Nope });
            }
            """;
        Assert.Empty(Run(Source).Diagnostics);
    }

    static GeneratorRun Run(string source) =>
        new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", Inputs + source)).Run();

    static void Expect(string marked, string message)
    {
        var source = MarkedSource.Parse(marked);
        var run = Run(source.Text);
        Assert.Null(run.Exception);
        var text = Inputs + source.Text;
        Assert.Equal(
            source.Expected,
            run.Diagnostics.Select(d => (d.Id, Span: text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length))));
        Assert.Contains(message, run.Diagnostics[0].GetMessage(null), StringComparison.Ordinal);
        Assert.All(run.Diagnostics, d => Assert.Equal(DiagnosticSeverity.Error, d.Severity));
    }
}
