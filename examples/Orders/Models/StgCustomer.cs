using Quern;

namespace Orders;

/// <summary>Customers with blank texts read as missing.</summary>
[Incremental(UniqueKey = nameof(CustomerId), Schema = "staging", Name = "stg_customers", Tags = ["customers"])]
public partial record StgCustomer
{
    [Key] public required long CustomerId { get; init; }
    public required string Name { get; init; }
    public string? Email { get; init; }
    public string? Segment { get; init; }
    public string? AcquisitionChannel { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static Query<StgCustomer> Define(Query<RawCustomer> customers) =>
        from c in customers.ChangedSince(c => c.UpdatedAt)
        select new StgCustomer
        {
            CustomerId = c.Id,
            Name = c.Name.Trim(),
            Email = c.Email.NullIfBlank()?.ToLowerInvariant(),
            Segment = c.Segment.NullIfBlank()?.ToLowerInvariant(),
            AcquisitionChannel = c.AcquisitionChannel.NullIfBlank()?.ToLowerInvariant(),
            CreatedAt = c.CreatedAt,
            UpdatedAt = c.UpdatedAt,
        };
}
