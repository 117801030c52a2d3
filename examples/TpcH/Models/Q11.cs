using Quern;

namespace TpcH;

/// <summary>Important stock identification: the parts that make up most of Germany's stock.</summary>
[Table(Schema = "tpch")]
public partial record Q11
{
    [Column("ps_partkey")] public required long PartKey { get; init; }
    [Precision(38, 2)] public required decimal Value { get; init; }

    public static Query<Q11> Define(Query<PartSupp> partSupps, Query<Supplier> suppliers, Query<Nation> nations)
    {
        var stock =
            from ps in partSupps
            join s in suppliers on ps.SuppKey equals s.SuppKey
            join n in nations on s.NationKey equals n.NationKey
            where n.Name == "GERMANY"
            select new { ps.PartKey, Value = ps.SupplyCost * ps.AvailQty };

        return
            from s in stock
            group s by s.PartKey into g
            let value = g.Sum(s => s.Value)
            where value > stock.Sum(s => s.Value) * 0.0001m
            orderby value descending
            select new Q11 { PartKey = g.Key, Value = value };
    }
}
