using Microsoft.CodeAnalysis.CodeFixes;

namespace Quern.CodeFixes.Tests;

/// <summary>
/// Each fix on a record as a user writes it: what is offered, the text afterwards, and that generator and compiler then find
/// nothing more to complain of.
/// </summary>
public sealed class FixTests
{
    [Fact]
    public Task Record_without_partial_is_made_partial() => Mends(
        new MakePartialFix(), "QRN1001", "Make 'Order' partial",
        """
        namespace Shop;
        [Table]
        public sealed record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id });
        }
        """,
        ("public sealed record", "public sealed partial record"));

    [Fact]
    public Task Class_is_made_a_partial_record() => Mends(
        new MakePartialFix(), "QRN1001", "Make 'Order' a partial record",
        """
        namespace Shop;
        [Table]
        public class Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id });
        }
        """,
        ("public class", "public partial record"));

    [Fact]
    public Task Container_is_made_partial() => Mends(
        new MakePartialFix(), "QRN1002", "Make 'Marts' partial",
        """
        namespace Shop;
        public static class Marts
        {
            [Table]
            public partial record Order
            {
                public required long Id { get; init; }
                public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id });
            }
        }
        """,
        ("public static class", "public static partial class"));

    [Fact]
    public Task Misspelt_column_gets_nameof_of_the_nearest() => Mends(
        new NameofFix(), "QRN1004", "Use nameof(OrderId)",
        """
        namespace Shop;
        [Incremental(UniqueKey = "order_id", ClusterBy = [nameof(Day)])]
        public partial record Order
        {
            public required long OrderId { get; init; }
            public required DateOnly Day { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { OrderId = r.Id, Day = DateOnly.FromDateTime(r.UpdatedAt) });
        }
        """,
        ("\"order_id\"", "nameof(OrderId)"));

    [Fact]
    public Task Misspelt_element_of_a_list_gets_nameof() => Mends(
        new NameofFix(), "QRN1004", "Use nameof(Day)",
        """
        namespace Shop;
        [Incremental(UniqueKey = nameof(OrderId), ClusterBy = [nameof(OrderId), "Dey"])]
        public partial record Order
        {
            public required long OrderId { get; init; }
            public required DateOnly Day { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { OrderId = r.Id, Day = DateOnly.FromDateTime(r.UpdatedAt) });
        }
        """,
        ("\"Dey\"", "nameof(Day)"));

    [Fact]
    public Task Misspelt_reference_gets_nameof_of_the_other_record() => Mends(
        new NameofFix(), "QRN3004", "Use nameof(RawCustomer.Id)",
        """
        namespace Shop;
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            [References<RawCustomer>("id")] public required long CustomerId { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id, CustomerId = r.CustomerId });
        }
        """,
        ("\"id\"", "nameof(RawCustomer.Id)"));

    [Fact]
    public Task Column_that_is_named_by_text_gets_nameof() => Mends(
        new NameofFix(), "QRN1020", "Use nameof(Id)",
        """
        namespace Shop;
        [Incremental(UniqueKey = "Id")]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id });
        }
        """,
        ("\"Id\"", "nameof(Id)"));

    [Fact]
    public Task Column_that_is_looked_up_gets_its_reference() => Mends(
        new AddReferencesFix(), "QRN5010", "Mark 'CustomerId' with [References<RawCustomer>(nameof(RawCustomer.Id))]",
        """
        namespace Shop;
        [Table]
        public partial record Order
        {
            [Key] public required long Id { get; init; }
            public required long CustomerId { get; init; }
            public required string Segment { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders, Query<RawCustomer> customers) =>
                from o in orders
                join c in customers on o.CustomerId equals c.Id
                select new Order { Id = o.Id, CustomerId = o.CustomerId, Segment = c.Segment };
        }
        """,
        ("public required long CustomerId", "[References<RawCustomer>(nameof(RawCustomer.Id))] public required long CustomerId"));

    [Fact]
    public Task Name_that_resembles_nothing_gets_no_offer() => OffersNothing(
        new NameofFix(), "QRN1004",
        """
        namespace Shop;
        [Incremental(UniqueKey = "Warehouse")]
        public partial record Order
        {
            public required long OrderId { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { OrderId = r.Id });
        }
        """);

