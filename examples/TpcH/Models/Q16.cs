using Quern;

namespace TpcH;

/// <summary>Parts/supplier relationship: how many suppliers could deliver parts of each kind.</summary>
[Table(Schema = "tpch")]
public partial record Q16
{
    [Column("p_brand")] public required string Brand { get; init; }
    [Column("p_type")] public required string Type { get; init; }
    [Column("p_size")] public required int Size { get; init; }
    public required long SupplierCnt { get; init; }

    public static Query<Q16> Define(Query<PartSupp> partSupps, Query<Part> parts, Query<Supplier> suppliers)
    {
        var complained = suppliers.Where(s => Sql.Like(s.Comment, "%Customer%Complaints%")).Select(s => s.SuppKey);

        return
            from ps in partSupps
            join p in parts on ps.PartKey equals p.PartKey
            where p.Brand != "Brand#45"
                && !p.Type.StartsWith("MEDIUM POLISHED")
                && p.Size is 49 or 14 or 23 or 45 or 19 or 3 or 36 or 9
                && !complained.Contains(ps.SuppKey)
            group ps by new { p.Brand, p.Type, p.Size } into g
            let supplierCount = g.CountDistinct(ps => ps.SuppKey)
            orderby supplierCount descending, g.Key.Brand, g.Key.Type, g.Key.Size
            select new Q16 { Brand = g.Key.Brand, Type = g.Key.Type, Size = g.Key.Size, SupplierCnt = supplierCount };
    }
}
