using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Tests.Queries;

/// <summary>The SQL that each feature of a query becomes, from C# source to both engines.</summary>
public sealed class QueryTests
{
    const string Inputs = """
        #pragma warning disable CS1591
        using System;
        using Quern;

        namespace Shop;

        public enum Status { Pending, Paid, [EnumValue("sent")] Shipped }

        [Source("raw", "orders")]
        public partial record RawOrder
        {
            [Key] public required long Id { get; init; }
            public long? CustomerId { get; init; }
            public required Status Status { get; init; }
            public required long Cents { get; init; }
            public string? Note { get; init; }
            public required DateTime At { get; init; }
            public bool IsLarge => Cents > 100_000;
        }

        [Source("raw", "customers")]
        public partial record RawCustomer
        {
            [Key] public required long Id { get; init; }
            public required string Name { get; init; }
            public int? Level { get; init; }
            public required DateTime At { get; init; }
        }

        static class Helpers
        {
            public const string Unknown = "unknown";
            public static string? NullIfEmpty(this string? text) => string.IsNullOrEmpty(text) ? null : text;
            public static Query<RawOrder> Paid(this Query<RawOrder> orders) => orders.Where(o => o.Status == Status.Paid);
            extension(RawOrder order)
            {
                public bool IsSmall => order.Cents < 10;
                public long Times(long number) => order.Cents * number;
            }
        }

        """;

    [Fact]
    public void Where_let_and_select() => Matches(
        "public required long Id { get; init; } public required decimal Amount { get; init; } public string? Note { get; init; }",
        """
        from o in orders
        let amount = o.Cents / 100m
        where amount > 10 && !(o.CustomerId > 5) && o.Note != "x"
        select new Model { Id = o.Id, Amount = amount, Note = o.Note ?? Helpers.Unknown }
        """);

    [Fact]
    public void Inner_and_left_joins() => Matches(
        "public required long Id { get; init; } public required string Name { get; init; } public int? Level { get; init; } public required bool IsKnown { get; init; }",
        """
        from o in orders
        join c in customers on o.CustomerId equals c.Id
        join d in customers.Where(x => x.Level > 1) on new { Id = o.CustomerId ?? 0, c.Name } equals new { d.Id, d.Name } into ds
        from d in ds.DefaultIfEmpty()
        select new Model { Id = o.Id, Name = d?.Name ?? c.Name, Level = d?.Level, IsKnown = d != null }
        """);

    [Fact]
    public void LeftJoin_as_a_method() => Matches(
        "public required long Id { get; init; } public string? Name { get; init; }",
        "orders.LeftJoin(customers, o => o.CustomerId, c => c.Id, (o, c) => new Model { Id = o.Id, Name = c?.Name })");

    [Fact]
    public void Groups_with_aggregates_and_a_condition() => Matches(
        "public required Status Status { get; init; } public required long Orders { get; init; } public required long Large { get; init; } public required long Cents { get; init; } public long? First { get; init; } public required double Mean { get; init; } public required long Customers { get; init; }",
        """
        from o in orders
        group o by o.Status into g
        where g.Count() > 1
        select new Model
        {
            Status = g.Key, Orders = g.Count(), Large = g.Count(o => o.IsLarge), Cents = g.Sum(o => o.Cents),
            First = g.Min(o => o.CustomerId), Mean = g.Average(o => o.Cents), Customers = g.CountDistinct(o => o.CustomerId),
        }
        """);

    [Fact]
    public void Statistics_of_a_group() => Matches(
        "public required Status Status { get; init; } public required double Median { get; init; } public double? Deviation { get; init; } public required long Customers { get; init; }",
        """
        from o in orders
        group o by o.Status into g
        select new Model
        {
            Status = g.Key, Median = g.Median(o => (double)o.Cents), Deviation = g.StandardDeviation(o => o.Cents),
            Customers = g.ApproximateCountDistinct(o => o.CustomerId),
        }
        """);

    [Fact]
    public void Order_and_take() => Matches(
        "public required long Id { get; init; } public string? Note { get; init; }",
        "orders.OrderByDescending(o => o.At).ThenBy(o => o.Note).Skip(5).Take(10).Select(o => new Model { Id = o.Id, Note = o.Note })");

    [Fact]
    public void Distinct_concat_and_union() => Matches(
        "public required string Name { get; init; }",
        """
        customers.Select(c => new Model { Name = c.Name })
            .Union(orders.Select(o => new Model { Name = o.Note ?? "" }).Distinct())
            .Concat(customers.Select(c => new Model { Name = c.Name.ToUpperInvariant() }))
        """);

