namespace Quern.EndToEnd.RenamedApplication;

[Source("raw", "payments")]
public partial record RawPayment
{
    [Key] public required long Id { get; init; }
    public required long Cents { get; init; }
    public required DateTime UpdatedAt { get; init; }
}
