using Quern;

namespace TpcH;

/// <summary>Groups of countries.</summary>
[Source("raw", "region"), Extract("files", Table = "region")]
public partial record Region
{
    [Key, Column("r_regionkey")] public required int RegionKey { get; init; }
    [Column("r_name")] public required string Name { get; init; }
    [Column("r_comment")] public required string Comment { get; init; }
}
