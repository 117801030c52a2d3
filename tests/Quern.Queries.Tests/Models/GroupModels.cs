namespace Quern.Queries.Tests;

[Table(Schema = "groups")]
public partial record Total
{
    public required long Orders { get; init; }
    public required long Cents { get; init; }
    public long? Void { get; init; }
    public string? LastNote { get; init; }
    public required long Paid { get; init; }
    public required bool AnyOpen { get; init; }

    public static Query<Total> Define(Query<Order> orders) =>
        orders.Where(o => o.Id > 100).Aggregate(all => new Total
        {
            Orders = all.Count(),
            Cents = all.Sum(o => o.Cents),
            Void = all.Where(o => o.Status == "void").SumOrNull(o => o.Cents),
            LastNote = all.Max(o => o.Note),
            Paid = all.Count(o => o.Status == "paid"),
            AnyOpen = all.Any(o => o.Status == "open"),
        });
}

[Table(Schema = "groups")]
public partial record StatusTotal
{
    public required string Status { get; init; }
    public required long Large { get; init; }
    public long? FirstLarge { get; init; }
    public double? MeanOfLarge { get; init; }
    public required long Customers { get; init; }
    public string? Note { get; init; }

    public static Query<StatusTotal> Define(Query<Order> orders) =>
        from o in orders
        group o by o.Status into g
        let large = g.Where(o => o.Cents >= 250)
        where g.Sum(o => o.Cents) * 3 > orders.Sum(o => o.Cents)
        select new StatusTotal
        {
            Status = g.Key,
            Large = large.Sum(o => o.Cents),
            FirstLarge = large.Min(o => o.Id),
            MeanOfLarge = large.Average(o => o.Cents),
            Customers = g.CountDistinct(o => o.CustomerId),
            Note = g.Min(o => o.Note),
        };
}

[Table(Schema = "groups")]
public partial record JoinedText
{
    public long? CustomerId { get; init; }
    public required string Notes { get; init; }
    public required string Paid { get; init; }
    public required string Everywhere { get; init; }

    public static Query<JoinedText> Define(Query<Order> orders) =>
        from o in orders
        group o by o.CustomerId into g
        select new JoinedText
        {
            CustomerId = g.Key,
            Notes = g.StringJoin(", ", o => o.Note, o => o.Id),
            Paid = g.Where(o => o.Status == "paid").StringJoin("'|\\", o => o.Note + "!", o => o.Id),
            Everywhere = orders.Where(o => o.CustomerId == g.Key).StringJoin("", o => Sql.Left(o.Note, 1), o => o.Id),
        };
}
