using Quern;

namespace TpcH;

/// <summary>Customer distribution: how many customers have how many orders.</summary>
[Table(Schema = "tpch")]
public partial record Q13
{
    [Column("c_count")] public required long Count { get; init; }
    public required long CustDist { get; init; }

    public static Query<Q13> Define(Query<Customer> customers, Query<Order> orders)
    {
        var usual = orders.Where(o => !Sql.Like(o.Comment, "%special%requests%"));

        var counts =
            from c in customers
            join o in usual on c.CustKey equals o.CustKey into matches
            from o in matches.DefaultIfEmpty()
            group o by c.CustKey into g
            select new { CustKey = g.Key, Orders = g.Count(o => o != null) };

        return
            from c in counts
            group c by c.Orders into g
            let customersOfCount = g.Count()
            orderby customersOfCount descending, g.Key descending
            select new Q13 { Count = g.Key, CustDist = customersOfCount };
    }
}
