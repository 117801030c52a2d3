namespace Quern.Differential.Tests;

/// <summary>The relations that random queries read, and random rows of them.</summary>
static class Sources
{
    public const string Text = """
        using System;
        using Quern;

        namespace Differential;

        public enum Status { Open, Paid, Void }

        [Source("raw", "orders")]
        public partial record Order
        {
            public required long Id { get; init; }
            public long? CustomerId { get; init; }
            public required string State { get; init; }
            public required long Cents { get; init; }
            [Precision(12, 2)] public required decimal Amount { get; init; }
            [Precision(12, 2)] public decimal? Tip { get; init; }
            public required double Rate { get; init; }
            public string? Note { get; init; }
            public required DateOnly Day { get; init; }
            public required DateTime At { get; init; }
            public required bool IsOpen { get; init; }
            public required Status Kind { get; init; }
            public required DateTime UpdatedAt { get; init; }
            public bool IsBig => Cents > Rules.Large;
        }

        [Source("raw", "items")]
        public partial record Item
        {
            public required long Id { get; init; }
            public required long OrderId { get; init; }
            public string? Product { get; init; }
            public required int Quantity { get; init; }
            public int? Discount { get; init; }
            public required DateTime UpdatedAt { get; init; }
        }

        [Source("raw", "customers")]
        public partial record Customer
        {
            public required long Id { get; init; }
            public string? Segment { get; init; }
            public int? Level { get; init; }
            public long? ParentId { get; init; }
            public required DateTime UpdatedAt { get; init; }
        }

        public static class Rules
        {
            public const long Large = 200;

            public static string Size(long cents)
            {
                var isLarge = cents > Large;
                return isLarge ? "large" : cents switch { < 0 => "negative", 0 => "none", _ => $"{cents}" };
            }

            public static bool IsRich(this Order order) => order is { Amount: > 1m, Kind: not Status.Void } && Counts(order.Tip);

            public static T Second<T>(T first, T second) => second;

            public static string OrEmpty(this string? text) => text ?? "";

            public static Query<Order> Open(this Query<Order> orders) => orders.Where(o => o.IsOpen || o.IsNegative);

            static bool Counts(decimal? tip) => tip is null or >= 0m;

            extension(Order order)
            {
                public bool IsNegative => order.Cents < 0;
                public long Shifted(long by) => order.Cents + by;
            }
        }
        """;
}
