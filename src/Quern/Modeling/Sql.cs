namespace Quern;

/// <summary>Functions that SQL has and C# lacks, for use in queries; they run in memory too, with the same meaning.</summary>
public static partial class Sql
{
    /// <summary>The beginning of the part that a time lies in: <c>DateTrunc(DatePart.Week, t)</c> is the Monday before or on it.</summary>
    public static DateTime DateTrunc(DatePart part, DateTime value)
    {
        var date = DateOnly.FromDateTime(value);
        var ticks = part switch
        {
            DatePart.Hour => value.Ticks - (value.Ticks % TimeSpan.TicksPerHour),
            DatePart.Minute => value.Ticks - (value.Ticks % TimeSpan.TicksPerMinute),
            DatePart.Second => value.Ticks - (value.Ticks % TimeSpan.TicksPerSecond),
            _ => DateTrunc(part, date).DayNumber * TimeSpan.TicksPerDay,
        };
        return new(ticks, value.Kind);
    }

    /// <inheritdoc cref="DateTrunc(DatePart, DateTime)"/>
    /// <returns>Null for null.</returns>
    public static DateTime? DateTrunc(DatePart part, DateTime? value) => value is { } v ? DateTrunc(part, v) : null;

    /// <summary>The first day of the part that a date lies in; the date itself for a part of a day.</summary>
    public static DateOnly DateTrunc(DatePart part, DateOnly value) => part switch
    {
        DatePart.Year => new(value.Year, 1, 1),
        DatePart.Quarter => new(value.Year, value.Month - ((value.Month - 1) % 3), 1),
        DatePart.Month => new(value.Year, value.Month, 1),
        // Day 0, 0001-01-01, is a Monday.
        DatePart.Week => DateOnly.FromDayNumber(value.DayNumber - (value.DayNumber % 7)),
        DatePart.Day or DatePart.Hour or DatePart.Minute or DatePart.Second => value,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    /// <inheritdoc cref="DateTrunc(DatePart, DateOnly)"/>
    /// <returns>Null for null.</returns>
    public static DateOnly? DateTrunc(DatePart part, DateOnly? value) => value is { } v ? DateTrunc(part, v) : null;

    /// <summary>The beginning, in UTC, of the part that an instant lies in.</summary>
    public static DateTimeOffset DateTrunc(DatePart part, DateTimeOffset value) => new(DateTrunc(part, value.UtcDateTime), TimeSpan.Zero);

    /// <inheritdoc cref="DateTrunc(DatePart, DateTimeOffset)"/>
    /// <returns>Null for null.</returns>
    public static DateTimeOffset? DateTrunc(DatePart part, DateTimeOffset? value) => value is { } v ? DateTrunc(part, v) : null;

    /// <summary>How many beginnings of a part lie after <paramref name="start"/> and up to <paramref name="end"/>; negative when the end is the earlier one.</summary>
    /// <remarks>It counts boundaries, not whole parts: from 23:59 to 00:01 is one day.</remarks>
    public static long DateDiff(DatePart part, DateTime start, DateTime end) => Ordinal(part, end) - Ordinal(part, start);

    /// <inheritdoc cref="DateDiff(DatePart, DateTime, DateTime)"/>
    /// <returns>Null when either is null.</returns>
    public static long? DateDiff(DatePart part, DateTime? start, DateTime? end) =>
        start is { } a && end is { } b ? DateDiff(part, a, b) : null;

    /// <inheritdoc cref="DateDiff(DatePart, DateTime, DateTime)"/>
    public static long DateDiff(DatePart part, DateOnly start, DateOnly end) =>
        DateDiff(part, start.ToDateTime(TimeOnly.MinValue), end.ToDateTime(TimeOnly.MinValue));

    /// <inheritdoc cref="DateDiff(DatePart, DateTime?, DateTime?)"/>
    public static long? DateDiff(DatePart part, DateOnly? start, DateOnly? end) =>
        start is { } a && end is { } b ? DateDiff(part, a, b) : null;

    /// <summary>How many beginnings of a part, in UTC, lie after <paramref name="start"/> and up to <paramref name="end"/>; negative when the end is the earlier one.</summary>
    public static long DateDiff(DatePart part, DateTimeOffset start, DateTimeOffset end) => DateDiff(part, start.UtcDateTime, end.UtcDateTime);

    /// <inheritdoc cref="DateDiff(DatePart, DateTimeOffset, DateTimeOffset)"/>
    /// <returns>Null when either is null.</returns>
    public static long? DateDiff(DatePart part, DateTimeOffset? start, DateTimeOffset? end) =>
        start is { } a && end is { } b ? DateDiff(part, a, b) : null;

    static long Ordinal(DatePart part, DateTime value) => part switch
    {
        DatePart.Year => value.Year,
        DatePart.Quarter => (value.Year * 4L) + ((value.Month - 1) / 3),
        DatePart.Month => (value.Year * 12L) + value.Month,
        DatePart.Week => value.Ticks / (7 * TimeSpan.TicksPerDay),
        DatePart.Day => value.Ticks / TimeSpan.TicksPerDay,
        DatePart.Hour => value.Ticks / TimeSpan.TicksPerHour,
        DatePart.Minute => value.Ticks / TimeSpan.TicksPerMinute,
        DatePart.Second => value.Ticks / TimeSpan.TicksPerSecond,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };
}
