using Quern;

namespace TpcH;

/// <summary>Promotion effect: the part of a month's revenue that promoted parts made, in percent.</summary>
[Table(Schema = "tpch")]
public partial record Q14
{
    public required double PromoRevenue { get; init; }

    public static Query<Q14> Define(Query<LineItem> lines, Query<Part> parts)
    {
        var sold =
            from l in lines
            join p in parts on l.PartKey equals p.PartKey
            where l.ShipDate >= new DateOnly(1995, 9, 1) && l.ShipDate < new DateOnly(1995, 10, 1)
            select new { p.Type, Revenue = l.DiscountedPrice };

        return sold.Aggregate(all => new Q14
        {
            PromoRevenue = 100 * (double)all.Where(s => s.Type.StartsWith("PROMO")).Sum(s => s.Revenue) / (double)all.Sum(s => s.Revenue),
        });
    }
}
