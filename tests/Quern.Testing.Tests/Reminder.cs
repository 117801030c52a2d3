namespace Quern.Testing.Tests;

[Source("raw", "customers")]
public partial record Debtor
{
    [Key] public required long Id { get; init; }
    public required decimal Owes { get; init; }
}

/// <summary>Each debtor is reminded once: the model reads its own rows.</summary>
[Incremental(Strategy = IncrementalStrategy.Append)]
public partial record Reminder
{
    [Key] public required long DebtorId { get; init; }
    public required bool IsFirstRun { get; init; }

    public static Query<Reminder> Define(Query<Debtor> debtors, Target<Reminder> target)
    {
        var reminded = target.Rows.Select(r => r.DebtorId);
        return
            from d in debtors
            where d.Owes > 0 && !reminded.Contains(d.Id)
            select new Reminder { DebtorId = d.Id, IsFirstRun = !target.Exists };
    }
}
