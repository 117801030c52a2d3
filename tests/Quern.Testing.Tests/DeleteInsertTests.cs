namespace Quern.Testing.Tests;

/// <summary>A key that covers many rows is replaced whole, so a change of one of them reads all.</summary>
public sealed class DeleteInsertTests
{
    static readonly DateTime Monday = new(2024, 1, 1, 9, 0, 0);

    [Fact]
    public async Task Unchanged_rows_of_a_changed_day_stay() => await ModelTest.For<DayEntry>()
        .Given<Entry>(
            new() { Id = 1, At = Monday, UpdatedAt = Monday },
            new() { Id = 2, At = Monday, UpdatedAt = Monday.AddDays(7) },
            new() { Id = 3, At = Monday.AddDays(1), UpdatedAt = Monday.AddDays(1) })
        .Existing(
            new DayEntry { Day = new(2024, 1, 1), Id = 1 },
            new DayEntry { Day = new(2024, 1, 1), Id = 99 },
            new DayEntry { Day = new(2024, 1, 2), Id = 3 })
        .Since(Monday.AddDays(2))
        .ExpectAsync(
            new DayEntry { Day = new(2024, 1, 1), Id = 1 },
            new DayEntry { Day = new(2024, 1, 1), Id = 2 },
            new DayEntry { Day = new(2024, 1, 2), Id = 3 });

    [Fact]
    public async Task Groups_of_a_changed_day_are_whole() => await ModelTest.For<DayTotal>()
        .Given<Entry>(
            new() { Id = 1, At = Monday, UpdatedAt = Monday },
            new() { Id = 2, At = Monday, UpdatedAt = Monday.AddDays(7) },
            new() { Id = 3, At = Monday, UpdatedAt = Monday },
            new() { Id = 4, At = Monday.AddDays(1), UpdatedAt = Monday.AddDays(1) })
        .Existing(
            new DayTotal { Day = new(2024, 1, 1), IsEven = false, Entries = 1 },
            new DayTotal { Day = new(2024, 1, 2), IsEven = true, Entries = 99 })
        .Since(Monday.AddDays(2))
        .ExpectAsync(
            new DayTotal { Day = new(2024, 1, 1), IsEven = false, Entries = 2 },
            new DayTotal { Day = new(2024, 1, 1), IsEven = true, Entries = 1 },
            new DayTotal { Day = new(2024, 1, 2), IsEven = true, Entries = 99 });

    [Fact]
    public async Task Day_that_one_of_two_inputs_changed_keeps_the_rows_of_both() => await ModelTest.For<DayOfTwo>()
        .Given<Entry>(
            new() { Id = 1, At = Monday, UpdatedAt = Monday },
            new() { Id = 2, At = Monday.AddDays(1), UpdatedAt = Monday })
        .Given<OtherEntry>(
            new() { Id = 3, Day = new(2024, 1, 1), UpdatedAt = Monday.AddDays(7) },
            new() { Id = 4, Day = new(2024, 1, 1), UpdatedAt = Monday })
        .Existing(
            new DayOfTwo { Day = new(2024, 1, 1), Id = 1 },
            new DayOfTwo { Day = new(2024, 1, 1), Id = -4 },
            new DayOfTwo { Day = new(2024, 1, 2), Id = 2 })
        .Since(Monday.AddDays(2))
        .ExpectAsync(
            new DayOfTwo { Day = new(2024, 1, 1), Id = 1 },
            new DayOfTwo { Day = new(2024, 1, 1), Id = -3 },
            new DayOfTwo { Day = new(2024, 1, 1), Id = -4 },
            new DayOfTwo { Day = new(2024, 1, 2), Id = 2 });
}
