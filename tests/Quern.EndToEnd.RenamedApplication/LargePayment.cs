namespace Quern.EndToEnd.RenamedApplication;

/// <summary>Reads the renamed model by its renamed cursor.</summary>
[Incremental(UniqueKey = nameof(PaymentId), Schema = "marts", Name = "large_payments")]
public partial record LargePayment
{
    [Key] public required long PaymentId { get; init; }
    public required long TotalCents { get; init; }

    public static Query<LargePayment> Define(Query<Payment> payments) =>
        from p in payments.ChangedSince(p => p.ChangedAt)
        where p.TotalCents >= 500
        select new LargePayment { PaymentId = p.PaymentId, TotalCents = p.TotalCents };
}
