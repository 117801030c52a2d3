using Quern;

namespace TpcH;

/// <summary>Customers of the parts' wholesaler.</summary>
[Source("raw", "customer"), Extract("files", Table = "customer")]
public partial record Customer
{
    [Key, Column("c_custkey")] public required long CustKey { get; init; }
    [Column("c_name")] public required string Name { get; init; }
    [Column("c_address")] public required string Address { get; init; }
    [Column("c_nationkey")] public required int NationKey { get; init; }
    [Column("c_phone")] public required string Phone { get; init; }
    [Column("c_acctbal"), Precision(15, 2)] public required decimal AcctBal { get; init; }
    [Column("c_mktsegment")] public required string MktSegment { get; init; }
    [Column("c_comment")] public required string Comment { get; init; }
}
