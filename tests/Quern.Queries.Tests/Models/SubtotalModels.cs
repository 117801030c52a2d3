namespace Quern.Queries.Tests;

[Table(Schema = "subtotals")]
public partial record StatusRollup
{
    public string? Status { get; init; }
    public long? CustomerId { get; init; }
    public required bool IsStatus { get; init; }
    public required bool IsAll { get; init; }
    public required long Orders { get; init; }
    public required long Cents { get; init; }
    public required DateOnly First { get; init; }

    // A customer that is null is no total.
    public static Query<StatusRollup> Define(Query<Order> orders) =>
        orders.GroupByRollup(o => o.Status, o => o.CustomerId, (status, customer, g) => new StatusRollup
        {
            Status = status.OrNull(),
            CustomerId = customer.OrNull(),
            IsStatus = customer.IsTotal && !status.IsTotal,
            IsAll = status.IsTotal,
            Orders = g.Count(),
            Cents = g.Sum(o => o.Cents),
            First = g.Min(o => o.Day),
        });
}

[Table(Schema = "subtotals")]
public partial record MonthCube
{
    public int? Month { get; init; }
    public required string Status { get; init; }
    public required long Orders { get; init; }

    public static Query<MonthCube> Define(Query<Order> orders) =>
        from m in orders.GroupByCube(o => o.Day.Month, o => o.Status, o => o.CustomerId > 10, (month, status, large, g) => new { month, status, large, Orders = g.Count() })
        where m.Orders > 1 && m.large.IsTotal && m.status.OrNull() != "void"
        orderby m.month.OrNull(), m.status.OrNull() descending
        select new MonthCube { Month = m.month.OrNull(), Status = m.status.IsTotal ? "all" : m.status.Value, Orders = m.Orders };
}

[Table(Schema = "subtotals")]
public partial record NoTotal
{
    public string? Status { get; init; }
    public required long Orders { get; init; }

    public static Query<NoTotal> Define(Query<Order> orders) =>
        orders.Where(o => o.Id > 1000).GroupByRollup(o => o.Status, (status, g) => new NoTotal { Status = status.OrNull(), Orders = g.Count() });
}

[Table(Schema = "subtotals")]
public partial record OrderBefore
{
    [Key] public required long Id { get; init; }
    public long? Before { get; init; }
    public string? Note { get; init; }

    // The last paid order of the same customer at or before this one, itself included.
    public static Query<OrderBefore> Define(Query<Order> orders) =>
        orders.AsOfLeftJoin(
            orders.Where(p => p.Status == "paid"), o => o.CustomerId, p => p.CustomerId, o => o.At, p => p.At,
            (o, p) => new OrderBefore { Id = o.Id, Before = p?.Id, Note = p?.Note });
}

[Table(Schema = "subtotals")]
public partial record RateOfTheDay
{
    [Key] public required long Id { get; init; }
    public required decimal Rate { get; init; }

    // Rates of one day are followed by none; a time that is null holds never.
    public static Query<RateOfTheDay> Define(Query<Order> orders)
    {
        var rates = Query.Of(
            new { Status = "paid", From = (DateOnly?)new DateOnly(2024, 1, 1), Rate = 1.5m },
            new { Status = "paid", From = (DateOnly?)new DateOnly(2024, 1, 3), Rate = 2.5m },
            new { Status = "paid", From = (DateOnly?)null, Rate = 9m },
            new { Status = "open", From = (DateOnly?)new DateOnly(2024, 1, 4), Rate = 3m });

        return orders.AsOfJoin(rates, o => o.Status, r => r.Status, o => o.Day, r => r.From, (o, r) => new RateOfTheDay { Id = o.Id, Rate = r.Rate });
    }
}

[Table(Schema = "subtotals")]
public partial record ChosenSets
{
    public long? CustomerId { get; init; }
    public string? Status { get; init; }
    public int? Month { get; init; }
    public required bool IsAll { get; init; }
    public required long Orders { get; init; }
    public double? Rate { get; init; }

    // Two sets of one key and a pair, without the levels between; a key that is null, and one that is computed.
    public static Query<ChosenSets> Define(Query<Order> orders) =>
        from s in orders.GroupBySets(
            o => o.CustomerId, o => o.Status, o => o.Day.Month, (customer, status, month) => [[customer, status], [month], [status], []],
            (customer, status, month, g) => new { customer, status, month, Orders = g.Count(), Rate = g.Where(o => o.Cents > 0).Max(o => o.Rate) })
        where s.Orders > 1 || !s.customer.IsTotal
        select new ChosenSets
        {
            CustomerId = s.customer.OrNull(),
            Status = s.status.OrNull(),
            Month = s.month.IsTotal ? null : s.month.Value,
            IsAll = s.customer.IsTotal && s.status.IsTotal && s.month.IsTotal,
            Orders = s.Orders,
            Rate = s.Rate,
        };
}

[Table(Schema = "subtotals")]
public partial record NoSets
{
    public string? Status { get; init; }
    public required long Orders { get; init; }

    public static Query<NoSets> Define(Query<Order> orders) =>
        orders.Where(o => o.Id > 1000).GroupBySets(o => o.Status, o => o.Day, (status, day) => new[] { new[] { status }, [day], [] }, (status, day, g) => new NoSets { Status = status.OrNull(), Orders = g.Count() });
}
