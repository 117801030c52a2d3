using Microsoft.CodeAnalysis;
using Quern.Generators.Tests.Diagnostics;

namespace Quern.Generators.Tests.Checking;

/// <summary>What is sound C# and SQL and may not be meant: each check on queries that it must and must not speak of.</summary>
public sealed class QueryCheckTests
{
    const string Inputs = """
        using System;
        using Quern;

        namespace Shop;

        [Source("raw")]
        public partial record Order
        {
            [Key] public required long Id { get; init; }
            public required long CustomerId { get; init; }
            public required decimal Total { get; init; }
            public required DateTime UpdatedAt { get; init; }
            public string? Note { get; init; }
        }

        [Source("raw")]
        public partial record Line
        {
            [Key] public required long OrderId { get; init; }
            [Key] public required int Number { get; init; }
            public required long ProductId { get; init; }
            public required DateTime UpdatedAt { get; init; }
        }

        [Source("raw")]
        public partial record Customer
        {
            [Key] public required long Id { get; init; }
            [Pii("name")] public required string Name { get; init; }
            [Pii("email")] public required string Email { get; init; }
            [Pii] public string? Memo { get; init; }
            public required string Segment { get; init; }
            public required DateTime UpdatedAt { get; init; }
        }

        [Source("raw")]
        public partial record Visit
        {
            public required long CustomerId { get; init; }
            public required string Page { get; init; }
        }

        public static class Masks
        {
            [MasksPii] public static string Domain(string email) => email.Substring(email.Length - 3);
        }

        """;

