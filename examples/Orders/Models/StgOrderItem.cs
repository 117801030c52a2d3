using Quern;

namespace Orders;

/// <summary>Order lines, also those of orders that don't count: a row that left the table could not tell the facts that it did.</summary>
[Incremental(UniqueKey = nameof(OrderItemId), Schema = "staging", Name = "stg_order_items", Tags = ["orders"])]
public partial record StgOrderItem
{
    [Key] public required long OrderItemId { get; init; }
    public required long OrderId { get; init; }
    public required long ProductId { get; init; }
    [Between(1, 10_000, Severity = Severity.Warn)] public required int Quantity { get; init; }
    [Precision(18, 2)] public required decimal UnitPrice { get; init; }
    [Precision(18, 2)] public required decimal LineAmount { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static Query<StgOrderItem> Define(Query<RawOrderItem> items) =>
        from i in items.ChangedSince(i => i.UpdatedAt)
        select new StgOrderItem
        {
            OrderItemId = i.Id,
            OrderId = i.OrderId,
            ProductId = i.ProductId,
            Quantity = i.Quantity,
            UnitPrice = i.UnitPriceCents.ToAmount(),
            LineAmount = (i.Quantity * i.UnitPriceCents).ToAmount(),
            UpdatedAt = i.UpdatedAt,
        };
}
