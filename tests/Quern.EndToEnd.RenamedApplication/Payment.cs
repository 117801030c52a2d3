namespace Quern.EndToEnd.RenamedApplication;

[Incremental(UniqueKey = nameof(PaymentId), Schema = "staging", Name = "payments"), RenamedFrom("stg_payments")]
public partial record Payment
{
    [Key, RenamedFrom("id")] public required long PaymentId { get; init; }
    [RenamedFrom("cents")] public required long TotalCents { get; init; }
    [RenamedFrom("updated_at")] public required DateTime ChangedAt { get; init; }

    public static Query<Payment> Define(Query<RawPayment> payments) =>
        from p in payments.ChangedSince(p => p.UpdatedAt)
        where p.Cents >= 0
        select new Payment { PaymentId = p.Id, TotalCents = p.Cents, ChangedAt = p.UpdatedAt };
}
