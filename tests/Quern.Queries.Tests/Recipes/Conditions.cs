namespace Quern.Queries.Tests;

[Table(Schema = "recipes")]
public partial record SemiAndAnti
{
    [Key] public required long Id { get; init; }

    public static Query<SemiAndAnti> Define(Query<Order> orders, Query<Item> items, Query<Customer> customers) =>
        from o in orders
        where items.Any(i => i.OrderId == o.Id && i.Quantity > 1)          // EXISTS
            || !customers.Any(c => c.Id == o.CustomerId)                   // NOT EXISTS
            || items.Select(i => i.OrderId).Contains(o.Id)                 // IN (SELECT …)
            || o.Cents > orders.Where(x => x.Status == o.Status).Average(x => x.Cents)
        select new SemiAndAnti { Id = o.Id };
}

[Table(Schema = "recipes")]
public partial record WithoutPartner
{
    [Key] public required long ItemId { get; init; }

    public static Query<WithoutPartner> Define(Query<Order> orders, Query<Item> items) =>
        from i in items
        join o in orders on i.OrderId equals o.Id into matches
        from o in matches.DefaultIfEmpty()
        where o == null
        select new WithoutPartner { ItemId = i.Id };
}

[Table(Schema = "recipes")]
public partial record NullFunctions
{
    [Key] public required long Id { get; init; }
    public string? NullIf { get; init; }
    public required string Coalesce { get; init; }
    public required long Greatest { get; init; }
    public double? Ratio { get; init; }

    public static Query<NullFunctions> Define(Query<Order> orders) =>
        from o in orders
        select new NullFunctions
        {
            Id = o.Id,
            NullIf = o.Note == "" ? null : o.Note,
            Coalesce = o.Note ?? o.CustomerId?.ToString() ?? "none",
            Greatest = Math.Max(o.Cents, 100),
            Ratio = o.Cents == 0 ? null : o.Rate / o.Cents,
        };
}

[Table(Schema = "recipes")]
public partial record ExceptAll
{
    public required string Status { get; init; }

    public static Query<ExceptAll> Define(Query<Order> orders)
    {
        var numbered = orders.Over((o, all) => new { o.Status, Number = all.PartitionBy(x => x.Status).OrderBy(x => x.Id).RowNumber() });
        var large = orders.Where(o => o.Cents >= 250).Over((o, all) => new { o.Status, Number = all.PartitionBy(x => x.Status).OrderBy(x => x.Id).RowNumber() });

        return numbered.Except(large).Select(n => new ExceptAll { Status = n.Status });
    }
}
