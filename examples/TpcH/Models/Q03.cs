using Quern;

namespace TpcH;

/// <summary>Shipping priority: the most valuable orders that have not been shipped.</summary>
[Table(Schema = "tpch")]
public partial record Q03
{
    [Column("l_orderkey")] public required long OrderKey { get; init; }
    [Precision(38, 4)] public required decimal Revenue { get; init; }
    [Column("o_orderdate")] public required DateOnly OrderDate { get; init; }
    [Column("o_shippriority")] public required int ShipPriority { get; init; }

    public static Query<Q03> Define(Query<Customer> customers, Query<Order> orders, Query<LineItem> lines) =>
        (from c in customers
         join o in orders on c.CustKey equals o.CustKey
         join l in lines on o.OrderKey equals l.OrderKey
         where c.MktSegment == "BUILDING"
             && o.OrderDate < new DateOnly(1995, 3, 15)
             && l.ShipDate > new DateOnly(1995, 3, 15)
         group l by new { l.OrderKey, o.OrderDate, o.ShipPriority } into g
         let revenue = g.Sum(l => l.DiscountedPrice)
         orderby revenue descending, g.Key.OrderDate
         select new Q03
         {
             OrderKey = g.Key.OrderKey,
             Revenue = revenue,
             OrderDate = g.Key.OrderDate,
             ShipPriority = g.Key.ShipPriority,
         }).Take(10);
}
