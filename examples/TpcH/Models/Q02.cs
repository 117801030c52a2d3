using Quern;

namespace TpcH;

/// <summary>Minimum cost supplier: who sells each part of a kind cheapest in Europe.</summary>
[Table(Schema = "tpch")]
public partial record Q02
{
    [Column("s_acctbal"), Precision(15, 2)] public required decimal AcctBal { get; init; }
    [Column("s_name")] public required string SupplierName { get; init; }
    [Column("n_name")] public required string NationName { get; init; }
    [Column("p_partkey")] public required long PartKey { get; init; }
    [Column("p_mfgr")] public required string Mfgr { get; init; }
    [Column("s_address")] public required string Address { get; init; }
    [Column("s_phone")] public required string Phone { get; init; }
    [Column("s_comment")] public required string Comment { get; init; }

    public static Query<Q02> Define(Query<Part> parts, Query<PartSupp> partSupps, Query<Supplier> suppliers, Query<Nation> nations, Query<Region> regions)
    {
        var offers =
            from ps in partSupps
            join s in suppliers on ps.SuppKey equals s.SuppKey
            join n in nations on s.NationKey equals n.NationKey
            join r in regions on n.RegionKey equals r.RegionKey
            where r.Name == "EUROPE"
            select new { ps.PartKey, ps.SupplyCost, Supplier = s, NationName = n.Name };

        return
            (from p in parts
             join o in offers on p.PartKey equals o.PartKey
             where p.Size == 15 && p.Type.EndsWith("BRASS")
                 && o.SupplyCost == offers.Where(x => x.PartKey == p.PartKey).Min(x => x.SupplyCost)
             orderby o.Supplier.AcctBal descending, o.NationName, o.Supplier.Name, p.PartKey
             select new Q02
             {
                 AcctBal = o.Supplier.AcctBal,
                 SupplierName = o.Supplier.Name,
                 NationName = o.NationName,
                 PartKey = p.PartKey,
                 Mfgr = p.Mfgr,
                 Address = o.Supplier.Address,
                 Phone = o.Supplier.Phone,
                 Comment = o.Supplier.Comment,
             }).Take(100);
    }
}
