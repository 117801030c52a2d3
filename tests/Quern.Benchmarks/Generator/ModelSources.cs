using System.Globalization;

namespace Quern.Benchmarks.Generator;

/// <summary>C# files as a team writes them, one model each: sources of 12 columns, and incremental models, joins and groups of 10 to 15.</summary>
static class ModelSources
{
    const int ModelsPerSource = 20;

    // As many lengths as names of a real project have: Roslyn compares the names of generated files, each with each.
    static readonly string[] Subjects =
    [
        "Order", "Payment", "Refund", "CustomerAddress", "Shipment", "Cart", "InvoiceLine", "Visit", "ProductCategory", "Price",
        "Return", "SupplierContract", "StockLevel", "Campaign", "LoyaltyAccountBalance", "Tax", "GiftCardRedemption",
    ];

    /// <param name="models">Number of models; the sources come on top, one for twenty models.</param>
    public static IEnumerable<(string Path, string Text)> Create(int models)
    {
        for (var i = 0; i < models; i++)
        {
            if (i % ModelsPerSource == 0)
                yield return ($"Raw{i / ModelsPerSource}.cs", Fill(Source, i));
            yield return (Path(i), Model(i));
        }
        yield return ("Unrelated.cs", "namespace Shop; class Unrelated { int x = 1; }");
    }

    /// <summary>The name of a model's file.</summary>
    /// <param name="i">The model's number.</param>
    public static string Path(int i) => $"{Name(i)}.cs";

    /// <summary>The text of a model's file.</summary>
    /// <param name="i">The model's number.</param>
    /// <param name="limit">A number in the model's query.</param>
    public static string Model(int i, int limit = 0) =>
        Fill((i % 4) switch { 0 or 1 => Incremental, 2 => Joined, _ => Grouped }, i).Replace("LIMIT", limit.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    static string Fill(string text, int i) => text
        .Replace("SOURCE", $"Raw{i / ModelsPerSource}", StringComparison.Ordinal)
        .Replace("MODEL", Name(i), StringComparison.Ordinal)
        .Replace("BEFORE", Name(i - 1), StringComparison.Ordinal)
        .Replace("EARLIER", Name(i - 2), StringComparison.Ordinal);

    static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"{(i % 4) switch { 0 or 1 => "Stg", 2 => "Fct", _ => "Agg" }}{Subjects[Math.Abs(i) % Subjects.Length]}{i}");

    const string Source = """
        using System;
        using Quern;
        namespace Shop;

        [Source("raw")]
        public partial record SOURCE
        {
            [Key] public required long Id { get; init; }
            public required long CustomerId { get; init; }
            public required string Status { get; init; }
            public required long TotalCents { get; init; }
            public required string Currency { get; init; }
            public required int Quantity { get; init; }
            public required bool IsGift { get; init; }
            public required double Weight { get; init; }
            public required DateOnly ShipDate { get; init; }
            public required DateTime CreatedAt { get; init; }
            public required DateTime UpdatedAt { get; init; }
            public string? Note { get; init; }
        }
        """;

    const string Incremental = """
        using System;
        using Quern;
        namespace Shop;

        /// <summary>Orders that count, cleaned.</summary>
        [Incremental(UniqueKey = nameof(Id), Schema = "staging")]
        public partial record MODEL
        {
            [Key] public required long Id { get; init; }
            public required long CustomerId { get; init; }
            [AcceptedValues("new", "paid", "sent")] public required string Status { get; init; }
            public required string Currency { get; init; }
            [Precision(18, 2), Between(0, 100_000)] public required decimal TotalAmount { get; init; }
            public required string Size { get; init; }
            public required int Quantity { get; init; }
            public required bool IsGift { get; init; }
            public string? Note { get; init; }
            public required DateOnly CreatedDate { get; init; }
            public required DateOnly CreatedMonth { get; init; }
            public required DateTime UpdatedAt { get; init; }

            public static Query<MODEL> Define(Query<SOURCE> rows) =>
                from r in rows.ChangedSince(r => r.UpdatedAt)
                where r.TotalCents >= LIMIT && r.Status.ToLower() is "new" or "paid" or "sent"
                select new MODEL
                {
                    Id = r.Id,
                    CustomerId = r.CustomerId,
                    Status = r.Status.ToLower(),
                    Currency = r.Currency.ToUpper(),
                    TotalAmount = r.TotalCents / 100m,
                    Size = r.TotalCents switch { > 100_000 => "large", > 10_000 => "medium", _ => "small" },
                    Quantity = r.Quantity,
                    IsGift = r.IsGift,
                    Note = r.Note,
                    CreatedDate = DateOnly.FromDateTime(r.CreatedAt),
                    CreatedMonth = Sql.DateTrunc(DatePart.Month, DateOnly.FromDateTime(r.CreatedAt)),
                    UpdatedAt = r.UpdatedAt,
                };
        }
        """;

