using Quern;

namespace Orders;

/// <summary>The shop's order lines as they are there.</summary>
[Source("raw", "order_items")]
[Extract("shop", Table = "order_items", Key = nameof(Id), Cursor = nameof(UpdatedAt), Lookback = "5m")]
public partial record RawOrderItem
{
    [Key] public required long Id { get; init; }
    public required long OrderId { get; init; }
    public required long ProductId { get; init; }
    public required int Quantity { get; init; }
    public required long UnitPriceCents { get; init; }
    public required DateTime UpdatedAt { get; init; }
}
