namespace Quern.Queries.Tests;

[Table(Schema = "recipes")]
public partial record LatestPerKey
{
    public long? CustomerId { get; init; }
    public required long Id { get; init; }

    public static Query<LatestPerKey> Define(Query<Order> orders)
    {
        var latest = orders.OrderByDescending(o => o.At).ThenByDescending(o => o.Id).DistinctBy(o => o.CustomerId);

        return from o in latest select new LatestPerKey { CustomerId = o.CustomerId, Id = o.Id };
    }
}

[Table(Schema = "recipes")]
public partial record TopAndOther
{
    public required string Status { get; init; }
    public required string Product { get; init; }
    public required long Quantity { get; init; }

    public static Query<TopAndOther> Define(Query<Order> orders, Query<Item> items)
    {
        var sold =
            from i in items
            join o in orders on i.OrderId equals o.Id
            group i by new { o.Status, Product = i.Product ?? "none" } into g
            select new { g.Key.Status, g.Key.Product, Quantity = g.Sum(i => i.Quantity) };

        var ranked = sold.Over((s, all) => new
        {
            s.Status,
            s.Product,
            s.Quantity,
            Place = all.PartitionBy(x => x.Status).OrderByDescending(x => x.Quantity).ThenBy(x => x.Product).RowNumber(),
        });

        return
            from r in ranked
            group r by new { r.Status, Product = r.Place <= 2 ? r.Product : "other" } into g
            select new TopAndOther { Status = g.Key.Status, Product = g.Key.Product, Quantity = g.Sum(r => r.Quantity) };
    }
}

[Table(Schema = "recipes")]
public partial record FirstAndLastTouch
{
    public long? CustomerId { get; init; }
    public required string First { get; init; }
    public required string Last { get; init; }
    public decimal? LastPaid { get; init; }

    public static Query<FirstAndLastTouch> Define(Query<Order> orders) =>
        from o in orders
        group o by o.CustomerId into g
        let inOrder = g.OrderBy(o => o.Id)
        select new FirstAndLastTouch
        {
            CustomerId = g.Key,
            First = inOrder.First(o => o.Status),
            Last = inOrder.Last(o => o.Status),
            LastPaid = g.Where(o => o.Status == "paid").OrderBy(o => o.Id).Last(o => o.Amount),
        };
}

[Table(Schema = "recipes")]
public partial record FilteredAggregates
{
    public required string Status { get; init; }
    public required long Large { get; init; }
    public required long Customers { get; init; }
    public required long OfPaid { get; init; }
    public double? NotesPerOrder { get; init; }
    public required bool AnyNote { get; init; }

    public static Query<FilteredAggregates> Define(Query<Order> orders) =>
        from o in orders
        group o by o.Status into g
        where g.Count() > 1
        select new FilteredAggregates
        {
            Status = g.Key,
            Large = g.Count(o => o.Cents >= 250),
            Customers = g.Where(o => o.Cents >= 250).CountDistinct(o => o.CustomerId),
            OfPaid = g.Sum(o => o.Status == "paid" ? o.Cents : 0),
            NotesPerOrder = g.Count(o => o.Note != null) is > 0 and var notes ? (double)notes / g.Count() : null,
            AnyNote = g.Any(o => o.Note != null),
        };
}

[Table(Schema = "recipes")]
public partial record DistinctValues
{
    public required string Statuses { get; init; }
    public required long Sum { get; init; }

    public static Query<DistinctValues> Define(Query<Order> orders)
    {
        var statuses = orders.Select(o => o.Status).Distinct();
        var amounts = orders.Select(o => o.Cents).Distinct();

        return from n in Query.Of(1)
               select new DistinctValues { Statuses = statuses.StringJoin(", ", s => s, s => s), Sum = amounts.Sum(c => c) };
    }
}
