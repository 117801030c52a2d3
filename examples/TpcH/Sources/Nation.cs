using Quern;

namespace TpcH;

/// <summary>Countries.</summary>
[Source("raw", "nation"), Extract("files", Table = "nation")]
public partial record Nation
{
    [Key, Column("n_nationkey")] public required int NationKey { get; init; }
    [Column("n_name")] public required string Name { get; init; }
    [Column("n_regionkey")] public required int RegionKey { get; init; }
    [Column("n_comment")] public required string Comment { get; init; }
}
