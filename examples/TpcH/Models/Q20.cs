using Quern;

namespace TpcH;

/// <summary>Potential part promotion: suppliers in Canada who have too many forest parts in stock.</summary>
[Table(Schema = "tpch")]
public partial record Q20
{
    [Column("s_name")] public required string Name { get; init; }
    [Column("s_address")] public required string Address { get; init; }

    public static Query<Q20> Define(Query<Supplier> suppliers, Query<Nation> nations, Query<PartSupp> partSupps, Query<Part> parts, Query<LineItem> lines)
    {
        var forest = parts.Where(p => p.Name.StartsWith("forest"));
        var shipped = lines.Where(l => l.ShipDate >= new DateOnly(1994, 1, 1) && l.ShipDate < new DateOnly(1995, 1, 1));

        // What was not shipped at all has no sum, and so no excess.
        var excess =
            from ps in partSupps
            where forest.Any(p => p.PartKey == ps.PartKey)
                && ps.AvailQty > 0.5m * shipped.Where(l => l.PartKey == ps.PartKey && l.SuppKey == ps.SuppKey).SumOrNull(l => l.Quantity)
            select ps.SuppKey;

        return
            from s in suppliers
            join n in nations on s.NationKey equals n.NationKey
            where n.Name == "CANADA" && excess.Contains(s.SuppKey)
            orderby s.Name
            select new Q20 { Name = s.Name, Address = s.Address };
    }
}
