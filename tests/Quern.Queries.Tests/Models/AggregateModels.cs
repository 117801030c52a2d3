namespace Quern.Queries.Tests;

/// <summary>Aggregates of each type, of what is never null.</summary>
[Table(Schema = "aggregates")]
public partial record OrdersOfStatus
{
    public required string Status { get; init; }
    public required decimal Amount { get; init; }
    public required decimal MeanAmount { get; init; }
    public required decimal MeanOfLarge { get; init; }
    public required decimal LeastAmount { get; init; }
    public required double Rate { get; init; }
    public required double MeanRate { get; init; }
    public required double GreatestRate { get; init; }
    public double? Deviation { get; init; }
    public required DateOnly FirstDay { get; init; }
    public required DateTime Last { get; init; }
    public required string LastStatus { get; init; }
    public required long Days { get; init; }
    public required bool AllLarge { get; init; }

    public static Query<OrdersOfStatus> Define(Query<Order> orders) =>
        from o in orders
        group o by o.Status into g
        select new OrdersOfStatus
        {
            Status = g.Key,
            Amount = g.Sum(o => o.Amount),
            MeanAmount = Math.Round(g.Average(o => o.Amount), 4),
            MeanOfLarge = Math.Round(g.Where(o => o.Cents > 5).Average(o => o.Amount) ?? -1m, 4),
            LeastAmount = g.Min(o => o.Amount),
            Rate = g.Sum(o => o.Rate),
            MeanRate = g.Average(o => o.Rate),
            GreatestRate = g.Max(o => o.Rate),
            Deviation = g.StandardDeviation(o => o.Rate),
            FirstDay = g.Min(o => o.Day),
            Last = g.Max(o => o.At),
            LastStatus = g.Max(o => o.Status),
            Days = g.CountDistinct(o => o.Day),
            AllLarge = g.All(o => o.Amount > 0.5m),
        };
}

/// <summary>Aggregates of what may be null, also of nulls only.</summary>
[Table(Schema = "aggregates")]
public partial record ItemsOfProduct
{
    public string? Product { get; init; }
    public required long Quantity { get; init; }
    public required double MeanQuantity { get; init; }
    public required int GreatestQuantity { get; init; }
    public required long Discount { get; init; }
    public long? DiscountOrNull { get; init; }
    public double? MeanDiscount { get; init; }
    public int? LeastDiscount { get; init; }
    public decimal? MeanShare { get; init; }
    public required long Discounts { get; init; }

    public static Query<ItemsOfProduct> Define(Query<Item> items) =>
        from i in items
        group i by i.Product into g
        select new ItemsOfProduct
        {
            Product = g.Key,
            Quantity = g.Sum(i => i.Quantity),
            MeanQuantity = g.Average(i => i.Quantity),
            GreatestQuantity = g.Max(i => i.Quantity),
            Discount = g.Sum(i => i.Discount),
            DiscountOrNull = g.SumOrNull(i => i.Discount),
            MeanDiscount = g.Average(i => i.Discount),
            LeastDiscount = g.Min(i => i.Discount),
            MeanShare = g.Average(i => (decimal?)i.Discount) / 4m,
            Discounts = g.CountDistinct(i => i.Discount),
        };
}