    [Fact]
    public Task Missing_key_is_marked_on_the_record_s_own_id() => Mends(
        new AddKeyFix(), "QRN1005", "Mark 'OrderId' with [Key]",
        """
        namespace Shop;
        [Incremental]
        public partial record StgOrder
        {
            public required long CustomerId { get; init; }
            /// <summary>Number of the order.</summary>
            public required long OrderId { get; init; }
            public static Query<StgOrder> Define(Query<RawOrder> rows) => rows.Select(r => new StgOrder { OrderId = r.Id, CustomerId = r.CustomerId });
        }
        """,
        ("public required long OrderId", "[Key] public required long OrderId"));

    [Fact]
    public async Task Missing_key_offers_other_ids_after_the_likeliest()
    {
        var document = EditedDocument.Open(
            """
            namespace Shop;
            [Incremental]
            public partial record StgOrder
            {
                public required string Status { get; init; }
                public required long CustomerId { get; init; }
                public required long OrderId { get; init; }
                public long? ParentId { get; init; }
                public static Query<StgOrder> Define(Query<RawOrder> rows) => rows.Select(r => new StgOrder { Status = r.Status, OrderId = r.Id, CustomerId = r.CustomerId });
            }
            """);

        Assert.Equal(["Mark 'OrderId' with [Key]", "Mark 'CustomerId' with [Key]"], await Titles(document, new AddKeyFix(), "QRN1005"));
    }

    [Fact]
    public Task Key_of_a_positional_record_is_marked_on_its_parameter() => Mends(
        new AddKeyFix(), "QRN1005", "Mark 'Id' with [Key]",
        """
        namespace Shop;
        [Incremental]
        public partial record Order(long Id, string Status)
        {
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order(r.Id, r.Status));
        }
        """,
        ("(long Id", "([Key] long Id"));

    [Fact]
    public Task Nullable_key_is_made_not_nullable() => Mends(
        new NullabilityFix(), "QRN1006", "Declare 'Id' as 'long'",
        """
        namespace Shop;
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Order
        {
            public long? Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id });
        }
        """,
        ("public long? Id", "public required long Id"));

    [Fact]
    public Task Column_that_is_not_set_is_made_nullable() => Mends(
        new NullabilityFix(), "QRN2003", "Declare 'Total' as 'decimal?'",
        """
        namespace Shop;
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public decimal Total { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id });
        }
        """,
        ("public decimal Total", "public decimal? Total"));

    [Fact]
    public Task Column_that_may_be_null_is_made_nullable() => Mends(
        new NullabilityFix(), "QRN2105", "Declare 'Segment' as 'string?'",
        """
        namespace Shop;
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public required string Segment { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders, Query<RawCustomer> customers) =>
                from o in orders
                join c in customers on o.CustomerId equals c.Id into found
                from c in found.DefaultIfEmpty()
                select new Order { Id = o.Id, Segment = c.Segment };
        }
        """,
        ("required string Segment", "required string? Segment"));

    [Fact]
    public Task Column_that_is_not_set_is_set_from_the_row() => Mends(
        new MapColumnsFix(), "QRN2003", "Set 'Total = r.Total'",
        """
        namespace Shop;
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public decimal Total { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id });
        }
        """,
        ("{ Id = r.Id }", "{ Id = r.Id, Total = r.Total }"));

    [Fact]
    public Task Required_columns_are_set_from_joined_rows() => Mends(
        new MapColumnsFix(), "CS9035", "Set 3 columns by name",
        """
        namespace Shop;
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public required string Status { get; init; }
            public required decimal Total { get; init; }
            public required string Segment { get; init; }
            public string? Note { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders, Query<RawCustomer> customers) =>
                from o in orders
                join c in customers on o.CustomerId equals c.Id
                select new Order
                {
                    Id = o.Id,
                };
        }
        """,
        ("            Id = o.Id,", "            Id = o.Id,\n            Status = o.Status,\n            Total = o.Total,\n            Segment = c.Segment,"));

    [Fact]
    public Task Required_columns_are_set_from_a_group_s_key() => Mends(
        new MapColumnsFix(), "CS9035", "Set 2 columns by name",
        """
        namespace Shop;
        [Table]
        public partial record Total
        {
            public required long CustomerId { get; init; }
            public required string Status { get; init; }
            public required decimal Sum { get; init; }
            public static Query<Total> Define(Query<RawOrder> orders) =>
                from o in orders
                group o by new { o.CustomerId, o.Status } into g
                select new Total { Sum = g.Sum(o => o.Total) };
        }
        """,
        ("g.Sum(o => o.Total) }", "g.Sum(o => o.Total), CustomerId = g.Key.CustomerId, Status = g.Key.Status }"));