    [Fact]
    public void Conditions_switches_and_patterns() => Matches(
        "public required string Size { get; init; } public required bool IsOpen { get; init; } public required string Place { get; init; }",
        """
        orders.Select(o => new Model
        {
            Size = o.Cents switch { < 0 => "odd", 0 or 1 => "none", > 1 and <= 1000 => "small", _ => o.Note is { Length: > 3 } ? "noted" : "large" },
            IsOpen = o is { Status: Status.Pending or Status.Paid, CustomerId: not null },
            Place = (o.Status, o.IsLarge) switch { (Status.Shipped, _) => "out", (_, true) => "vault", _ => "shelf" },
        })
        """);

    [Fact]
    public void Texts_and_dates() => Matches(
        "public required string Text { get; init; } public required bool Test { get; init; } public required DateOnly Day { get; init; } public required DateTime Week { get; init; } public required int Year { get; init; } public required long Days { get; init; } public required DateTime Later { get; init; }",
        """
        orders.Select(o => new Model
        {
            Text = $"{o.Id}: {o.Note.NullIfEmpty()} 'quoted' \\ {{brace}}",
            Test = o.Note != null && (o.Note.StartsWith("50%") || o.Note.Contains('_') || o.Note.Trim().Length == 0),
            Day = DateOnly.FromDateTime(o.At),
            Week = Sql.DateTrunc(DatePart.Week, o.At),
            Year = o.At.Year,
            Days = Sql.DateDiff(DatePart.Day, o.At, o.At.AddMonths(1)),
            Later = o.At.AddDays(2).Date,
        })
        """);

    [Fact]
    public void Numbers() => Matches(
        "public required long Quotient { get; init; } public required long Rest { get; init; } public required decimal Rounded { get; init; } public required int Whole { get; init; }",
        """
        orders.Select(o => new Model
        {
            Quotient = o.Cents / 7, Rest = o.Cents % (o.Id + 1), Rounded = Math.Round(o.Cents * 0.125m, 2), Whole = (int)(o.Cents * 0.5),
        })
        """);

    [Fact]
    public void Queries_inside_queries_and_helpers() => Matches(
        "public required long Id { get; init; }",
        """
        from o in orders.Paid()
        where customers.Any(c => c.Id == o.CustomerId && c.Level > 2) && !customers.Select(c => c.Id).Contains(o.Id)
        select new Model { Id = o.Id }
        """);

    [Fact]
    public void All_and_subqueries_of_one_value() => Matches(
        "public required long Id { get; init; } public required long Known { get; init; } public long? Best { get; init; } public required long Total { get; init; }",
        """
        from o in orders
        where o.Cents == orders.Where(x => x.CustomerId == o.CustomerId).Min(x => x.Cents)
            && customers.All(c => c.Id != o.Id)
            && o.Cents < orders.Average(x => x.Cents)
        select new Model
        {
            Id = o.Id,
            Known = customers.Where(c => c.Id == o.CustomerId).Count(c => c.Level > 1),
            Best = customers.Max(c => c.Id),
            Total = orders.Select(x => x.Cents).Distinct().Sum(x => x),
        }
        """);

    [Fact]
    public void Matches_of_a_group_join_can_be_asked() => Matches(
        "public required long Id { get; init; } public required long Orders { get; init; } public required bool HasLarge { get; init; }",
        """
        from c in customers
        join o in orders on c.Id equals o.CustomerId into mine
        where mine.Any()
        select new Model { Id = c.Id, Orders = mine.Count(), HasLarge = mine.Any(o => o.IsLarge) }
        """);

    [Fact]
    public void Aggregates_over_all_rows_and_over_some_of_a_group() => Matches(
        "public required long Cents { get; init; } public long? Large { get; init; } public long? First { get; init; } public required bool Any { get; init; }",
        """
        orders.Where(o => o.CustomerId != null).Aggregate(all => new Model
        {
            Cents = all.Sum(o => o.Cents), Large = all.SumOrNull(o => o.Cents), First = all.Where(o => o.IsLarge).Min(o => o.Id), Any = all.Any(),
        })
        """);

    [Fact]
    public void Some_rows_of_each_group() => Matches(
        "public required Status Status { get; init; } public required long Large { get; init; } public long? First { get; init; } public double? Mean { get; init; } public required long Both { get; init; }",
        """
        from o in orders
        group o by o.Status into g
        let large = g.Where(o => o.IsLarge)
        where g.Sum(o => o.Cents) > orders.Sum(o => o.Cents) / 100
        orderby g.Sum(o => o.Cents) descending, g.Key
        select new Model { Status = g.Key, Large = large.Sum(o => o.Cents), First = large.Min(o => o.Id), Mean = large.Average(o => o.Cents), Both = large.Count(o => o.Note != null) }
        """);

