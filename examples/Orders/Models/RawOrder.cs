using Quern;

namespace Orders;

/// <summary>The shop's orders as they are there.</summary>
[Source("raw", "orders")]
[Extract("shop", Table = "orders", Key = nameof(Id), Cursor = nameof(UpdatedAt), Lookback = "5m")]
public partial record RawOrder
{
    [Key] public required long Id { get; init; }
    public required long CustomerId { get; init; }

    /// <summary>In any case, and not always a status that we know.</summary>
    public required string Status { get; init; }
    public required long TotalCents { get; init; }
    public required string Currency { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    /// <summary>What the shop's front end sent along; meant to be JSON.</summary>
    public string? Metadata { get; init; }
}
