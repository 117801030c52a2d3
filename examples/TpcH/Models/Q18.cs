using Quern;

namespace TpcH;

/// <summary>Large volume customer: who ordered most at once.</summary>
[Table(Schema = "tpch")]
public partial record Q18
{
    [Column("c_name")] public required string CustomerName { get; init; }
    [Column("c_custkey")] public required long CustKey { get; init; }
    [Column("o_orderkey")] public required long OrderKey { get; init; }
    [Column("o_orderdate")] public required DateOnly OrderDate { get; init; }
    [Column("o_totalprice"), Precision(15, 2)] public required decimal TotalPrice { get; init; }
    [Column("sum_quantity"), Precision(38, 2)] public required decimal SumQuantity { get; init; }

    public static Query<Q18> Define(Query<Customer> customers, Query<Order> orders, Query<LineItem> lines)
    {
        var large =
            from l in lines
            group l by l.OrderKey into g
            where g.Sum(l => l.Quantity) > 300
            select new { OrderKey = g.Key };

        return
            (from c in customers
             join o in orders on c.CustKey equals o.CustKey
             join big in large on o.OrderKey equals big.OrderKey
             join l in lines on o.OrderKey equals l.OrderKey
             group l by new { c.Name, c.CustKey, o.OrderKey, o.OrderDate, o.TotalPrice } into g
             orderby g.Key.TotalPrice descending, g.Key.OrderDate
             select new Q18
             {
                 CustomerName = g.Key.Name,
                 CustKey = g.Key.CustKey,
                 OrderKey = g.Key.OrderKey,
                 OrderDate = g.Key.OrderDate,
                 TotalPrice = g.Key.TotalPrice,
                 SumQuantity = g.Sum(l => l.Quantity),
             }).Take(100);
    }
}