    [Fact]
    public void Cross_joins_with_a_condition() => Matches(
        "public required long Id { get; init; } public required long Other { get; init; } public string? Name { get; init; }",
        """
        from o in orders
        from p in orders
        from c in customers.Where(c => c.Level > 0 && c.At <= o.At && c.Name != p.Note).DefaultIfEmpty()
        where o.CustomerId == p.CustomerId && o.Id < p.Id && o.Cents > 0
        select new Model { Id = o.Id, Other = p.Id, Name = c?.Name }
        """);

    [Fact]
    public void Windows() => Matches(
        "public required long Id { get; init; } public required long Number { get; init; } public string? Before { get; init; } public required long Total { get; init; } public required long Week { get; init; } public required long Share { get; init; }",
        """
        from o in orders.Over((o, all) => new
        {
            o.Id, o.Cents,
            Number = all.PartitionBy(x => x.CustomerId).OrderByDescending(x => x.At).ThenBy(x => x.Id).RowNumber(),
            Before = all.OrderBy(x => x.Note).Lag(x => x.Note),
            Total = all.PartitionBy(x => x.CustomerId).OrderBy(x => x.Id).RowsUpToHere().Sum(x => x.Cents),
            Week = all.OrderBy(x => x.At).Range(7, 0).Count(x => x.IsLarge),
            All = all.Sum(x => x.Cents),
        })
        where o.Number <= 3
        select new Model { Id = o.Id, Number = o.Number, Before = o.Before, Total = o.Total, Week = o.Week, Share = 100 * o.Cents / o.All }
        """);

    [Fact]
    public void First_row_of_each_key() => Matches(
        "public required long Id { get; init; } public string? Note { get; init; }",
        "orders.OrderByDescending(o => o.At).ThenBy(o => o.Id).DistinctBy(o => o.CustomerId).Select(o => new Model { Id = o.Id, Note = o.Note })");

    [Fact]
    public void List_of_values() => Matches(
        "public required long Id { get; init; } public required string Label { get; init; } public required long Share { get; init; }",
        """
        from o in orders
        join l in Query.Of(new { Status = Status.Paid, Label = "Paid", Rank = 1L }, new { Status = Status.Shipped, Label = "It's sent", Rank = 2L }) on o.Status equals l.Status
        from part in Query.Of(new { Share = o.Cents, Least = 0 }, new { Share = o.Cents / 2, Least = 10 })
        where part.Share > part.Least
        select new Model { Id = o.Id, Label = l.Label, Share = part.Share + l.Rank }
        """);

    [Fact]
    public void Days_and_months() => Matches(
        "public required DateOnly Day { get; init; } public required DateOnly Month { get; init; } public required long Orders { get; init; }",
        """
        from d in Query.Days(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31))
        from m in Query.Months(d, new DateOnly(2025, 1, 31))
        join o in orders on d equals DateOnly.FromDateTime(o.At) into mine
        select new Model { Day = d, Month = m, Orders = mine.Count() }
        """);

    [Fact]
    public void Items_of_a_json_array() => Matches(
        "public required long Id { get; init; } public required long Line { get; init; } public string? Sku { get; init; } public string? Tag { get; init; }",
        """
        from o in orders
        let data = Json.TryParse(o.Note)
        from line in data.Items("lines")
        from tag in line.Value.Items("tags").DefaultIfEmpty()
        where line.Position <= o.Cents
        select new Model { Id = o.Id, Line = line.Position, Sku = line.Value.GetString("sku"), Tag = tag?.Value.GetString() }
        """);

    [Fact]
    public void First_rows_of_each() => Matches(
        "public required long Id { get; init; } public required long Order { get; init; } public string? Note { get; init; }",
        """
        from c in customers
        from o in orders.Where(o => o.CustomerId == c.Id && o.Cents > 0).OrderByDescending(o => o.At).ThenBy(o => o.Id).Take(3)
        select new Model { Id = c.Id, Order = o.Id, Note = o.Note }
        """);

    [Fact]
    public void First_rows_of_each_by_any_link() => Matches(
        "public required long Id { get; init; } public long? Next { get; init; } public required long Cents { get; init; }",
        """
        from o in orders
        from next in orders.Where(p => p.CustomerId == o.CustomerId && p.At > o.At).OrderBy(p => p.At).ThenBy(p => p.Id).Take(1).DefaultIfEmpty()
        select new Model { Id = o.Id, Next = next?.Id, Cents = o.Cents }
        """);

    [Fact]
    public void Groups_and_totals_of_each() => Matches(
        "public required long Id { get; init; } public required Status Status { get; init; } public required long Orders { get; init; } public required long Later { get; init; }",
        """
        from c in customers
        where c.Level > 1
        from g in (from o in orders where o.CustomerId == c.Id group o by o.Status into g select new { Status = g.Key, Count = g.Count() })
        from later in orders.Where(o => o.At > c.At && o.Id != c.Id).Aggregate(all => new { Count = all.Count() })
        select new Model { Id = c.Id, Status = g.Status, Orders = g.Count, Later = later.Count }
        """);

