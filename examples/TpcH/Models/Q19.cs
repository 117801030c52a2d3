using Quern;

namespace TpcH;

/// <summary>Discounted revenue: of some parts, sold in certain ways.</summary>
[Table(Schema = "tpch")]
public partial record Q19
{
    [Precision(38, 4)] public required decimal Revenue { get; init; }

    public static Query<Q19> Define(Query<LineItem> lines, Query<Part> parts)
    {
        var sold =
            from l in lines
            join p in parts on l.PartKey equals p.PartKey
            where l.ShipMode is "AIR" or "AIR REG"
                && l.ShipInstruct == "DELIVER IN PERSON"
                && (IsBundle(p, l, "Brand#12", 1, 5) && p.Container is "SM CASE" or "SM BOX" or "SM PACK" or "SM PKG"
                    || IsBundle(p, l, "Brand#23", 10, 10) && p.Container is "MED BAG" or "MED BOX" or "MED PKG" or "MED PACK"
                    || IsBundle(p, l, "Brand#34", 20, 15) && p.Container is "LG CASE" or "LG BOX" or "LG PACK" or "LG PKG")
            select l;

        return sold.Aggregate(all => new Q19 { Revenue = all.Sum(l => l.DiscountedPrice) });
    }

    static bool IsBundle(Part p, LineItem l, string brand, int minQuantity, int maxSize) =>
        p.Brand == brand && l.Quantity >= minQuantity && l.Quantity <= minQuantity + 10 && p.Size >= 1 && p.Size <= maxSize;
}
