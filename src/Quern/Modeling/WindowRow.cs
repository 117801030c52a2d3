namespace Quern;

/// <summary>A row of a window and its place in the query, which tells equal rows apart.</summary>
readonly record struct WindowRow<T>(T Row, int Index);

/// <summary>A key that a window is ordered by.</summary>
/// <param name="Compare">Compares two rows by the key, in the key's direction.</param>
/// <param name="Distance">How far the second row lies after the first, in units (days for dates and times); null where the key has no distance.</param>
sealed record WindowKey<T>(Comparison<T> Compare, Func<T, T, double>? Distance)
{
    public static WindowKey<T> Of<TKey>(Func<T, TKey> key, bool isDescending)
    {
        ArgumentNullException.ThrowIfNull(key);
        var sign = isDescending ? -1 : 1;
        return new(
            (x, y) => sign * ValueOrder<TKey>.Instance.Compare(key(x), key(y)),
            Position(typeof(TKey)) is { } position ? (x, y) => sign * (position(key(y)!) - position(key(x)!)) : null);
    }

    // Microseconds of a time fit a double for some 285 years around the year 1.
    static Func<object, double>? Position(Type type) =>
        type == typeof(int) || type == typeof(long) || type == typeof(short) ? value => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)
        : type == typeof(DateOnly) ? value => ((DateOnly)value).DayNumber
        : type == typeof(DateTime) ? value => (double)((DateTime)value).Ticks / TimeSpan.TicksPerDay
        : null;
}
