namespace Quern.Queries.Tests;

[Table(Schema = "each_row")]
public partial record LargerOrder
{
    [Key] public required long Id { get; init; }
    public long? Larger { get; init; }
    public long? Cents { get; init; }

    // The next larger one, if any.
    public static Query<LargerOrder> Define(Query<Order> orders) =>
        from o in orders
        from l in orders.Where(l => l.Cents > o.Cents).OrderBy(l => l.Cents).ThenBy(l => l.Id).Take(1).DefaultIfEmpty()
        select new LargerOrder { Id = o.Id, Larger = l?.Id, Cents = l?.Cents };
}

[Table(Schema = "each_row")]
public partial record Weighted
{
    [Key] public required long Id { get; init; }
    public required long Cents { get; init; }
    public required long LargerItems { get; init; }
    public required bool HasOther { get; init; }
    public required string Products { get; init; }

    public static Query<Weighted> Define(Query<Order> orders, Query<Item> items) =>
        from o in orders
        where o.Status != "void"
        let cents = items.Where(i => i.OrderId == o.Id).Sum(i => i.Quantity * o.Cents)
        where cents >= 0
        select new Weighted
        {
            Id = o.Id,
            Cents = cents,
            LargerItems = items.Where(i => i.Quantity * 100 > o.Cents).Count(),
            HasOther = orders.Any(p => p.Id != o.Id && p.Cents + o.Cents > 1000),
            Products = items.Where(i => i.Id <= o.Id && orders.Where(p => p.Id > i.Id && p.Cents < o.Cents).Count() > 0).StringJoin(",", i => i.Product, i => i.Id),
        };
}

[Table(Schema = "each_row")]
public partial record ProductBefore
{
    public required long OrderId { get; init; }
    public string? Product { get; init; }
    public required long Items { get; init; }
    public required long Orders { get; init; }
    public DateOnly? Last { get; init; }

    // Groups of each order, and one row that sums up others.
    public static Query<ProductBefore> Define(Query<Order> orders, Query<Item> items) =>
        from o in orders
        from g in (
            from i in items
            where i.OrderId < o.Id
            group i by i.Product into g
            select new { g.Key, Count = g.Count() })
        from t in orders.Where(p => p.Day < o.Day && p.Status != o.Status).Aggregate(all => new { Count = all.Count(), Last = all.Max(p => p.Day) })
        select new ProductBefore { OrderId = o.Id, Product = g.Key, Items = g.Count, Orders = t.Count, Last = t.Last };
}

[Table(Schema = "each_row")]
public partial record ListedTwice
{
    [Key] public required long Id { get; init; }
    public required long Others { get; init; }
    public required bool HasLong { get; init; }
    public required long LongTags { get; init; }
    public required bool AreAllMore { get; init; }

    // Rows of two queries, and elements of an array of the row.
    public static Query<ListedTwice> Define(Query<Label> labels, Query<Order> orders, Query<Item> items) =>
        from l in labels
        select new ListedTwice
        {
            Id = l.Id,
            Others = items.Where(i => i.Id <= l.Id).Select(i => i.Id).Union(orders.Where(o => o.Id + l.Id > 5).Select(o => o.Id)).Count(),
            HasLong = l.Tags.Any(t => t.Length > l.Id),
            LongTags = l.Tags.Count(t => t.Length > 1),
            AreAllMore = l.Numbers.All(n => n > l.Id),
        };
}
