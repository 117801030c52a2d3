namespace Quern.Testing.Tests;

[Source("raw", "entries")]
public partial record Entry
{
    [Key] public required long Id { get; init; }
    public required DateTime At { get; init; }
    public required DateTime UpdatedAt { get; init; }
}

/// <summary>Entries that are replaced a day at a time.</summary>
[Incremental(UniqueKey = nameof(Day), Strategy = IncrementalStrategy.DeleteInsert)]
public partial record DayEntry
{
    public required DateOnly Day { get; init; }
    public required long Id { get; init; }

    public static Query<DayEntry> Define(Query<Entry> entries) =>
        from e in entries.ChangedSince(e => e.UpdatedAt)
        select new DayEntry { Day = DateOnly.FromDateTime(e.At), Id = e.Id };
}
