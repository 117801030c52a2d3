using Quern;

namespace TpcH;

/// <summary>Small-quantity-order revenue: what would be lost without the smallest orders of some parts.</summary>
[Table(Schema = "tpch")]
public partial record Q17
{
    public double? AvgYearly { get; init; }

    public static Query<Q17> Define(Query<LineItem> lines, Query<Part> parts)
    {
        var small =
            from l in lines
            join p in parts on l.PartKey equals p.PartKey
            where p.Brand == "Brand#23"
                && p.Container == "MED BOX"
                && (double)l.Quantity < 0.2 * lines.Where(x => x.PartKey == p.PartKey).Average(x => (double)x.Quantity)
            select l;

        return small.Aggregate(all => new Q17 { AvgYearly = (double?)all.SumOrNull(l => l.ExtendedPrice) / 7 });
    }
}
