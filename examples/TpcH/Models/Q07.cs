using Quern;

namespace TpcH;

/// <summary>Volume shipping: trade between France and Germany, by year.</summary>
[Table(Schema = "tpch")]
public partial record Q07
{
    public required string SuppNation { get; init; }
    public required string CustNation { get; init; }
    [Column("l_year")] public required int Year { get; init; }
    [Precision(38, 4)] public required decimal Revenue { get; init; }

    public static Query<Q07> Define(
        Query<Supplier> suppliers, Query<LineItem> lines, Query<Order> orders, Query<Customer> customers, Query<Nation> nations)
    {
        var shipping =
            from s in suppliers
            join l in lines on s.SuppKey equals l.SuppKey
            join o in orders on l.OrderKey equals o.OrderKey
            join c in customers on o.CustKey equals c.CustKey
            join n1 in nations on s.NationKey equals n1.NationKey
            join n2 in nations on c.NationKey equals n2.NationKey
            where (n1.Name, n2.Name) is ("FRANCE", "GERMANY") or ("GERMANY", "FRANCE")
                && l.ShipDate >= new DateOnly(1995, 1, 1)
                && l.ShipDate <= new DateOnly(1996, 12, 31)
            select new { SuppNation = n1.Name, CustNation = n2.Name, l.ShipDate.Year, Volume = l.DiscountedPrice };

        return
            from s in shipping
            group s by new { s.SuppNation, s.CustNation, s.Year } into g
            orderby g.Key.SuppNation, g.Key.CustNation, g.Key.Year
            select new Q07
            {
                SuppNation = g.Key.SuppNation,
                CustNation = g.Key.CustNation,
                Year = g.Key.Year,
                Revenue = g.Sum(s => s.Volume),
            };
    }
}
