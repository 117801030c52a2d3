using Quern;

namespace TpcH;

/// <summary>Returned item reporting: the customers who sent back most.</summary>
[Table(Schema = "tpch")]
public partial record Q10
{
    [Column("c_custkey")] public required long CustKey { get; init; }
    [Column("c_name")] public required string Name { get; init; }
    [Precision(38, 4)] public required decimal Revenue { get; init; }
    [Column("c_acctbal"), Precision(15, 2)] public required decimal AcctBal { get; init; }
    [Column("n_name")] public required string NationName { get; init; }
    [Column("c_address")] public required string Address { get; init; }
    [Column("c_phone")] public required string Phone { get; init; }
    [Column("c_comment")] public required string Comment { get; init; }

    public static Query<Q10> Define(Query<Customer> customers, Query<Order> orders, Query<LineItem> lines, Query<Nation> nations) =>
        (from c in customers
         join o in orders on c.CustKey equals o.CustKey
         join l in lines on o.OrderKey equals l.OrderKey
         join n in nations on c.NationKey equals n.NationKey
         where o.OrderDate >= new DateOnly(1993, 10, 1)
             && o.OrderDate < new DateOnly(1994, 1, 1)
             && l.ReturnFlag == "R"
         group l by new { c.CustKey, c.Name, c.AcctBal, c.Phone, NationName = n.Name, c.Address, c.Comment } into g
         let revenue = g.Sum(l => l.DiscountedPrice)
         orderby revenue descending
         select new Q10
         {
             CustKey = g.Key.CustKey,
             Name = g.Key.Name,
             Revenue = revenue,
             AcctBal = g.Key.AcctBal,
             NationName = g.Key.NationName,
             Address = g.Key.Address,
             Phone = g.Key.Phone,
             Comment = g.Key.Comment,
         }).Take(20);
}
