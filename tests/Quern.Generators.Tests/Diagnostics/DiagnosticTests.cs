using static Quern.Generators.Tests.Diagnostics.Shop;

namespace Quern.Generators.Tests.Diagnostics;

/// <summary>Each mistake has one diagnostic of its own, on the span that must change, with a message that says what to do.</summary>
public sealed class DiagnosticTests
{
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
}
