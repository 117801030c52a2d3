namespace Quern.Execution.State;

/// <summary>Goes back from a high-water mark.</summary>
static class Lookback
{
    /// <summary>
    /// The value that lies <paramref name="lookback"/> before <paramref name="mark"/>, in the mark's own type: whole days for
    /// a date, rounded up; the mark itself for integers and text, which have no unit of time.
    /// </summary>
    public static object Before(object mark, TimeSpan lookback) => mark switch
    {
        DateTime time => time - DateTime.MinValue < lookback ? DateTime.MinValue : time - lookback,
        DateTimeOffset instant => instant - DateTimeOffset.MinValue < lookback ? DateTimeOffset.MinValue : instant - lookback,
        DateOnly date => date.DayNumber < lookback.TotalDays ? DateOnly.MinValue : date.AddDays(-(int)Math.Ceiling(lookback.TotalDays)),
        _ => mark,
    };
}