    public static TheoryData<string, string> Sound { get; } = new()
    {
        { "a join with a key", Table("Key", "from o in orders join c in customers on o.CustomerId equals c.Id select new Model { Id = o.Id }") },
        { "a left join with a key", Table("Key", "from o in orders join c in customers on o.CustomerId equals c.Id into found from c in found.DefaultIfEmpty() select new Model { Id = o.Id }") },
        { "a cross join with a condition on a key", Table("Key", "from o in orders from c in customers where c.Id == o.CustomerId select new Model { Id = o.Id }") },
        { "a join with an aggregate by its key", Table("Key", "from o in orders join g in (from l in lines group l by l.OrderId into g select new { Id = g.Key, Count = g.Count() }) on o.Id equals g.Id select new Model { Id = o.Id }") },
        { "a group by the key", Table("Key", "from l in lines group l by l.OrderId into g select new Model { Id = g.Key }") },
        { "a key by way of an equal column", Table("Key", "from l in lines join o in orders on l.OrderId equals o.Id where l.Number == 1 select new Model { Id = o.Id }") },
        { "a semi join", Table("Key", "orders.Where(o => lines.Any(l => l.OrderId == o.Id)).Select(o => new Model { Id = o.Id })") },
        { "distinct rows", Table("Key", "lines.Select(l => new Model { Id = l.ProductId }).Distinct()") },
        { "a key that is computed", Table("Key", "lines.Select(l => new Model { Id = l.OrderId * 1000 + l.Number })") },
        { "rows of a source without a key", Table("Key", "from v in visits select new Model { Id = v.CustomerId }") },
        { "no key", Table("", "from o in orders join l in lines on o.Id equals l.OrderId select new Model { Id = o.Id }") },
        {
            "an incremental model whose inputs all drive it",
            """
            [Incremental(UniqueKey = nameof(Id))]
            public partial record Model
            {
                public required long Id { get; init; }
                public required string Segment { get; init; }
                public static Query<Model> Define(Query<Order> orders, Query<Customer> customers) =>
                    from o in orders.ChangedSince(o => o.UpdatedAt).OrWhenChanged(customers, o => o.CustomerId, c => c.Id, c => c.UpdatedAt)
                    join c in customers on o.CustomerId equals c.Id
                    select new Model { Id = o.Id, Segment = c.Segment };
            }
            """
        },
        {
            "a null that is filtered out or replaced",
            """
            [Table]
            public partial record Model
            {
                public required string Note { get; init; }
                public required string Other { get; init; }
                public static Query<Model> Define(Query<Order> orders) =>
                    orders.Where(o => o.Note != null).Select(o => new Model { Note = o.Note!, Other = o.Note ?? "" });
            }
            """
        },
        {
            "personal data that is declared, masked, counted or asked about",
            """
            [Table]
            public partial record Model
            {
                [Pii("name", "email")] public required string Contact { get; init; }
                public required string Domain { get; init; }
                public required bool HasMemo { get; init; }
                public required long Length { get; init; }
                public static Query<Model> Define(Query<Customer> customers) =>
                    from c in customers
                    select new Model
                    {
                        Contact = c.Name + " " + c.Email,
                        Domain = Masks.Domain(c.Email),
                        HasMemo = c.Memo != null,
                        Length = customers.Count(x => x.Email == c.Email),
                    };
            }
            """
        },
        {
            "a warning that a pragma suppresses",
            """
            [Table]
            public partial record Model
            {
                [Key] public required long Id { get; init; }
                public static Query<Model> Define(Query<Order> orders, Query<Line> lines) =>
                    from o in orders
            #pragma warning disable QRN2101 // Each order has one line.
                    join l in lines on o.Id equals l.OrderId
            #pragma warning restore QRN2101
                    select new Model { Id = o.Id };
            }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void Sound_query_has_no_warning(string what, string source)
    {
        _ = what;
        var run = Run(source);
        Assert.Null(run.Exception);
        Assert.DoesNotContain(run.Diagnostics, d => !d.IsSuppressed);
    }

    [Fact]
    public void Join_by_a_part_of_the_key_is_reported_on_the_joined_relation() => Expect(
        Table("Key", "from o in orders join l in {|QRN2101:lines|} on o.Id equals l.OrderId select new Model { Id = o.Id }"),
        "'Model' may get several rows of one id: the join with 'Line' can find several rows for one, since its key is (order_id, number); compare its whole key, or aggregate 'Line' before the join");

    [Fact]
    public void Join_with_a_relation_without_a_key_is_reported() => Expect(
        Table("Key", "from o in orders join v in {|QRN2101:visits|} on o.CustomerId equals v.CustomerId into found from v in found.DefaultIfEmpty() select new Model { Id = o.Id }"),
        "since it declares no key");

    [Fact]
    public void Innermost_multiplying_join_is_reported() => Expect(
        Table("Key", "from o in orders join c in customers on o.CustomerId equals c.Id join l in {|QRN2101:lines|} on o.Id equals l.OrderId join p in orders on o.Id equals p.Id select new Model { Id = o.Id }"),
        "the join with 'Line'");

    [Fact]
    public void Key_that_is_no_key_of_the_rows_is_reported_on_the_model() => Expect(
        """
        [Table]
        public partial record {|QRN2102:Model|}
        {
            [Key] public required long CustomerId { get; init; }
            public static Query<Model> Define(Query<Order> orders) => orders.Select(o => new Model { CustomerId = o.CustomerId });
        }
        """,
        "'Model' may get several rows of one customer_id");

    [Fact]
    public void Time_of_the_run_in_an_incremental_model_is_reported_on_the_column() => Expect(
        """
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Model
        {
            public required long Id { get; init; }
            public required DateTimeOffset {|QRN2103:LoadedAt|} { get; init; }
            public static Query<Model> Define(Query<Order> orders) =>
                orders.ChangedSince(o => o.UpdatedAt).Select(o => new Model { Id = o.Id, LoadedAt = DateTimeOffset.UtcNow });
        }
        """,
        "'Model' sets 'loaded_at' from the time of the run");

    [Fact]
    public void Ties_that_Take_leaves_open_in_an_incremental_model_are_reported() => Expect(
        """
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Model
        {
            public required long Id { get; init; }
            public static Query<Model> Define(Query<Order> orders) =>
                orders.{|QRN2103:OrderByDescending(o => o.Total)|}.Take(10).Select(o => new Model { Id = o.Id });
        }
        """,
        "in an order that leaves ties");

    [Fact]
    public void Input_whose_changes_bring_nothing_up_to_date_is_reported_on_the_join() => Expect(
        """
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Model
        {
            public required long Id { get; init; }
            public required string Segment { get; init; }
            public static Query<Model> Define(Query<Order> orders, Query<Customer> customers) =>
                from o in orders.ChangedSince(o => o.UpdatedAt)
                join c in {|QRN2104:customers|} on o.CustomerId equals c.Id
                select new Model { Id = o.Id, Segment = c.Segment };
        }
        """,
        "add '.OrWhenChanged' for it after ChangedSince");

    [Fact]
    public void Column_of_a_left_join_that_must_not_be_null_is_reported_on_the_column() => Expect(
        """
        [Table]
        public partial record Model
        {
            public required long Id { get; init; }
            public required string {|QRN2105:Segment|} { get; init; }
            public static Query<Model> Define(Query<Order> orders, Query<Customer> customers) =>
                from o in orders
                join c in customers on o.CustomerId equals c.Id into found
                from c in found.DefaultIfEmpty()
                select new Model { Id = o.Id, Segment = c.Segment };
        }
        """,
        "'Model.Segment' is declared not null, but the query may give null for it; give a default with '??'");

    [Theory]
    [InlineData("c.Name + \"!\"", "[Pii(\"name\")]")]
    [InlineData("c.Segment + c.Email", "[Pii(\"email\")]")]
    [InlineData("c.Memo ?? \"\"", "[Pii]")]
    [InlineData("c.Segment == \"a\" ? c.Email : \"\"", "[Pii(\"email\")]")]
    [InlineData("customers.Max(x => x.Name) ?? \"\"", "[Pii(\"name\")]")]
    public void Personal_data_that_is_not_declared_is_an_error_on_the_column(string value, string attribute) => Expect(
        $$"""
        [Table]
        public partial record Model
        {
            public required string {|QRN5003:Value|} { get; init; }
            public static Query<Model> Define(Query<Customer> customers) => from c in customers select new Model { Value = {{value}} };
        }
        """,
        $"mark it {attribute}, or mask the value");

    [Fact]
    public void Personal_data_of_another_kind_than_declared_is_an_error() => Expect(
        """
        [Table]
        public partial record Model
        {
            [Pii("name")] public required string {|QRN5003:Contact|} { get; init; }
            public static Query<Model> Define(Query<Customer> customers) => from c in customers select new Model { Contact = c.Name + c.Email };
        }
        """,
        "'Model.Contact' carries personal data of 'Customer.email' without saying so; mark it [Pii(\"email\")]");

    [Theory]
    [InlineData("from o in orders join c in customers on o.CustomerId equals c.Id select new Model { Id = o.Id, Buyer = o.CustomerId }")]
    [InlineData("from o in orders join c in customers on o.CustomerId equals c.Id into found from c in found.DefaultIfEmpty() select new Model { Id = o.Id, Buyer = o.CustomerId }")]
    public void Column_that_is_looked_up_by_key_without_a_test_is_suggested_to_get_one(string query) => Expect(
        Bought("", "{|QRN5010:Buyer|}", query),
        "'Model.Buyer' is compared with the key of 'Customer', but no test says that each has its row there; mark it [References<Customer>(nameof(Customer.Id))]");

    [Theory]
    [InlineData("[References<Customer>(nameof(Customer.Id))] ", "from o in orders join c in customers on o.CustomerId equals c.Id select new Model { Id = o.Id, Buyer = o.CustomerId }")]
    [InlineData("", "from o in orders join c in customers on o.CustomerId equals c.Id select new Model { Id = o.Id, Buyer = o.CustomerId + 1 }")]
    [InlineData("", "from o in orders where customers.Any(c => c.Id == o.CustomerId) select new Model { Id = o.Id, Buyer = o.CustomerId }")]
    public void Column_that_is_tested_or_computed_or_only_asked_for_gets_no_suggestion(string attribute, string query) =>
        Assert.Empty(Run(Bought(attribute, "Buyer", query)).Diagnostics);

    static string Bought(string attribute, string column, string query) =>
        $$"""
        [Table]
        public partial record Model
        {
            public required long Id { get; init; }
            {{attribute}}public required long {{column}} { get; init; }
            public static Query<Model> Define(Query<Order> orders, Query<Customer> customers) =>
                {{query}};
        }
        """;

    [Fact]
    public void Key_that_the_query_keeps_unique_is_marked_as_proven()
    {
        Assert.Contains("\"proven\": true", Emitted("from l in lines group l by l.OrderId into g select new Model { Id = g.Key }"), StringComparison.Ordinal);
        // What no row may have, says nothing of the rows that stay.
        Assert.DoesNotContain(
            "\"proven\"", Emitted("lines.Where(l => !orders.Any(o => o.Id == l.OrderId && l.Number == 1)).Select(l => new Model { Id = l.OrderId })"), StringComparison.Ordinal);
        Assert.DoesNotContain("\"proven\"", Emitted("lines.Select(l => new Model { Id = l.OrderId * 1000 + l.Number })"), StringComparison.Ordinal);
    }

    static string Emitted(string query) => Run(Table("Key", query)).Sources
        .Single(s => s.Key.Contains("Model", StringComparison.Ordinal)).Value;

    static GeneratorRun Run(string source) =>
        new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", Inputs + source)).Run();

    static string Table(string attribute, string query) =>
        $$"""
        [Table]
        public partial record Model
        {
            {{(attribute.Length > 0 ? $"[{attribute}] " : "")}}public required long Id { get; init; }
            public static Query<Model> Define(Query<Order> orders, Query<Line> lines, Query<Customer> customers, Query<Visit> visits) =>
                {{query}};
        }
        """;

    static void Expect(string marked, string message)
    {
        var source = MarkedSource.Parse(marked);
        var run = Run(source.Text);
        Assert.Null(run.Exception);
        var text = Inputs + source.Text;
        Assert.Equal(source.Expected, run.Diagnostics.Select(d => (d.Id, Span: text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length))));
        Assert.Contains(message, run.Diagnostics[0].GetMessage(null), StringComparison.Ordinal);
    }
}
