namespace Orders;

/// <summary>How far an order is; text in the warehouse: <c>pending</c>, <c>paid</c>, …</summary>
public enum OrderStatus
{
    Pending,
    Paid,
    Shipped,
    Delivered,
    Returned,
    Cancelled,
}
