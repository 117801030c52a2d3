namespace Quern.Queries.Tests;

[Ephemeral]
public record PaidOrder
{
    public required long Id { get; init; }
    public long? CustomerId { get; init; }
    public required decimal Amount { get; init; }

    public static Query<PaidOrder> Define(Query<Order> orders) =>
        orders.Where(o => o.Status == "paid").Select(o => new PaidOrder { Id = o.Id, CustomerId = o.CustomerId, Amount = o.Cents / 100m });
}

[Ephemeral]
public record CustomerSpending
{
    public required long CustomerId { get; init; }
    public required decimal Amount { get; init; }

    public static Query<CustomerSpending> Define(Query<PaidOrder> paid, Query<Customer> customers) =>
        from p in paid
        join c in customers on p.CustomerId equals c.Id
        group p by c.Id into g
        select new CustomerSpending { CustomerId = g.Key, Amount = g.Sum(p => p.Amount) };
}

[Table(Schema = "steps")]
public partial record BestCustomer
{
    public required long CustomerId { get; init; }
    public string? Segment { get; init; }
    [Precision(12, 2)] public required decimal Amount { get; init; }
    public required long Orders { get; init; }

    public static Query<BestCustomer> Define(Query<CustomerSpending> spending, Query<PaidOrder> paid, Query<Customer> customers) =>
        from s in spending
        join c in customers on s.CustomerId equals c.Id
        where s.Amount >= spending.Max(x => x.Amount) || paid.Any(p => p.CustomerId == c.Id && p.Amount > 2)
        select new BestCustomer { CustomerId = c.Id, Segment = c.Segment, Amount = s.Amount, Orders = paid.Count(p => p.CustomerId == c.Id) };
}
