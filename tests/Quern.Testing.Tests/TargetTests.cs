namespace Quern.Testing.Tests;

/// <summary>A model that reads its own rows.</summary>
public sealed class TargetTests
{
    static readonly Debtor[] Debtors =
    [
        new() { Id = 1, Owes = 5 },
        new() { Id = 2, Owes = 0 },
        new() { Id = 3, Owes = 7 },
    ];

    [Fact]
    public async Task Target_on_a_first_run_has_no_rows() =>
        await ModelTest.For<Reminder>().Given<Debtor>(Debtors).ExpectAsync(
            new Reminder { DebtorId = 1, IsFirstRun = true },
            new Reminder { DebtorId = 3, IsFirstRun = true });

    [Fact]
    public async Task Target_on_a_later_run_has_the_rows_of_before() =>
        await ModelTest.For<Reminder>().Given<Debtor>(Debtors).Existing(new Reminder { DebtorId = 1, IsFirstRun = true }).ExpectAsync(
            new Reminder { DebtorId = 1, IsFirstRun = true },
            new Reminder { DebtorId = 3, IsFirstRun = false });

    [Fact]
    public void Query_in_memory_agrees() =>
        Assert.Equal(
            [new Reminder { DebtorId = 3, IsFirstRun = false }],
            Reminder.Define(Query.Of(Debtors), Target.Of(new Reminder { DebtorId = 1, IsFirstRun = true })).ToList());
}
