using Quern.Warehouses;

namespace Quern.Postgres;

/// <summary>
/// Dates and times as PostgreSQL sends and takes them: days or microseconds since 2000-01-01. The driver's own conversion
/// makes the first and last values of C# the infinities and the other way round (Npgsql 10), so it is not used.
/// </summary>
static class PostgresTime
{
    public const string Infinity = "infinity";
    public const string MinusInfinity = "-infinity";

    static readonly long UnixToPostgres = CheckedRowWriter.UnixMicroseconds(new DateTime(2000, 1, 1).Ticks);
    static readonly int EpochDay = new DateOnly(2000, 1, 1).DayNumber;

    public static long FromUnix(long microseconds) => microseconds - UnixToPostgres;

    public static long FromTicks(long ticks) => FromUnix(CheckedRowWriter.UnixMicroseconds(ticks));

    public static int FromDate(DateOnly date) => date.DayNumber - EpochDay;

    /// <summary>The time in ticks; or null and, in <paramref name="found"/>, what C# has no value for.</summary>
    public static long? ToTicks(long microseconds, out string found)
    {
        found = microseconds switch
        {
            long.MaxValue => Infinity,
            long.MinValue => MinusInfinity,
            _ => "a year outside 1 to 9999",
        };
        var sinceYearOne = (Int128)microseconds + (new DateTime(2000, 1, 1).Ticks / TimeSpan.TicksPerMicrosecond);
        return sinceYearOne >= 0 && sinceYearOne <= DateTime.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond
            ? (long)sinceYearOne * TimeSpan.TicksPerMicrosecond
            : null;
    }

    /// <inheritdoc cref="ToTicks"/>
    public static DateOnly? ToDate(int days, out string found)
    {
        found = days switch
        {
            int.MaxValue => Infinity,
            int.MinValue => MinusInfinity,
            _ => "a year outside 1 to 9999",
        };
        var sinceYearOne = (long)days + EpochDay;
        return sinceYearOne >= 0 && sinceYearOne <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)sinceYearOne) : null;
    }
}
