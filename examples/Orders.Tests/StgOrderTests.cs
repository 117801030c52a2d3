using static Orders.Tests.Shop;

namespace Orders.Tests;

public class StgOrderTests
{
    static readonly StgOrder Paid = new()
    {
        OrderId = 1,
        CustomerId = 1,
        Status = OrderStatus.Paid,
        CurrencyCode = "EUR",
        TotalAmount = 19.99m,
        CreatedAt = Noon,
        CreatedDate = new(2024, 5, 15),
        UpdatedAt = Noon,
    };

    [Fact]
    public Task An_order_is_cleaned() => ModelTest.For<StgOrder>()
        .Given(Order(1) with { Status = "PAID", Currency = "eur", Metadata = """{ "gift": true }""" })
        .ExpectAsync(Paid with { Metadata = Json.Parse("""{"gift":true}""") });

    [Theory]
    [InlineData("teleported")]
    [InlineData("")]
    [InlineData("paid'")]
    [InlineData("pa_d")]
    public Task An_order_of_unknown_status_is_left_out(string status) => ModelTest.For<StgOrder>()
        .Given(Order(1), Order(2) with { Status = status })
        .ExpectAsync(Paid);

    [Fact]
    public Task An_order_of_negative_total_is_left_out() => ModelTest.For<StgOrder>()
        .Given(Order(1) with { TotalCents = 0 }, Order(2) with { TotalCents = -1 })
        .ExpectAsync(Paid with { TotalAmount = 0 });

    [Theory]
    [InlineData("undefined")]
    [InlineData("{'gift': true}")]
    [InlineData("[1, 2")]
    [InlineData("")]
    [InlineData(null)]
    public Task Metadata_that_is_no_JSON_is_null(string? metadata) => ModelTest.For<StgOrder>()
        .Given(Order(1) with { Metadata = metadata })
        .ExpectAsync(Paid);

    [Fact]
    public Task SQL_and_CSharp_agree_on_odd_rows()
    {
        string[] texts = ["paid", "PENDING", "  Shipped ", "delivered\u00a0", "\treturned\r\n", "%", "a'b\"c\\d", "🚚", ""];
        RawOrder[] orders =
        [
            .. texts.Select((text, i) => Order(i + 1) with { Status = text, TotalCents = (i * 333) - 1 }),
            .. texts.Select((text, i) => Order(i + 101) with { Currency = text, Metadata = $"{{\"note\": {System.Text.Json.JsonSerializer.Serialize(text)}}}" }),
            .. texts.Select((text, i) => Order(i + 201) with { Metadata = text, CreatedAt = Noon.AddHours(i * 1000).AddMicroseconds(i) }),
        ];
        return ModelTest.For<StgOrder>().Given(orders).AgreesWithAsync(StgOrder.Define(Query.Of(orders)), TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task An_incremental_run_reads_ties_and_late_rows_but_nothing_older() => ModelTest.For<StgOrder>()
        .Given(
            Order(1) with { Currency = "USD" },
            Order(2) with { Currency = "USD", UpdatedAt = Noon.AddMinutes(-5) },
            Order(3) with { Currency = "USD", UpdatedAt = Noon.AddMinutes(-6) })
        .Existing(Staged(Order(1), Order(2) with { UpdatedAt = Noon.AddMinutes(-5) }, Order(3) with { UpdatedAt = Noon.AddMinutes(-6) }))
        .Since(Noon)
        .ExpectAsync(Staged(
            Order(1) with { Currency = "USD" },
            Order(2) with { Currency = "USD", UpdatedAt = Noon.AddMinutes(-5) },
            Order(3) with { UpdatedAt = Noon.AddMinutes(-6) }));

    [Fact]
    public Task An_order_whose_status_becomes_unknown_leaves_the_table() => ModelTest.For<StgOrder>()
        .Given(Order(1), Order(2) with { Status = "chargeback review", UpdatedAt = Noon.AddHours(1) })
        .Existing(Staged(Order(1), Order(2)))
        .Since(Noon)
        .ExpectAsync(Paid);

    [Fact]
    public async Task Data_tests_find_a_missing_customer_and_a_total_out_of_range()
    {
        var results = await ModelTest.For<StgOrder>()
            .Given(Order(1), Order(2, customerId: 99), Order(3) with { TotalCents = 10_000_001 })
            .Given(StgCustomer.Define(Query.Of(Customer(1))).ToList())
            .TestsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [(TestKind.Relationships, "customer_id", 1), (TestKind.Between, "total_amount", 1)],
            results.Where(r => !r.Passed).Select(r => (r.Test.Kind, r.Test.Columns[0], r.Failures)).Order());
    }
}
