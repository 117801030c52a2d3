namespace Quern.Queries.Tests;

[Table(Schema = "recipes")]
public partial record PriceAtTheTime
{
    public required long Id { get; init; }
    public decimal? Factor { get; init; }
    public decimal? LastFactor { get; init; }

    public static Query<PriceAtTheTime> Define(Query<Order> orders)
    {
        var factors = Query.Of(
            new { Status = "paid", From = new DateOnly(2024, 1, 1), Until = (DateOnly?)new DateOnly(2024, 2, 1), Factor = 1.5m },
            new { Status = "paid", From = new DateOnly(2024, 2, 1), Until = (DateOnly?)null, Factor = 2m },
            new { Status = "open", From = new DateOnly(2024, 1, 5), Until = (DateOnly?)new DateOnly(2024, 1, 20), Factor = 3m });

        var valid =
            from o in orders
            from f in factors.Where(f => f.Status == o.Status && f.From <= o.Day && (f.Until == null || o.Day < f.Until)).DefaultIfEmpty()
            select new { o.Id, Factor = f?.Factor };

        var last = orders.AsOfLeftJoin(factors, o => o.Status, f => f.Status, o => o.Day, f => f.From, (o, f) => new { o.Id, Factor = f?.Factor });

        return
            from v in valid
            join l in last on v.Id equals l.Id
            select new PriceAtTheTime { Id = v.Id, Factor = v.Factor, LastFactor = l.Factor };
    }
}

[Table(Schema = "recipes")]
public partial record PlanAndActual
{
    public required string Status { get; init; }
    public required long Planned { get; init; }
    public required long Actual { get; init; }

    public static Query<PlanAndActual> Define(Query<Order> orders)
    {
        var planned = Query.Of(new { Status = "paid", Cents = 1000L }, new { Status = "lost", Cents = 5L });

        var actual =
            from o in orders
            group o by o.Status into g
            select new { Status = g.Key, Cents = g.Sum(o => o.Cents) };

        return planned.FullJoin(actual, p => p.Status, a => a.Status, (p, a) => new PlanAndActual
        {
            Status = p?.Status ?? a?.Status ?? "none",
            Planned = p?.Cents ?? 0,
            Actual = a?.Cents ?? 0,
        });
    }
}

[Table(Schema = "recipes")]
public partial record BoughtTogether
{
    public required string First { get; init; }
    public required string Second { get; init; }
    public required long Orders { get; init; }

    public static Query<BoughtTogether> Define(Query<Item> items)
    {
        var products = items.Select(i => new { i.OrderId, Product = i.Product ?? "none" }).Distinct();

        return
            from a in products
            join b in products on a.OrderId equals b.OrderId
            where string.CompareOrdinal(a.Product, b.Product) < 0
            group a by new { First = a.Product, Second = b.Product } into g
            select new BoughtTogether { First = g.Key.First, Second = g.Key.Second, Orders = g.Count() };
    }
}

[Table(Schema = "recipes")]
public partial record LastTwoOfEach
{
    public required long CustomerId { get; init; }
    public long? OrderId { get; init; }

    public static Query<LastTwoOfEach> Define(Query<Order> orders, Query<Customer> customers) =>
        from c in customers
        from o in orders.Where(o => o.CustomerId == c.Id).OrderByDescending(o => o.Id).Take(2).DefaultIfEmpty()
        select new LastTwoOfEach { CustomerId = c.Id, OrderId = o?.Id };
}

[Incremental(UniqueKey = nameof(Day), Strategy = IncrementalStrategy.DeleteInsert, Schema = "recipes")]
public partial record DailyStatus
{
    public required DateOnly Day { get; init; }
    public required string Status { get; init; }
    public required long Orders { get; init; }

    public static Query<DailyStatus> Define(Query<Order> orders) =>
        from o in orders.ChangedSince(o => o.At, lookback: "3d")
        group o by new { Day = DateOnly.FromDateTime(o.At), o.Status } into g
        select new DailyStatus { Day = g.Key.Day, Status = g.Key.Status, Orders = g.Count() };
}