    const string Joined = """
        using System;
        using Quern;
        namespace Shop;

        /// <summary>Orders with what the source has besides.</summary>
        [Table(Schema = "marts")]
        public partial record MODEL
        {
            [Key] public required long Id { get; init; }
            public required long CustomerId { get; init; }
            public required string Status { get; init; }
            public required string Currency { get; init; }
            [Precision(18, 2)] public required decimal TotalAmount { get; init; }
            public required string Size { get; init; }
            public required int Quantity { get; init; }
            public required bool IsGift { get; init; }
            public required string Note { get; init; }
            public required double? Weight { get; init; }
            public required DateOnly? ShipDate { get; init; }
            public required DateOnly CreatedDate { get; init; }
            public required DateOnly CreatedMonth { get; init; }
            public required bool IsOpen { get; init; }
            public required DateTime UpdatedAt { get; init; }

            public static Query<MODEL> Define(Query<BEFORE> orders, Query<SOURCE> raws) =>
                from o in orders
                join r in raws on o.Id equals r.Id into found
                from r in found.DefaultIfEmpty()
                where o.Quantity > LIMIT
                select new MODEL
                {
                    Id = o.Id,
                    CustomerId = o.CustomerId,
                    Status = o.Status,
                    Currency = o.Currency,
                    TotalAmount = o.TotalAmount,
                    Size = o.Size,
                    Quantity = o.Quantity,
                    IsGift = o.IsGift,
                    Note = o.Note ?? r?.Note ?? "",
                    Weight = r?.Weight,
                    ShipDate = r?.ShipDate,
                    CreatedDate = o.CreatedDate,
                    CreatedMonth = o.CreatedMonth,
                    IsOpen = o.Status == "new" || o.Status == "paid",
                    UpdatedAt = o.UpdatedAt,
                };
        }
        """;

    const string Grouped = """
        using System;
        using Quern;
        namespace Shop;

        /// <summary>What each customer's orders come to.</summary>
        [Table(Schema = "marts")]
        public partial record MODEL
        {
            [Key] public required long CustomerId { get; init; }
            public required long Orders { get; init; }
            public required long Quantity { get; init; }
            public required long Days { get; init; }
            [Precision(38, 2)] public required decimal TotalAmount { get; init; }
            [Precision(18, 2)] public required decimal LeastAmount { get; init; }
            [Precision(18, 2)] public required decimal GreatestAmount { get; init; }
            public required DateOnly FirstDate { get; init; }
            public required DateOnly LastDate { get; init; }
            public required DateTime UpdatedAt { get; init; }

            public static Query<MODEL> Define(Query<EARLIER> orders) =>
                from o in orders
                where o.Quantity > LIMIT
                group o by o.CustomerId into g
                select new MODEL
                {
                    CustomerId = g.Key,
                    Orders = g.Count(),
                    Quantity = g.Sum(o => o.Quantity),
                    Days = g.CountDistinct(o => o.CreatedDate),
                    TotalAmount = g.Sum(o => o.TotalAmount),
                    LeastAmount = g.Min(o => o.TotalAmount),
                    GreatestAmount = g.Max(o => o.TotalAmount),
                    FirstDate = g.Min(o => o.CreatedDate),
                    LastDate = g.Max(o => o.CreatedDate),
                    UpdatedAt = g.Max(o => o.UpdatedAt),
                };
        }
        """;
}
