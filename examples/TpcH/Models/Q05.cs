using Quern;

namespace TpcH;

/// <summary>Local supplier volume: what customers in Asia bought from suppliers of their own nation.</summary>
[Table(Schema = "tpch")]
public partial record Q05
{
    [Column("n_name")] public required string NationName { get; init; }
    [Precision(38, 4)] public required decimal Revenue { get; init; }

    public static Query<Q05> Define(
        Query<Customer> customers, Query<Order> orders, Query<LineItem> lines, Query<Supplier> suppliers, Query<Nation> nations, Query<Region> regions) =>
        from c in customers
        join o in orders on c.CustKey equals o.CustKey
        join l in lines on o.OrderKey equals l.OrderKey
        join s in suppliers on new { l.SuppKey, c.NationKey } equals new { s.SuppKey, s.NationKey }
        join n in nations on s.NationKey equals n.NationKey
        join r in regions on n.RegionKey equals r.RegionKey
        where r.Name == "ASIA"
            && o.OrderDate >= new DateOnly(1994, 1, 1)
            && o.OrderDate < new DateOnly(1995, 1, 1)
        group l by n.Name into g
        let revenue = g.Sum(l => l.DiscountedPrice)
        orderby revenue descending
        select new Q05 { NationName = g.Key, Revenue = revenue };
}
