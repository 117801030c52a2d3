using Quern;

namespace Orders;

/// <summary>One row per customer, for reports to group by.</summary>
[Table(Schema = "marts", Name = "dim_customers", Tags = ["customers"])]
public partial record DimCustomer
{
    public const string Unknown = "unknown";

    [Key] public required long CustomerId { get; init; }
    public required string Name { get; init; }
    public string? Email { get; init; }
    public required string Segment { get; init; }
    public required string AcquisitionChannel { get; init; }
    public required DateOnly CustomerSince { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static Query<DimCustomer> Define(Query<StgCustomer> customers) =>
        from c in customers
        select new DimCustomer
        {
            CustomerId = c.CustomerId,
            Name = c.Name,
            Email = c.Email,
            Segment = c.Segment ?? Unknown,
            AcquisitionChannel = c.AcquisitionChannel ?? Unknown,
            CustomerSince = DateOnly.FromDateTime(c.CreatedAt),
            UpdatedAt = c.UpdatedAt,
        };
}
