namespace Quern.Generators.Tests.BadInput;

/// <summary>Models that use what the examples have no need for: each form of a query, of patterns and of helpers.</summary>
static class Language
{
    public static readonly IReadOnlyList<(string Path, string Text)> Files =
    [
        ("Sources.cs", """
            using System;
            using Quern;

            namespace Shop;

            public enum Status { Open, [EnumValue("PAID")] Paid, Lost }

            [Source("raw", "orders"), Extract("shop", Key = nameof(Id), Cursor = nameof(At), Lookback = "5m")]
            public partial record Order
            {
                [Key] public required long Id { get; init; }
                [References<Order>(nameof(Id))] public long? ParentId { get; init; }
                [Between(0, 1000), Column("total")] public required long Cents { get; init; }
                [Precision(12, 2)] public required decimal Amount { get; init; }
                [AcceptedValues("EUR", "USD")] public required string Currency { get; init; }
                [Pii("name")] public string? Note { get; init; }
                public required Status Status { get; init; }
                public required DateOnly Day { get; init; }
                public required DateTime At { get; init; }
                public Json? Data { get; init; }
                public bool IsLarge => Cents > Rules.Large;
            }

            [Source("raw", "rates")]
            public partial record Rate([Key] string Currency, [Key] DateOnly From, [Precision(18, 6)] decimal ToEuro);
            """),
        ("Rules.cs", """
            using System;
            using Quern;

            namespace Shop;

            public static class Rules
            {
                public const long Large = 10_000;

                public static string Size(long cents)
                {
                    var isLarge = cents > Large;
                    return isLarge ? "large" : cents switch { < 0 => "odd", 0 => "none", > 0 and < 100 => "small", _ => $"{cents}" };
                }

                public static T? OrNull<T>(this T value, bool condition) where T : struct => condition ? value : null;

                public static Query<Order> Counting(this Query<Order> orders) => orders.Where(o => o is { Status: not Status.Lost, Note: null or { Length: > 2 } });

                extension(Order o) { public bool IsTiny => o.Cents < 10; }

                [Sql("soundex({0})", Engine = "postgres")]
                [Sql("upper({0})")]
                public static string Sound(string text) => text.ToUpperInvariant();
            }
            """),
        ("Tree.cs", """
            using Quern;

            namespace Shop;

            [Table]
            public partial record Tree
            {
                [Key] public required long Id { get; init; }
                public required long Depth { get; init; }
                public string? Path { get; init; }

                public static Query<Tree> Define(Query<Order> orders) => Query.Recurse(
                    seed: from o in orders where o.ParentId == null select new Tree { Id = o.Id, Depth = 0, Path = o.Currency },
                    step: above =>
                        from a in above
                        join o in orders on a.Id equals o.ParentId
                        where a.Depth < 5
                        select new Tree { Id = o.Id, Depth = a.Depth + 1, Path = a.Path + "/" + o.Currency },
                    maxDepth: 20);
            }

            [Ephemeral]
            public partial record Step
            {
                public required long Id { get; init; }
                public required string Size { get; init; }
                public static Query<Step> Define(Query<Order> orders) => orders.Counting().Select(o => new Step { Id = o.Id, Size = Rules.Size(o.Cents) });
            }
            """),
        ("Totals.cs", """
            using System.Text.RegularExpressions;
            using Quern;

            namespace Shop;

            [View(Schema = "marts")]
            public partial record Totals
            {
                public string? Currency { get; init; }
                public Status? Status { get; init; }
                public required bool IsTotal { get; init; }
                public required long Orders { get; init; }
                [Precision(38, 2)] public required decimal Amount { get; init; }
                [Pii("name")] public required string Notes { get; init; }
                public double? Median { get; init; }

                public static Query<Totals> Define(Query<Order> orders) => orders
                    .Where(o => !o.IsTiny && Regex.IsMatch(o.Currency, "^[A-Z]{3}$"))
                    .GroupBySets(o => o.Currency, o => o.Status, (currency, status) => [[currency, status], [status], []], (currency, status, g) => new Totals
                    {
                        Currency = currency.OrNull(), Status = status.OrNull(), IsTotal = currency.IsTotal && status.IsTotal,
                        Orders = g.Count(o => o.IsLarge), Amount = g.Where(o => o.Cents > 0).Sum(o => o.Amount),
                        Notes = g.StringJoin(", ", o => o.Note, o => o.Id), Median = g.Percentile(0.5, o => o.Cents),
                    });
            }
            """),
        ("Converted.cs", """
            using System;
            using System.Linq;
            using Quern;

            namespace Shop;

            [Table, RenamedFrom("orders_in_euro")]
            public partial record Converted
            {
                [Key] public required long OrderId { get; init; }
                [RenamedFrom("date")] public required DateOnly Day { get; init; }
                [Precision(20, 8)] public decimal? Euro { get; init; }
                public string? Tag { get; init; }
                public required long Number { get; init; }
                public long? Before { get; init; }

                public static Query<Converted> Define(Query<Order> orders, Query<Rate> rates, Query<Step> steps)
                {
                    var sizes = from s in steps where s.Size is "large" or "none" select s.Id;
                    return
                        from r in orders.AsOfLeftJoin(rates, o => o.Currency, r => r.Currency, o => o.Day, r => r.From, (o, r) => new { o, r })
                        let state = (r.o.Status, r.o.Cents) switch { (Status.Open, > 100) => 1, (Status.Paid, _) => 2, _ => 3 }
                        where sizes.Contains(r.o.Id) || state == 2 && orders.Any(x => x.ParentId == r.o.Id)
                        select new Converted
                        {
                            OrderId = r.o.Id, Day = r.o.Day.AddDays(1), Euro = r.r?.ToEuro * r.o.Amount, Tag = r.o.Data?.GetString("tag", "name"), Number = state,
                            Before = orders.Where(x => x.Currency == r.o.Currency && x.Day < r.o.Day).Max(x => (long?)x.Cents),
                        };
                }

                [Test(Severity = Severity.Warn)] public static Query<Converted> Odd(Query<Converted> rows) => rows.Where(r => r.Euro < 0m);
            }

            [Incremental(UniqueKey = nameof(OrderId), ClusterBy = [nameof(Day)], OnSchemaChange = OnSchemaChange.Ignore)]
            public partial record Latest
            {
                public required long OrderId { get; init; }
                public required DateOnly Day { get; init; }
                public required long Children { get; init; }

                public static Query<Latest> Define(Query<Order> orders, Query<Converted> converted)
                {
                    var children = from c in converted group c by c.OrderId into g select new { Id = g.Key, Count = g.Count() };
                    return
                        from o in orders.ChangedSince(o => o.At, lookback: "1h").OrWhenChanged(converted, o => o.Id, c => c.OrderId, c => c.Day)
                        join c in children on o.Id equals c.Id into found
                        from c in found.DefaultIfEmpty()
                        select new Latest { OrderId = o.Id, Day = o.Day, Children = c?.Count ?? 0 };
                }
            }

            [Table]
            public partial record Ranked
            {
                public required long Id { get; init; }
                public required long Number { get; init; }
                [Precision(38, 2)] public required decimal Running { get; init; }
                public DateOnly? Previous { get; init; }
                public required long Item { get; init; }
                [Pii("name")] public string? Value { get; init; }

                public static Query<Ranked> Define(Query<Order> orders) =>
                    from r in orders.Over((o, all) =>
                    {
                        var mine = all.PartitionBy(x => x.Currency).OrderByDescending(x => x.Day).ThenBy(x => x.Id);
                        return new { o, Number = mine.RowNumber(), Running = mine.RowsUpToHere().Sum(x => x.Amount), Previous = mine.Lag(x => x.Day, 2) };
                    })
                    from t in r.o.Data.Items("tags").DefaultIfEmpty()
                    from c in orders.Where(c => c.ParentId == r.o.Id).OrderBy(c => c.At).ThenBy(c => c.Id).Take(2).DefaultIfEmpty()
                    from v in Query.Of(new { Kind = "a", Value = r.o.Note }, new { Kind = "b", Value = c?.Note })
                    from d in Query.Days(r.o.Day, r.o.Day.AddDays(2))
                    where r.Number <= 3
                    orderby r.o.Id, d descending
                    select new Ranked { Id = r.o.Id, Number = r.Number, Running = r.Running, Previous = r.Previous, Item = t?.Position ?? 0, Value = v.Value ?? t?.Value.GetString("name") };
            }
            """),
    ];
}
