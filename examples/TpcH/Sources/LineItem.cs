using Quern;

namespace TpcH;

/// <summary>Lines of orders.</summary>
[Source("raw", "lineitem"), Extract("files", Table = "lineitem")]
public partial record LineItem
{
    [Key, Column("l_orderkey")] public required long OrderKey { get; init; }
    [Column("l_partkey")] public required long PartKey { get; init; }
    [Column("l_suppkey")] public required long SuppKey { get; init; }
    [Key, Column("l_linenumber")] public required int LineNumber { get; init; }
    [Column("l_quantity"), Precision(15, 2)] public required decimal Quantity { get; init; }
    [Column("l_extendedprice"), Precision(15, 2)] public required decimal ExtendedPrice { get; init; }
    [Column("l_discount"), Precision(15, 2)] public required decimal Discount { get; init; }
    [Column("l_tax"), Precision(15, 2)] public required decimal Tax { get; init; }
    [Column("l_returnflag")] public required string ReturnFlag { get; init; }
    [Column("l_linestatus")] public required string LineStatus { get; init; }
    [Column("l_shipdate")] public required DateOnly ShipDate { get; init; }
    [Column("l_commitdate")] public required DateOnly CommitDate { get; init; }
    [Column("l_receiptdate")] public required DateOnly ReceiptDate { get; init; }
    [Column("l_shipinstruct")] public required string ShipInstruct { get; init; }
    [Column("l_shipmode")] public required string ShipMode { get; init; }
    [Column("l_comment")] public required string Comment { get; init; }

    /// <summary>Price of the line less its discount.</summary>
    public decimal DiscountedPrice => ExtendedPrice * (1 - Discount);

    /// <summary>What the customer pays.</summary>
    public decimal Charge => DiscountedPrice * (1 + Tax);
}
