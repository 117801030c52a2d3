using global::Orders;
using Quern.EndToEnd.Tests.Pipelines;

namespace Quern.EndToEnd.Tests.Orders;

/// <summary>The rows of every model of the example.</summary>
sealed record OrdersRows(
    IReadOnlyList<StgCustomer> Customers,
    IReadOnlyList<StgOrder> Orders,
    IReadOnlyList<StgOrderItem> Items,
    IReadOnlyList<DimCustomer> Dimension,
    IReadOnlyList<FctOrder> Facts)
{
    public static void AssertSame(OrdersRows expected, OrdersRows actual, string what)
    {
        SameRows.Assert(expected.Customers, actual.Customers, what);
        SameRows.Assert(expected.Orders, actual.Orders, what);
        SameRows.Assert(expected.Items, actual.Items, what);
        SameRows.Assert(expected.Dimension, actual.Dimension, what);
        SameRows.Assert(expected.Facts, actual.Facts, what);
    }
}
