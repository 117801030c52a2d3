using Quern;

namespace TpcH;

/// <summary>Pricing summary report: what was billed, shipped and returned.</summary>
[Table(Schema = "tpch")]
public partial record Q01
{
    [Column("l_returnflag")] public required string ReturnFlag { get; init; }
    [Column("l_linestatus")] public required string LineStatus { get; init; }
    [Precision(38, 2)] public required decimal SumQty { get; init; }
    [Precision(38, 2)] public required decimal SumBasePrice { get; init; }
    [Precision(38, 4)] public required decimal SumDiscPrice { get; init; }
    [Precision(38, 6)] public required decimal SumCharge { get; init; }
    public required double AvgQty { get; init; }
    public required double AvgPrice { get; init; }
    public required double AvgDisc { get; init; }
    public required long CountOrder { get; init; }

    public static Query<Q01> Define(Query<LineItem> lines) =>
        from l in lines
        where l.ShipDate <= new DateOnly(1998, 12, 1).AddDays(-90)
        group l by new { l.ReturnFlag, l.LineStatus } into g
        orderby g.Key.ReturnFlag, g.Key.LineStatus
        select new Q01
        {
            ReturnFlag = g.Key.ReturnFlag,
            LineStatus = g.Key.LineStatus,
            SumQty = g.Sum(l => l.Quantity),
            SumBasePrice = g.Sum(l => l.ExtendedPrice),
            SumDiscPrice = g.Sum(l => l.DiscountedPrice),
            SumCharge = g.Sum(l => l.Charge),
            AvgQty = g.Average(l => (double)l.Quantity),
            AvgPrice = g.Average(l => (double)l.ExtendedPrice),
            AvgDisc = g.Average(l => (double)l.Discount),
            CountOrder = g.Count(),
        };
}
