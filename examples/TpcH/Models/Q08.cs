using Quern;

namespace TpcH;

/// <summary>National market share: Brazil's part of what is sold of a type in America.</summary>
[Table(Schema = "tpch")]
public partial record Q08
{
    [Column("o_year")] public required int Year { get; init; }
    public required double MktShare { get; init; }

    public static Query<Q08> Define(
        Query<Part> parts, Query<Supplier> suppliers, Query<LineItem> lines, Query<Order> orders, Query<Customer> customers,
        Query<Nation> nations, Query<Region> regions)
    {
        var sales =
            from p in parts
            join l in lines on p.PartKey equals l.PartKey
            join s in suppliers on l.SuppKey equals s.SuppKey
            join o in orders on l.OrderKey equals o.OrderKey
            join c in customers on o.CustKey equals c.CustKey
            join n1 in nations on c.NationKey equals n1.NationKey
            join r in regions on n1.RegionKey equals r.RegionKey
            join n2 in nations on s.NationKey equals n2.NationKey
            where r.Name == "AMERICA"
                && o.OrderDate >= new DateOnly(1995, 1, 1) && o.OrderDate <= new DateOnly(1996, 12, 31)
                && p.Type == "ECONOMY ANODIZED STEEL"
            select new { o.OrderDate.Year, Volume = l.DiscountedPrice, Nation = n2.Name };

        return
            from s in sales
            group s by s.Year into g
            orderby g.Key
            select new Q08
            {
                Year = g.Key,
                MktShare = (double)g.Where(s => s.Nation == "BRAZIL").Sum(s => s.Volume) / (double)g.Sum(s => s.Volume),
            };
    }
}
