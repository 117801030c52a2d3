using CsCheck;
using static Orders.Tests.Shop;

namespace Orders.Tests;

public class FctOrderTests
{
    static readonly FctOrder Fact = new()
    {
        OrderId = 1,
        CustomerId = 1,
        CustomerSegment = "consumer",
        AcquisitionChannel = "referral",
        Status = OrderStatus.Paid,
        CurrencyCode = "EUR",
        TotalAmount = 19.99m,
        ItemCount = 1,
        TotalQuantity = 1,
        DistinctProducts = 1,
        CreatedAt = Noon,
        CreatedDate = new(2024, 5, 15),
        CreatedWeek = new(2024, 5, 13),
        CreatedMonth = new(2024, 5, 1),
        IsDelivered = false,
        IsCancelled = false,
        IsActive = true,
        UpdatedAt = Noon,
    };

    static ModelTest<FctOrder> Given(RawOrder order, params IEnumerable<RawOrderItem> items) =>
        ModelTest.For<FctOrder>().Given(Staged(order)).Given(Staged(items)).Given(Customers(Customer(1)));

    [Fact]
    public Task Lines_are_added_up() =>
        Given(Order(1), Item(1, 1) with { Quantity = 2 }, Item(2, 1) with { Quantity = 3 }, Item(3, 1) with { ProductId = 8 }, Item(4, 404))
            .ExpectAsync(Fact with { ItemCount = 3, TotalQuantity = 6, DistinctProducts = 2 });

    [Fact]
    public Task An_order_without_lines_and_customer_stays() => Given(Order(1, customerId: 99)).ExpectAsync(Fact with
    {
        CustomerId = 99,
        CustomerSegment = "unknown",
        AcquisitionChannel = "unknown",
        ItemCount = 0,
        TotalQuantity = 0,
        DistinctProducts = 0,
    });

    [Theory]
    [InlineData(OrderStatus.Pending, false, false, true)]
    [InlineData(OrderStatus.Shipped, false, false, true)]
    [InlineData(OrderStatus.Delivered, true, false, false)]
    [InlineData(OrderStatus.Returned, false, false, false)]
    [InlineData(OrderStatus.Cancelled, false, true, false)]
    public Task The_status_sets_the_flags(OrderStatus status, bool isDelivered, bool isCancelled, bool isActive) =>
        Given(Order(1) with { Status = Sql.EnumText(status) }, Item(1, 1))
            .ExpectAsync(Fact with { Status = status, IsDelivered = isDelivered, IsCancelled = isCancelled, IsActive = isActive });

    [Theory]
    [InlineData("2024-09-01", "2024-08-26", "2024-09-01")]
    [InlineData("2024-09-02", "2024-09-02", "2024-09-01")]
    [InlineData("2025-01-01", "2024-12-30", "2025-01-01")]
    public Task A_week_begins_on_monday(string date, string week, string month)
    {
        var created = DateTime.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        return Given(Order(1) with { CreatedAt = created }, Item(1, 1)).ExpectAsync(Fact with
        {
            CreatedAt = created,
            CreatedDate = DateOnly.FromDateTime(created),
            CreatedWeek = DateOnly.Parse(week, System.Globalization.CultureInfo.InvariantCulture),
            CreatedMonth = DateOnly.Parse(month, System.Globalization.CultureInfo.InvariantCulture),
        });
    }

    [Fact]
    public Task A_changed_line_corrects_the_fact_of_an_unchanged_order() =>
        Given(Order(1), Item(1, 1) with { Quantity = 5, UpdatedAt = Noon.AddDays(1) })
            .Existing(Fact)
            .Since(Noon.AddHours(1))
            .ExpectAsync(Fact with { TotalQuantity = 5 });

    [Fact]
    public Task A_changed_line_is_added_to_those_that_did_not_change() =>
        Given(Order(1), Item(1, 1), Item(2, 1) with { ProductId = 8, UpdatedAt = Noon.AddDays(1) })
            .Existing(Fact)
            .Since(Noon.AddHours(1))
            .ExpectAsync(Fact with { ItemCount = 2, TotalQuantity = 2, DistinctProducts = 2 });

    [Fact]
    public Task A_changed_customer_corrects_the_facts_of_unchanged_orders() => ModelTest.For<FctOrder>()
        .Given(Staged(Order(1)))
        .Given(Staged(Item(1, 1)))
        .Given(Customers(Customer(1) with { Segment = "enterprise", UpdatedAt = Noon.AddDays(1) }))
        .Existing(Fact)
        .Since(Noon.AddHours(1))
        .ExpectAsync(Fact with { CustomerSegment = "enterprise" });

    [Fact]
    public Task An_order_that_no_longer_counts_loses_its_fact() => ModelTest.For<FctOrder>()
        .Given(Customers(Customer(1)))
        .Existing(Fact)
        .Since(Noon.AddHours(1))
        .ExpectAsync();

    [Fact]
    public Task A_fact_whose_inputs_did_not_change_is_left_alone() =>
        Given(Order(1), Item(1, 1))
            .Existing(Fact with { TotalQuantity = 77 })
            .Since(Noon.AddHours(1))
            .ExpectAsync(Fact with { TotalQuantity = 77 });

    [Fact]
    public async Task A_delivered_order_without_lines_is_a_warning()
    {
        var results = await Given(Order(1) with { Status = "delivered" }).TestsAsync(TestContext.Current.CancellationToken);
        var failed = Assert.Single(results, r => !r.Passed);
        Assert.Equal((TestKind.Custom, Severity.Warn, 1), (failed.Test.Kind, failed.Test.Severity, failed.Failures));
    }

    [Fact]
    public async Task SQL_and_CSharp_agree_on_any_rows()
    {
        var time = Gen.Int[-400_000, 400_000].Select(minutes => Noon.AddMinutes(minutes));
        var orders = Gen.Select(Gen.Long[1, 6], Gen.Enum<OrderStatus>(), Gen.Int[0, 100_000], time, (customer, status, cents, created) =>
            Order(0, customer) with { Status = Sql.EnumText(status), TotalCents = cents, CreatedAt = created }).List[0, 40]
            .Select(list => list.Select((order, i) => order with { Id = i + 1 }).ToList());
        var items = Gen.Select(Gen.Long[1, 45], Gen.Long[1, 3], Gen.Int[1, 9], (order, product, quantity) =>
            Item(0, order) with { ProductId = product, Quantity = quantity }).List[0, 80]
            .Select(list => list.Select((item, i) => item with { Id = i + 1 }).ToList());

        await Gen.Select(orders, items).SampleAsync(async (someOrders, someItems) =>
        {
            var (staged, lines, customers) = (Staged(someOrders), Staged(someItems), Customers(Customer(1), Customer(3), Customer(5)));
            await ModelTest.For<FctOrder>().Given(staged).Given(lines).Given(customers)
                .AgreesWithAsync(FctOrder.Define(Query.Of(staged), Query.Of(lines), Query.Of(customers)));
        }, iter: 20, threads: 1);
    }
}
