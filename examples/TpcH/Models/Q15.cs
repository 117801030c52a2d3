using Quern;

namespace TpcH;

/// <summary>Top supplier: who sold most in a quarter.</summary>
[Table(Schema = "tpch")]
public partial record Q15
{
    [Column("s_suppkey")] public required long SuppKey { get; init; }
    [Column("s_name")] public required string Name { get; init; }
    [Column("s_address")] public required string Address { get; init; }
    [Column("s_phone")] public required string Phone { get; init; }
    [Precision(38, 4)] public required decimal TotalRevenue { get; init; }

    public static Query<Q15> Define(Query<Supplier> suppliers, Query<LineItem> lines)
    {
        var revenue =
            from l in lines
            where l.ShipDate >= new DateOnly(1996, 1, 1) && l.ShipDate < new DateOnly(1996, 4, 1)
            group l by l.SuppKey into g
            select new { SuppKey = g.Key, Total = g.Sum(l => l.DiscountedPrice) };

        return
            from s in suppliers
            join r in revenue on s.SuppKey equals r.SuppKey
            where r.Total == revenue.Max(x => x.Total)
            orderby s.SuppKey
            select new Q15 { SuppKey = s.SuppKey, Name = s.Name, Address = s.Address, Phone = s.Phone, TotalRevenue = r.Total };
    }
}
