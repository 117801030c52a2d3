using Quern;

namespace Orders;

/// <summary>The shop's customers as they are there.</summary>
[Source("raw", "customers")]
[Extract("shop", Table = "customers", Key = nameof(Id), Cursor = nameof(UpdatedAt), Lookback = "5m")]
public partial record RawCustomer
{
    [Key] public required long Id { get; init; }
    public required string Name { get; init; }
    public string? Email { get; init; }
    public string? Segment { get; init; }
    public string? AcquisitionChannel { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }
}
