using CsCheck;

namespace Quern.Tests.Modeling;

public class SqlDateTests
{
    static readonly Gen<DateTime> Time = Gen.Long[0, DateTime.MaxValue.Ticks].Select(ticks => new DateTime(ticks));
    static readonly Gen<DatePart> Part = Gen.Enum<DatePart>();

    [Theory]
    [InlineData(DatePart.Year, "2024-01-01T00:00:00")]
    [InlineData(DatePart.Quarter, "2024-07-01T00:00:00")]
    [InlineData(DatePart.Month, "2024-09-01T00:00:00")]
    [InlineData(DatePart.Week, "2024-08-26T00:00:00")]
    [InlineData(DatePart.Day, "2024-09-01T00:00:00")]
    [InlineData(DatePart.Hour, "2024-09-01T23:00:00")]
    [InlineData(DatePart.Minute, "2024-09-01T23:59:00")]
    [InlineData(DatePart.Second, "2024-09-01T23:59:58")]
    public void DateTrunc_of_a_sunday_night_gives_the_beginning_of_the_part(DatePart part, string expected)
    {
        var sunday = new DateTime(2024, 9, 1, 23, 59, 58, 999, DateTimeKind.Utc);
        var start = DateTime.Parse(expected, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(start, Sql.DateTrunc(part, sunday));
        Assert.Equal(DateTimeKind.Utc, Sql.DateTrunc(part, sunday).Kind);
        Assert.Equal(new DateTimeOffset(start, TimeSpan.Zero), Sql.DateTrunc(part, new DateTimeOffset(sunday).ToOffset(TimeSpan.FromHours(5))));
        Assert.Equal(DateOnly.FromDateTime(start), Sql.DateTrunc(part, DateOnly.FromDateTime(sunday)));
    }

    [Fact]
    public void DateTrunc_of_null_is_null()
    {
        Assert.Null(Sql.DateTrunc(DatePart.Week, (DateTime?)null));
        Assert.Null(Sql.DateTrunc(DatePart.Week, (DateOnly?)null));
        Assert.Null(Sql.DateTrunc(DatePart.Week, (DateTimeOffset?)null));
        Assert.Equal(new DateOnly(2024, 9, 2), Sql.DateTrunc(DatePart.Week, (DateOnly?)new DateOnly(2024, 9, 8)));
    }

    [Fact]
    public void DateTrunc_is_idempotent_not_later_and_less_than_a_part_away() =>
        Gen.Select(Part, Time).Sample((part, time) =>
        {
            var start = Sql.DateTrunc(part, time);
            return start <= time && Sql.DateTrunc(part, start) == start && Sql.DateDiff(part, start, time) == 0;
        });

    [Fact]
    public void DateTrunc_week_gives_a_monday() =>
        Time.Sample(time => Sql.DateTrunc(DatePart.Week, time).DayOfWeek == DayOfWeek.Monday);

    [Theory]
    [InlineData(DatePart.Year, 1)]
    [InlineData(DatePart.Quarter, 1)]
    [InlineData(DatePart.Month, 1)]
    [InlineData(DatePart.Week, 0)]
    [InlineData(DatePart.Day, 1)]
    [InlineData(DatePart.Hour, 1)]
    [InlineData(DatePart.Minute, 2)]
    [InlineData(DatePart.Second, 61)]
    public void DateDiff_counts_boundaries_both_ways(DatePart part, long expected)
    {
        DateTime before = new(2024, 12, 31, 23, 59, 59), after = new(2025, 1, 1, 0, 1, 0);
        Assert.Equal(expected, Sql.DateDiff(part, before, after));
        Assert.Equal(-expected, Sql.DateDiff(part, after, before));
    }

    [Fact]
    public void DateDiff_of_sunday_to_monday_is_a_week()
    {
        DateOnly sunday = new(2024, 9, 1), monday = new(2024, 9, 2);
        Assert.Equal(1, Sql.DateDiff(DatePart.Week, sunday, monday));
        Assert.Equal(24, Sql.DateDiff(DatePart.Hour, sunday, monday));
        Assert.Equal(1, Sql.DateDiff(DatePart.Week, (DateOnly?)sunday, monday));
        Assert.Null(Sql.DateDiff(DatePart.Week, sunday, (DateOnly?)null));
    }

    [Fact]
    public void DateDiff_of_instants_counts_in_UTC()
    {
        DateTimeOffset a = new(2024, 1, 1, 1, 0, 0, TimeSpan.FromHours(2)), b = new(2024, 1, 1, 3, 0, 0, TimeSpan.FromHours(2));
        Assert.Equal(1, Sql.DateDiff(DatePart.Year, a, b));
        Assert.Equal(1, Sql.DateDiff(DatePart.Year, (DateTimeOffset?)a, b));
    }

    [Fact]
    public void An_undefined_part_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sql.DateTrunc((DatePart)99, default(DateTime)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sql.DateDiff((DatePart)99, default(DateTime), default));
    }
}