    [Fact]
    public Task Columns_are_set_where_there_is_no_initializer() => Mends(
        new MapColumnsFix(), "CS9035", "Set 'Id = r.Id'",
        """
        namespace Shop;
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order());
        }
        """,
        ("new Order()", "new Order() { Id = r.Id }"));

    [Fact]
    public Task Columns_of_another_type_are_not_set_by_name() => OffersNothing(
        new MapColumnsFix(), "CS9035",
        """
        namespace Shop;
        [Table]
        public partial record Order
        {
            public required string Id { get; init; }
            public required string Note { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { });
        }
        """);

    [Fact]
    public Task Column_that_the_record_lacks_is_added_with_the_value_s_type() => Mends(
        new AddColumnFix(), "CS0117", "Add column 'Total' to 'Order'",
        """
        namespace Shop;
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }

            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id, Total = r.Total / 2 });
        }
        """,
        ("    public required long Id { get; init; }", "    public required long Id { get; init; }\n    public required decimal Total { get; init; }"));

    [Fact]
    public Task Column_with_a_value_that_may_be_null_is_added_as_nullable() => Mends(
        new AddColumnFix(), "CS0117", "Add column 'Note' to 'Order'",
        """
        namespace Shop;
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.Select(r => new Order { Id = r.Id, Note = r.Note });
        }
        """,
        ("    public required long Id { get; init; }", "    public required long Id { get; init; }\n    public string? Note { get; init; }"));

    [Fact]
    public Task Property_of_a_class_that_is_no_relation_is_left_to_others() => OffersNothing(
        new AddColumnFix(), "CS0117",
        """
        namespace Shop;
        public sealed class Plain;
        public static class Uses
        {
            public static Plain New() => new Plain { Text = "" };
        }
        """);

    [Fact]
    public Task Personal_data_is_declared_with_its_kinds() => Mends(
        new DeclarePiiFix(), "QRN5003", "Mark 'Contact' with [Pii(\"name\", \"email\")]",
        """
        namespace Shop;
        [Table]
        public partial record Customer
        {
            public required long Id { get; init; }
            public required string Contact { get; init; }
            public static Query<Customer> Define(Query<RawCustomer> rows) => rows.Select(r => new Customer { Id = r.Id, Contact = r.Name + r.Email });
        }
        """,
        ("public required string Contact", "[Pii(\"name\", \"email\")] public required string Contact"));

    [Fact]
    public Task Further_kind_of_personal_data_joins_those_declared() => Mends(
        new DeclarePiiFix(), "QRN5003", "Mark 'Contact' with [Pii(\"email\")]",
        """
        namespace Shop;
        [Table]
        public partial record Customer
        {
            public required long Id { get; init; }
            [Pii("name")] public required string Contact { get; init; }
            public static Query<Customer> Define(Query<RawCustomer> rows) => rows.Select(r => new Customer { Id = r.Id, Contact = r.Name + r.Email });
        }
        """,
        ("[Pii(\"name\")]", "[Pii(\"name\", \"email\")]"));

    static async Task Mends(CodeFixProvider fix, string id, string title, string models, (string Before, string After) change)
    {
        models = models.ReplaceLineEndings("\n");
        Assert.Equal(2, models.Split(change.Before).Length);
        var document = EditedDocument.Open(models);
        var offers = await document.Offers(fix, (await document.Diagnostics()).First(d => d.Id == id));

        var mended = await document.Apply(Assert.Single(offers, o => o.Title == title));

        Assert.Equal(models.Replace(change.Before, change.After, StringComparison.Ordinal), await mended.Text());
        Assert.Empty(await mended.Diagnostics());
    }

    static async Task OffersNothing(CodeFixProvider fix, string id, string models) => Assert.Empty(await Titles(EditedDocument.Open(models), fix, id));

    static async Task<IReadOnlyList<string>> Titles(EditedDocument document, CodeFixProvider fix, string id) =>
        [.. (await document.Offers(fix, (await document.Diagnostics()).First(d => d.Id == id))).Select(o => o.Title)];
}
