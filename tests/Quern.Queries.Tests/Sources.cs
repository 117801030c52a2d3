namespace Quern.Queries.Tests;

[Source("raw", "orders"), Extract("rows", Table = "orders")]
public partial record Order
{
    [Key] public required long Id { get; init; }
    public long? CustomerId { get; init; }
    public required string Status { get; init; }
    public required long Cents { get; init; }
    [Precision(12, 2)] public required decimal Amount { get; init; }
    public required double Rate { get; init; }
    public string? Note { get; init; }
    public required DateOnly Day { get; init; }
    public required DateTime At { get; init; }
}

[Source("raw", "items"), Extract("rows", Table = "items")]
public partial record Item
{
    [Key] public required long Id { get; init; }
    public required long OrderId { get; init; }
    public string? Product { get; init; }
    public required int Quantity { get; init; }
    public int? Discount { get; init; }
}

public enum Outlet
{
    Web,
    [EnumValue("in store")] Store,
}

[Source("raw", "labels"), Extract("rows", Table = "labels")]
public partial record Label
{
    [Key] public required long Id { get; init; }
    public required string[] Tags { get; init; }
    public required long[] Numbers { get; init; }
    [Precision(12, 2)] public required decimal[] Prices { get; init; }
    public required DateOnly[] Days { get; init; }
    public required Outlet[] Outlets { get; init; }
    public string[]? Others { get; init; }
}

[Source("raw", "customers"), Extract("rows", Table = "customers")]
public partial record Customer
{
    [Key] public required long Id { get; init; }
    public string? Segment { get; init; }
    public int? Level { get; init; }
    public long? ParentId { get; init; }
}
