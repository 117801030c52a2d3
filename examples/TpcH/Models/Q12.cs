using Quern;

namespace TpcH;

/// <summary>Shipping modes and order priority: whether cheap shipping delays urgent orders.</summary>
[Table(Schema = "tpch")]
public partial record Q12
{
    [Column("l_shipmode")] public required string ShipMode { get; init; }
    public required long HighLineCount { get; init; }
    public required long LowLineCount { get; init; }

    public static Query<Q12> Define(Query<Order> orders, Query<LineItem> lines) =>
        from o in orders
        join l in lines on o.OrderKey equals l.OrderKey
        where l.ShipMode is "MAIL" or "SHIP"
            && l.CommitDate < l.ReceiptDate
            && l.ShipDate < l.CommitDate
            && l.ReceiptDate >= new DateOnly(1994, 1, 1)
            && l.ReceiptDate < new DateOnly(1995, 1, 1)
        group o by l.ShipMode into g
        orderby g.Key
        select new Q12
        {
            ShipMode = g.Key,
            HighLineCount = g.Count(o => o.OrderPriority is "1-URGENT" or "2-HIGH"),
            LowLineCount = g.Count(o => o.OrderPriority is not ("1-URGENT" or "2-HIGH")),
        };
}
