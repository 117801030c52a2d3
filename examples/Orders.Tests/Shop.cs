namespace Orders.Tests;

/// <summary>Rows of the shop that are in order unless a test says otherwise.</summary>
static class Shop
{
    /// <summary>A Wednesday.</summary>
    public static DateTime Noon { get; } = new(2024, 5, 15, 12, 0, 0);

    public static RawOrder Order(long id, long customerId = 1) => new()
    {
        Id = id,
        CustomerId = customerId,
        Status = "paid",
        TotalCents = 1999,
        Currency = "EUR",
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    public static RawOrderItem Item(long id, long orderId) => new()
    {
        Id = id,
        OrderId = orderId,
        ProductId = 7,
        Quantity = 1,
        UnitPriceCents = 1999,
        UpdatedAt = Noon,
    };

    public static RawCustomer Customer(long id) => new()
    {
        Id = id,
        Name = "Ada",
        Email = "ada@example.com",
        Segment = "consumer",
        AcquisitionChannel = "referral",
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    public static IEnumerable<StgOrder> Staged(params IEnumerable<RawOrder> orders) => StgOrder.Define(Query.Of(orders)).ToList();

    public static IEnumerable<StgOrderItem> Staged(params IEnumerable<RawOrderItem> items) => StgOrderItem.Define(Query.Of(items)).ToList();

    public static IEnumerable<DimCustomer> Customers(params IEnumerable<RawCustomer> customers) =>
        DimCustomer.Define(StgCustomer.Define(Query.Of(customers))).ToList();
}
