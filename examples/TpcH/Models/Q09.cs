using Quern;

namespace TpcH;

/// <summary>Product type profit measure: what green parts earned, by nation and year.</summary>
[Table(Schema = "tpch")]
public partial record Q09
{
    public required string Nation { get; init; }
    [Column("o_year")] public required int Year { get; init; }
    [Precision(38, 4)] public required decimal SumProfit { get; init; }

    public static Query<Q09> Define(
        Query<Part> parts, Query<Supplier> suppliers, Query<LineItem> lines, Query<PartSupp> partSupps, Query<Order> orders, Query<Nation> nations)
    {
        var profit =
            from p in parts
            join l in lines on p.PartKey equals l.PartKey
            join s in suppliers on l.SuppKey equals s.SuppKey
            join ps in partSupps on new { l.PartKey, l.SuppKey } equals new { ps.PartKey, ps.SuppKey }
            join o in orders on l.OrderKey equals o.OrderKey
            join n in nations on s.NationKey equals n.NationKey
            where p.Name.Contains("green")
            select new { Nation = n.Name, o.OrderDate.Year, Amount = l.DiscountedPrice - ps.SupplyCost * l.Quantity };

        return
            from p in profit
            group p by new { p.Nation, p.Year } into g
            orderby g.Key.Nation, g.Key.Year descending
            select new Q09 { Nation = g.Key.Nation, Year = g.Key.Year, SumProfit = g.Sum(p => p.Amount) };
    }
}
