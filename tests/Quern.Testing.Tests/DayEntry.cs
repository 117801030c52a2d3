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

/// <summary>Entries counted by day and kind of day, which are counted again for a day that changed.</summary>
[Incremental(UniqueKey = nameof(Day), Strategy = IncrementalStrategy.DeleteInsert)]
public partial record DayTotal
{
    public required DateOnly Day { get; init; }
    public required bool IsEven { get; init; }
    public required long Entries { get; init; }

    public static Query<DayTotal> Define(Query<Entry> entries)
    {
        var totals =
            from e in entries.ChangedSince(e => e.UpdatedAt)
            group e by new { Day = DateOnly.FromDateTime(e.At), IsEven = e.Id % 2 == 0 } into g
            select new { g.Key.Day, g.Key.IsEven, Entries = g.Count() };
        return
            from t in totals
            where t.Entries > 0
            select new DayTotal { Day = t.Day, IsEven = t.IsEven, Entries = t.Entries };
    }
}

/// <summary>Entries of two kinds, of which either may change a day.</summary>
[Incremental(UniqueKey = nameof(Day), Strategy = IncrementalStrategy.DeleteInsert)]
public partial record DayOfTwo
{
    public required DateOnly Day { get; init; }
    public required long Id { get; init; }

    public static Query<DayOfTwo> Define(Query<Entry> entries, Query<OtherEntry> others) =>
        (from e in entries.ChangedSince(e => e.UpdatedAt) select new DayOfTwo { Day = DateOnly.FromDateTime(e.At), Id = e.Id })
        .Concat(from o in others.ChangedSince(o => o.UpdatedAt) select new DayOfTwo { Day = o.Day, Id = -o.Id });
}

[Source("raw", "other_entries")]
public partial record OtherEntry
{
    [Key] public required long Id { get; init; }
    public required DateOnly Day { get; init; }
    public required DateTime UpdatedAt { get; init; }
}
