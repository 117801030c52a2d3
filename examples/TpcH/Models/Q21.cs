using Quern;

namespace TpcH;

/// <summary>Suppliers who kept orders waiting: those who alone were late with an order of several suppliers.</summary>
[Table(Schema = "tpch")]
public partial record Q21
{
    [Column("s_name")] public required string Name { get; init; }
    [Column("numwait")] public required long NumWait { get; init; }

    public static Query<Q21> Define(Query<Supplier> suppliers, Query<LineItem> lines, Query<Order> orders, Query<Nation> nations)
    {
        var late = lines.Where(l => l.ReceiptDate > l.CommitDate);

        return
            (from s in suppliers
             join l in late on s.SuppKey equals l.SuppKey
             join o in orders on l.OrderKey equals o.OrderKey
             join n in nations on s.NationKey equals n.NationKey
             where o.OrderStatus == "F"
                 && n.Name == "SAUDI ARABIA"
                 && lines.Any(other => other.OrderKey == l.OrderKey && other.SuppKey != l.SuppKey)
                 && !late.Any(other => other.OrderKey == l.OrderKey && other.SuppKey != l.SuppKey)
             group l by s.Name into g
             let waits = g.Count()
             orderby waits descending, g.Key
             select new Q21 { Name = g.Key, NumWait = waits }).Take(100);
    }
}
