using Quern;

namespace TpcH;

/// <summary>What is sold.</summary>
[Source("raw", "part"), Extract("files", Table = "part")]
public partial record Part
{
    [Key, Column("p_partkey")] public required long PartKey { get; init; }
    [Column("p_name")] public required string Name { get; init; }
    [Column("p_mfgr")] public required string Mfgr { get; init; }
    [Column("p_brand")] public required string Brand { get; init; }
    [Column("p_type")] public required string Type { get; init; }
    [Column("p_size")] public required int Size { get; init; }
    [Column("p_container")] public required string Container { get; init; }
    [Column("p_retailprice"), Precision(15, 2)] public required decimal RetailPrice { get; init; }
    [Column("p_comment")] public required string Comment { get; init; }
}
