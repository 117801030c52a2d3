using Quern;

namespace Orders;

/// <summary>Orders that count: a total that is not negative and a status that we know.</summary>
[Incremental(UniqueKey = nameof(OrderId), Schema = "staging", Name = "stg_orders",
    ClusterBy = [nameof(CreatedDate)], OnSchemaChange = OnSchemaChange.SyncAllColumns, Tags = ["orders"])]
public partial record StgOrder
{
    [Key] public required long OrderId { get; init; }
    [References<StgCustomer>(nameof(StgCustomer.CustomerId))] public required long CustomerId { get; init; }
    public required OrderStatus Status { get; init; }
    public required string CurrencyCode { get; init; }
    [Precision(18, 2), Between(0, 100_000)] public required decimal TotalAmount { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateOnly CreatedDate { get; init; }
    public required DateTime UpdatedAt { get; init; }

    /// <summary>Null where the shop's text is no JSON.</summary>
    public Json? Metadata { get; init; }

    public static Query<StgOrder> Define(Query<RawOrder> orders) =>
        from o in orders.ChangedSince(o => o.UpdatedAt)
        let status = Sql.TryParseEnum<OrderStatus>(o.Status.ToLowerInvariant())
        where o.TotalCents >= 0 && status != null
        select new StgOrder
        {
            OrderId = o.Id,
            CustomerId = o.CustomerId,
            Status = status!.Value,
            CurrencyCode = o.Currency.ToUpperInvariant(),
            TotalAmount = o.TotalCents.ToAmount(),
            CreatedAt = o.CreatedAt,
            CreatedDate = DateOnly.FromDateTime(o.CreatedAt),
            UpdatedAt = o.UpdatedAt,
            Metadata = Json.TryParse(o.Metadata),
        };
}
