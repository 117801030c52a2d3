using Quern.Generators.Tests.Diagnostics;

namespace Quern.Generators.Tests.Checking;

/// <summary>Incremental models that would give other rows than a full refresh: by ties in windows, cursors that stay, lookbacks that are too short.</summary>
public sealed class IncrementalCheckTests
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
            public required DateTime CreatedAt { get; init; }
            public required DateTime UpdatedAt { get; init; }
        }

        [Source("raw")]
        public partial record Customer
        {
            [Key] public required long Id { get; init; }
            public required string Segment { get; init; }
            public required DateTime UpdatedAt { get; init; }
        }

        [Source("raw")]
        public partial record Visit
        {
            [Key] public required long Id { get; init; }
            public required long OrderId { get; init; }
            public required DateTime At { get; init; }
        }

        """;

    [Theory]
    [InlineData("w.OrderBy(o => o.CreatedAt).ThenBy(o => o.Id).RowNumber()")]
    [InlineData("w.PartitionBy(o => o.Id).OrderBy(o => o.CreatedAt).RowNumber()")]
    [InlineData("w.OrderBy(o => o.CreatedAt).Rank()")]
    [InlineData("w.OrderBy(o => o.CreatedAt).DenseRank()")]
    [InlineData("w.PartitionBy(o => o.CustomerId).Count()")]
    [InlineData("w.OrderBy(o => o.Id).RowsUpToHere().Sum(o => o.CustomerId)")]
    [InlineData("w.OrderByDescending(o => o.Total).ThenBy(o => o.Id).Lag(o => o.Id) ?? 0")]
    public void Window_that_leaves_no_ties_has_no_warning(string window) => Silent(Windowed(window));

    [Theory]
    [InlineData("w.OrderBy(o => o.CreatedAt).RowNumber()")]
    [InlineData("w.PartitionBy(o => o.CustomerId).OrderBy(o => o.CreatedAt).RowNumber()")]
    [InlineData("w.OrderBy(o => o.CreatedAt).Lag(o => o.Id) ?? 0", "w.OrderBy(o => o.CreatedAt).Lag(o => o.Id)")]
    [InlineData("w.OrderBy(o => o.CreatedAt).RowsUpToHere().First(o => o.Id) ?? 0", "w.OrderBy(o => o.CreatedAt).RowsUpToHere().First(o => o.Id)")]
    [InlineData("w.OrderBy(o => o.CreatedAt).Ntile(4)")]
    [InlineData("w.OrderBy(o => o.CreatedAt).RowsUpToHere().Sum(o => o.Id)", "Model")]
    public void Ties_in_a_window_are_reported_on_it(string window, string? span = null) => Expect(
        Windowed(window), "QRN2103", span ?? window, "'Model' numbers or picks rows in an order that leaves ties, so a full refresh would give other rows than the runs before it; add the key to OrderBy with ThenBy");

    [Fact]
    public void Ties_in_a_window_of_a_table_that_is_built_anew_are_its_own_affair() =>
        Silent(Windowed("w.OrderBy(o => o.CreatedAt).RowNumber()").Replace("[Incremental(UniqueKey = nameof(Id))]", "[Table]", StringComparison.Ordinal).Replace(", Target<Model> target", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("o.UpdatedAt > c.UpdatedAt ? o.UpdatedAt : c.UpdatedAt")]
    [InlineData("o.UpdatedAt <= c.UpdatedAt ? c.UpdatedAt : o.UpdatedAt")]
    [InlineData("Sql.DateTrunc(DatePart.Hour, (o.UpdatedAt > c.UpdatedAt ? o.UpdatedAt : c.UpdatedAt).AddDays(1))")]
    public void Cursor_that_moves_with_each_input_has_no_warning(string updatedAt) => Silent(Chain(updatedAt));

    [Fact]
    public void Own_rows_of_a_model_are_no_input_whose_changes_are_missed() => Silent(
        """
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Model
        {
            public required long Id { get; init; }
            public static Query<Model> Define(Query<Order> orders, Target<Model> target) =>
                orders.ChangedSince(o => o.UpdatedAt).Where(o => !target.Rows.Any(t => t.Id == o.Id)).Select(o => new Model { Id = o.Id });
        }
        """);

    [Theory]
    [InlineData("o.UpdatedAt", "Customer.updated_at")]
    [InlineData("c.UpdatedAt", "Order.updated_at")]
    [InlineData("o.CreatedAt", "Order.updated_at")]
    [InlineData("o.UpdatedAt < c.UpdatedAt ? o.UpdatedAt : c.UpdatedAt", "Order.updated_at")]
    [InlineData("c.Segment == \"a\" ? o.UpdatedAt : c.UpdatedAt", "Order.updated_at")]
    public void Cursor_that_stays_when_an_input_changes_is_reported_where_it_is_read_by(string updatedAt, string still) => Expect(
        Chain(updatedAt), "QRN2110", "b.UpdatedAt",
        $"'Reader' reads the changes of 'Base' by 'updated_at', but a change of '{still}' changes rows of 'Base' and may leave their 'updated_at' as it was or set it back");

    [Theory]
    [InlineData("2h", "v.At <= o.UpdatedAt.AddHours(2)")]
    [InlineData("1d", "v.At.AddMinutes(-90) < o.UpdatedAt")]
    [InlineData("90m", "o.UpdatedAt.AddMinutes(60) >= v.At.AddMinutes(-30)")]
    public void Lookback_as_long_as_the_window_has_no_warning(string lookback, string condition) => Silent(Joined(lookback, condition));

    [Theory]
    [InlineData("1h", "v.At <= o.UpdatedAt.AddHours(2)", "'Visit' that come up to 2h after 'Order.updated_at', but a run reads again only 1h: those that come later are missed; set the lookback to \"2h\" or more, or add '.OrWhenChanged' for 'Visit'")]
    [InlineData("2h", "o.UpdatedAt.AddDays(1) > v.At", "up to 1d after")]
    [InlineData("1h", "v.At.AddSeconds(-5400) < o.UpdatedAt", "up to 90m after")]
    public void Lookback_shorter_than_the_window_is_reported_on_the_join(string lookback, string condition, string message) =>
        Expect(Joined(lookback, condition), "QRN2111", "visits", message);

    [Theory]
    [InlineData("v.At <= o.UpdatedAt")]
    [InlineData("v.At >= o.UpdatedAt.AddHours(-2)")]
    [InlineData("v.At <= o.CreatedAt.AddMinutes(1)")]
    [InlineData("v.At <= o.UpdatedAt.AddMonths(1)")]
    public void Window_that_does_not_end_after_the_cursor_is_a_missed_change(string condition) => Expect(Joined("5h", condition), "QRN2104", "visits", "add '.OrWhenChanged'");

    [Fact]
    public void Recursion_over_an_input_of_an_incremental_model_is_reported_though_its_own_changes_are_seen() => Expect(
        """
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Model
        {
            public required long Id { get; init; }
            public static Query<Model> Define(Query<Order> orders, Query<Customer> customers)
            {
                var tree = Query.Recurse(
                    customers.Where(c => c.Segment == "top").Select(c => new { c.Id, Depth = 0 }),
                    above => from a in above join c in customers.Where(c => c.Segment != "") on a.Id + 1 equals c.Id select new { c.Id, Depth = a.Depth + 1 });
                return
                    from o in orders.ChangedSince(o => o.UpdatedAt).OrWhenChanged(customers, o => o.CustomerId, c => c.Id, c => c.UpdatedAt)
                    where tree.Any(t => t.Id == o.CustomerId)
                    select new Model { Id = o.Id };
            }
        }
        """,
        "QRN2113", "customers.Where(c => c.Segment != \"\")", "'Model' recurses over 'Customer': a change of one row of 'Customer' changes the rows below it too");

    static string Windowed(string window) => $$"""
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Model
        {
            public required long Id { get; init; }
            public required long Number { get; init; }
            public static Query<Model> Define(Query<Order> orders, Target<Model> target) =>
                orders.Over((o, w) => new Model { Id = o.Id, Number = {{window}} });
        }
        """;

    static string Chain(string updatedAt) => $$"""
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Base
        {
            public required long Id { get; init; }
            public required string Segment { get; init; }
            public required DateTime UpdatedAt { get; init; }
            public static Query<Base> Define(Query<Order> orders, Query<Customer> customers) =>
                from o in orders.ChangedSince(o => o.UpdatedAt).OrWhenChanged(customers, o => o.CustomerId, c => c.Id, c => c.UpdatedAt)
                join c in customers on o.CustomerId equals c.Id
                select new Base { Id = o.Id, Segment = c.Segment, UpdatedAt = {{updatedAt}} };
        }

        [Incremental(UniqueKey = nameof(Id))]
        public partial record Reader
        {
            public required long Id { get; init; }
            public required string Segment { get; init; }
            public static Query<Reader> Define(Query<Base> rows) => rows.ChangedSince(b => b.UpdatedAt).Select(b => new Reader { Id = b.Id, Segment = b.Segment });
        }
        """;

    static string Joined(string lookback, string condition) => $$"""
        [Incremental]
        public partial record Model
        {
            [Key] public required long Id { get; init; }
            [Key] public required long VisitId { get; init; }
            public static Query<Model> Define(Query<Order> orders, Query<Visit> visits) =>
                from o in orders.ChangedSince(o => o.UpdatedAt, lookback: "{{lookback}}")
                from v in visits
                where v.OrderId == o.Id && {{condition}}
                select new Model { Id = o.Id, VisitId = v.Id };
        }
        """;

    static void Silent(string source)
    {
        var run = Run(source);
        Assert.Null(run.Exception);
        Assert.Empty(run.Diagnostics.Select(d => d.ToString()));
        Assert.NotEmpty(run.Sources);
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
