using static Orders.Tests.Shop;

namespace Orders.Tests;

public class CustomerTests
{
    [Fact]
    public Task Staging_reads_blank_texts_as_missing() => ModelTest.For<StgCustomer>()
        .Given(Customer(1) with { Name = " Ada\t", Email = "ADA@Example.com ", Segment = " ", AcquisitionChannel = null })
        .ExpectAsync(new StgCustomer
        {
            CustomerId = 1,
            Name = "Ada",
            Email = "ada@example.com",
            CreatedAt = Noon,
            UpdatedAt = Noon,
        });

    [Fact]
    public Task The_dimension_names_what_is_missing() => ModelTest.For<DimCustomer>()
        .Given(StgCustomer.Define(Query.Of(Customer(1) with { Segment = "" }, Customer(2))).ToList())
        .ExpectAsync(Customers(Customer(1) with { Segment = "unknown" }, Customer(2)));

    [Fact]
    public Task SQL_and_CSharp_agree_on_odd_names()
    {
        string[] names = ["Robert'); DROP TABLE orders;--", "C:\\new\\table\\", "Ada\nOkafor", "Zoë 🦊", "100%_", "\"O'Brien\"", "田中 太郎", "$1 @p {0} ${x}", "\u2003wide\u2003"];
        RawCustomer[] customers = [.. names.Select((name, i) => Customer(i) with { Name = name, Email = name, Segment = name, AcquisitionChannel = name })];
        return ModelTest.For<StgCustomer>().Given(customers).AgreesWithAsync(StgCustomer.Define(Query.Of(customers)), TestContext.Current.CancellationToken);
    }
}
