using Quern;

namespace TpcH;

/// <summary>Where the wholesaler buys.</summary>
[Source("raw", "supplier"), Extract("files", Table = "supplier")]
public partial record Supplier
{
    [Key, Column("s_suppkey")] public required long SuppKey { get; init; }
    [Column("s_name")] public required string Name { get; init; }
    [Column("s_address")] public required string Address { get; init; }
    [Column("s_nationkey")] public required int NationKey { get; init; }
    [Column("s_phone")] public required string Phone { get; init; }
    [Column("s_acctbal"), Precision(15, 2)] public required decimal AcctBal { get; init; }
    [Column("s_comment")] public required string Comment { get; init; }
}
