using Quern;

namespace Orders;

/// <summary>One row per order that counts, with its customer's traits and what its lines add up to.</summary>
[Incremental(UniqueKey = nameof(OrderId), Schema = "marts", Name = "fct_orders",
    ClusterBy = [nameof(CreatedDate)], Tags = ["orders"])]
public partial record FctOrder
{
    [Key] public required long OrderId { get; init; }
    [References<DimCustomer>(nameof(DimCustomer.CustomerId))] public required long CustomerId { get; init; }
    public required string CustomerSegment { get; init; }
    public required string AcquisitionChannel { get; init; }
    public required OrderStatus Status { get; init; }
    public required string CurrencyCode { get; init; }
    [Precision(18, 2), Between(0, 100_000)] public required decimal TotalAmount { get; init; }

    /// <summary>Lines of the order.</summary>
    public required long ItemCount { get; init; }
    public required long TotalQuantity { get; init; }
    public required long DistinctProducts { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateOnly CreatedDate { get; init; }

    /// <summary>The Monday of the week.</summary>
    public required DateOnly CreatedWeek { get; init; }

    /// <summary>The first of the month.</summary>
    public required DateOnly CreatedMonth { get; init; }
    public required bool IsDelivered { get; init; }
    public required bool IsCancelled { get; init; }
    public required bool IsActive { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static Query<FctOrder> Define(Query<StgOrder> orders, Query<StgOrderItem> items, Query<DimCustomer> customers)
    {
        var totals =
            from i in items
            group i by i.OrderId into lines
            select new
            {
                OrderId = lines.Key,
                ItemCount = lines.Count(),
                TotalQuantity = lines.Sum(i => i.Quantity),
                DistinctProducts = lines.CountDistinct(i => i.ProductId),
            };

        // An order's facts also change when its lines or its customer do, while its own row stays.
        var changed = orders
            .ChangedSince(o => o.UpdatedAt)
            .OrWhenChanged(items, o => o.OrderId, i => i.OrderId, i => i.UpdatedAt)
            .OrWhenChanged(customers, o => o.CustomerId, c => c.CustomerId, c => c.UpdatedAt);

        return
            from o in changed
            join t in totals on o.OrderId equals t.OrderId into orderTotals
            from t in orderTotals.DefaultIfEmpty()
            join c in customers on o.CustomerId equals c.CustomerId into orderCustomers
            from c in orderCustomers.DefaultIfEmpty()
            select new FctOrder
            {
                OrderId = o.OrderId,
                CustomerId = o.CustomerId,
                CustomerSegment = c?.Segment ?? DimCustomer.Unknown,
                AcquisitionChannel = c?.AcquisitionChannel ?? DimCustomer.Unknown,
                Status = o.Status,
                CurrencyCode = o.CurrencyCode,
                TotalAmount = o.TotalAmount,
                ItemCount = t?.ItemCount ?? 0,
                TotalQuantity = t?.TotalQuantity ?? 0,
                DistinctProducts = t?.DistinctProducts ?? 0,
                CreatedAt = o.CreatedAt,
                CreatedDate = o.CreatedDate,
                CreatedWeek = Sql.DateTrunc(DatePart.Week, o.CreatedDate),
                CreatedMonth = Sql.DateTrunc(DatePart.Month, o.CreatedDate),
                IsDelivered = o.Status == OrderStatus.Delivered,
                IsCancelled = o.Status == OrderStatus.Cancelled,
                IsActive = o.Status.IsActive(),
                UpdatedAt = o.UpdatedAt,
            };
    }

    /// <summary>What was delivered had something in it.</summary>
    [Test(Severity = Severity.Warn)]
    public static Query<FctOrder> DeliveredOrdersHaveItems(Query<FctOrder> rows) =>
        rows.Where(f => f.IsDelivered && f.ItemCount == 0);
}
