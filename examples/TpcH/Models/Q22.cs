using Quern;

namespace TpcH;

/// <summary>Global sales opportunity: well-off customers who have never ordered, by the country code of their phone.</summary>
[Table(Schema = "tpch")]
public partial record Q22
{
    [Column("cntrycode")] public required string CountryCode { get; init; }
    [Column("numcust")] public required long NumCust { get; init; }
    [Column("totacctbal"), Precision(38, 2)] public required decimal TotAcctBal { get; init; }

    public static Query<Q22> Define(Query<Customer> customers, Query<Order> orders)
    {
        var people =
            from c in customers
            let code = Sql.Left(c.Phone, 2)
            where code is "13" or "31" or "23" or "29" or "30" or "18" or "17"
            select new { c.CustKey, CountryCode = code, c.AcctBal };

        return
            from p in people
            where (double)p.AcctBal > people.Where(x => x.AcctBal > 0).Average(x => (double)x.AcctBal)
                && !orders.Any(o => o.CustKey == p.CustKey)
            group p by p.CountryCode into g
            orderby g.Key
            select new Q22 { CountryCode = g.Key, NumCust = g.Count(), TotAcctBal = g.Sum(p => p.AcctBal) };
    }
}
