using Quern;

namespace TpcH;

/// <summary>Order priority checking: orders of a quarter that had a late line.</summary>
[Table(Schema = "tpch")]
public partial record Q04
{
    [Column("o_orderpriority")] public required string OrderPriority { get; init; }
    public required long OrderCount { get; init; }

    public static Query<Q04> Define(Query<Order> orders, Query<LineItem> lines) =>
        from o in orders
        where o.OrderDate >= new DateOnly(1993, 7, 1)
            && o.OrderDate < new DateOnly(1993, 10, 1)
            && lines.Any(l => l.OrderKey == o.OrderKey && l.CommitDate < l.ReceiptDate)
        group o by o.OrderPriority into g
        orderby g.Key
        select new Q04 { OrderPriority = g.Key, OrderCount = g.Count() };
}
