using Quern;

namespace TpcH;

/// <summary>Which supplier sells which part, and at what cost.</summary>
[Source("raw", "partsupp"), Extract("files", Table = "partsupp")]
public partial record PartSupp
{
    [Key, Column("ps_partkey")] public required long PartKey { get; init; }
    [Key, Column("ps_suppkey")] public required long SuppKey { get; init; }
    [Column("ps_availqty")] public required int AvailQty { get; init; }
    [Column("ps_supplycost"), Precision(15, 2)] public required decimal SupplyCost { get; init; }
    [Column("ps_comment")] public required string Comment { get; init; }
}
