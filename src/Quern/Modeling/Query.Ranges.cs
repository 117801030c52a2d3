namespace Quern;

public static partial class Query
{
    /// <summary>The whole numbers from one to another, both included; none when <paramref name="through"/> is less.</summary>
    public static Query<long> Numbers(long from, long through) => new(Steps(from, through, (start, n) => start + n));

    /// <summary>The days from one to another, both included; none when <paramref name="through"/> is earlier.</summary>
    /// <example><c>from d in Query.Days(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)) select new Day { Date = d }</c></example>
    public static Query<DateOnly> Days(DateOnly from, DateOnly through) => new(Steps(from, through, (start, n) => start.AddDays((int)n)));

    /// <summary>Every seventh day from the first one, up to and including <paramref name="through"/>; none when it is earlier.</summary>
    public static Query<DateOnly> Weeks(DateOnly from, DateOnly through) => new(Steps(from, through, (start, n) => start.AddDays((int)(7 * n))));

    /// <summary>The first day, and that day of every month after it up to and including <paramref name="through"/>; none when it is earlier. Where a month has no such day, its last one.</summary>
    public static Query<DateOnly> Months(DateOnly from, DateOnly through) => new(Steps(from, through, (start, n) => start.AddMonths((int)n)));

    /// <summary>A time, and every full hour after it up to and including <paramref name="through"/>; none when it is earlier.</summary>
    public static Query<DateTime> Hours(DateTime from, DateTime through) => new(Steps(from, through, (start, n) => start.AddHours(n)));

    // Each step is taken from the start: a month after a month would forget the 31st.
    static IEnumerable<T> Steps<T>(T from, T through, Func<T, long, T> step) where T : IComparable<T>
    {
        if (from.CompareTo(through) > 0)
            yield break;
        for (var (n, value) = (0L, from); value.CompareTo(through) <= 0; value = step(from, ++n))
        {
            yield return value;
            // The greatest value of a type has none after it.
            if (value.CompareTo(through) == 0)
                yield break;
        }
    }
}
