using Quern;

namespace TpcH;

/// <summary>Orders of customers.</summary>
[Source("raw", "orders"), Extract("files", Table = "orders")]
public partial record Order
{
    [Key, Column("o_orderkey")] public required long OrderKey { get; init; }
    [Column("o_custkey")] public required long CustKey { get; init; }
    [Column("o_orderstatus")] public required string OrderStatus { get; init; }
    [Column("o_totalprice"), Precision(15, 2)] public required decimal TotalPrice { get; init; }
    [Column("o_orderdate")] public required DateOnly OrderDate { get; init; }
    [Column("o_orderpriority")] public required string OrderPriority { get; init; }
    [Column("o_clerk")] public required string Clerk { get; init; }
    [Column("o_shippriority")] public required int ShipPriority { get; init; }
    [Column("o_comment")] public required string Comment { get; init; }
}