    [Fact]
    public void Values_of_both_rows_in_subqueries() => Matches(
        "public required long Id { get; init; } public required long Weighted { get; init; } public required bool HasPartner { get; init; }",
        """
        from c in customers
        where !orders.Any(o => o.Id + c.Id == 77)
        let weighted = orders.Where(o => o.CustomerId == c.Id).Sum(o => o.Cents * (c.Level ?? 1))
        where weighted > 0
        select new Model { Id = c.Id, Weighted = weighted, HasPartner = customers.Any(p => p.Level + c.Level == 10) }
        """);

    [Fact]
    public void Percentiles() => Matches(
        "public required Status Status { get; init; } public required double High { get; init; } public DateTime? Late { get; init; }",
        """
        from o in orders
        group o by o.Status into g
        select new Model { Status = g.Key, High = g.Percentile(0.9, o => o.Cents), Late = g.PercentileDiscrete(0.75, o => o.IsLarge ? o.At : (DateTime?)null) }
        """);

    [Fact]
    public void Recursion() => Matches(
        "public required long Id { get; init; } public required string Path { get; init; } public required int Depth { get; init; } public long? First { get; init; }",
        """
        from t in Query.Recurse(
            seed: customers.Where(c => c.Level == null).Select(c => new { c.Id, Path = "/" + c.Name, Depth = 0, Parent = (long?)null }),
            step: above => from a in above join c in customers on a.Id equals (long?)c.Level select new { c.Id, Path = a.Path + "/" + c.Name, Depth = a.Depth + 1, Parent = (long?)a.Id },
            maxDepth: 20)
        join o in orders on t.Id equals o.CustomerId into mine
        where t.Depth > 0
        select new Model { Id = t.Id, Path = t.Path, Depth = t.Depth, First = mine.Min(o => o.Id) }
        """);

    [Fact]
    public void Subtotals() => Matches(
        "public Status? Status { get; init; } public int? Year { get; init; } public required bool IsYear { get; init; } public required long Cents { get; init; }",
        """
        from s in orders.GroupByRollup(o => o.At.Year, o => o.Status, (year, status, g) => new { year, status, Cents = g.Sum(o => o.Cents) })
        where s.Cents > 0
        orderby s.year.OrNull()
        select new Model { Status = s.status.OrNull(), Year = s.year.OrNull(), IsYear = s.status.IsTotal, Cents = s.Cents }
        """);

    [Fact]
    public void Grouping_sets() => Matches(
        "public Status? Status { get; init; } public int? Year { get; init; } public required long Cents { get; init; }",
        """
        orders.GroupBySets(o => o.At.Year, o => o.Status, (year, status) => [[status, year], [status], []],
            (year, status, g) => new Model { Year = year.OrNull(), Status = status.OrNull(), Cents = g.Sum(o => o.Cents) })
        """);

    [Fact]
    public void As_of_join() => Matches(
        "public required long Id { get; init; } public string? Name { get; init; }",
        """
        orders.AsOfLeftJoin(customers, o => o.CustomerId, c => c.Id, o => o.At, c => c.At, (o, c) => new Model { Id = o.Id, Name = c?.Name })
        """);

    [Fact]
    public void Members_of_an_extension_block() => Matches(
        "public required long Id { get; init; } public required long Cents { get; init; }",
        """
        from o in orders
        where o is { Id: > 1, IsSmall: false }
        select new Model { Id = o.Id, Cents = o.Times(2) }
        """);

    static void Matches(string columns, string query, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        var source = $$"""
            [Table(Schema = "marts")]
            public partial record Model
            {
                {{columns}}
                public static Query<Model> Define(Query<RawOrder> orders, Query<RawCustomer> customers) =>
                    {{query}};
            }
            """;
        var run = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string> { ["QuernDialectList"] = "duckdb,postgres,snowflake" }, ("Models.cs", Inputs + source)).Run();
        Assert.Null(run.Exception);
        // What else a query may mean has tests of its own.
        Assert.DoesNotContain(run.Diagnostics, d => d.DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        Assert.Empty(run.CompilerDiagnostics);
        var compiled = run.Values("CompileSql").Cast<(CompiledRelation? Relation, EquatableArray<DiagnosticSpec>)>().Single(c => c.Relation!.Spec.Id == "Shop.Model").Relation!;
        Snapshot.Matches(string.Concat(compiled.Sql.Select(s => $"-- {s.Dialect}\n{s.Select}\n\n")), "sql", test: test);
    }
}
