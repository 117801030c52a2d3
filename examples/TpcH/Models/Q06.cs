using Quern;

namespace TpcH;

/// <summary>Forecasting revenue change: what some discounts of a year cost.</summary>
[Table(Schema = "tpch")]
public partial record Q06
{
    [Precision(38, 4)] public required decimal Revenue { get; init; }

    public static Query<Q06> Define(Query<LineItem> lines)
    {
        var discounted = lines.Where(l =>
            l.ShipDate >= new DateOnly(1994, 1, 1)
            && l.ShipDate < new DateOnly(1995, 1, 1)
            && l.Discount >= 0.05m && l.Discount <= 0.07m
            && l.Quantity < 24);

        return discounted.Aggregate(all => new Q06 { Revenue = all.Sum(l => l.ExtendedPrice * l.Discount) });
    }
}
