using static Orders.Tests.Shop;

namespace Orders.Tests;

public class StgOrderItemTests
{
    [Fact]
    public Task Amounts_are_in_whole_currency() => ModelTest.For<StgOrderItem>()
        .Given(Item(1, orderId: 2) with { Quantity = 3, UnitPriceCents = 1050 })
        .ExpectAsync(new StgOrderItem
        {
            OrderItemId = 1,
            OrderId = 2,
            ProductId = 7,
            Quantity = 3,
            UnitPrice = 10.5m,
            LineAmount = 31.5m,
            UpdatedAt = Noon,
        });

    [Fact]
    public Task Lines_of_orders_that_do_not_count_stay() => ModelTest.For<StgOrderItem>()
        .Given(Item(1, orderId: 404))
        .ExpectAsync(Staged(Item(1, orderId: 404)));

    [Fact]
    public async Task A_quantity_of_nothing_is_a_warning()
    {
        var results = await ModelTest.For<StgOrderItem>().Given(Item(1, 1) with { Quantity = 0 }).TestsAsync(TestContext.Current.CancellationToken);
        var failed = Assert.Single(results, r => !r.Passed);
        Assert.Equal((TestKind.Between, "quantity", Severity.Warn), (failed.Test.Kind, failed.Test.Columns[0], failed.Test.Severity));
    }
}
