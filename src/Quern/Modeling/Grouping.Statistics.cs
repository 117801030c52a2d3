namespace Quern;

public sealed partial class Grouping<TKey, T>
{
    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public double Median(Func<T, double> selector) => Median(row => (double?)selector(row))!.Value;

    /// <summary>The middle one of the values that are not null, or the mean of the two in the middle; null when all are.</summary>
    public double? Median(Func<T, double?> selector)
    {
        double[] values = [.. rows.Select(selector).OfType<double>().Order()];
        var (lower, upper) = ((values.Length - 1) / 2, values.Length / 2);
        return values.Length == 0 ? null : values[lower] + (0.5 * (upper - lower) * (values[upper] - values[lower]));
    }

    /// <summary>The value at a fraction of the rows in the order of their values, on the line between the two nearest ones.</summary>
    /// <param name="fraction">From 0, the least value, to 1, the greatest; a constant. 0.5 is the median.</param>
    /// <param name="selector">The value of a row.</param>
    public double Percentile(double fraction, Func<T, double> selector) => Percentile(fraction, row => (double?)selector(row))!.Value;

    /// <summary>The value at a fraction of the values that are not null, in their order, on the line between the two nearest ones; null when all are.</summary>
    /// <inheritdoc cref="Percentile(double, Func{T, double})" path="/param"/>
    public double? Percentile(double fraction, Func<T, double?> selector)
    {
        RequireFraction(fraction);
        double[] values = [.. rows.Select(selector).OfType<double>().Order()];
        if (values.Length == 0)
            return null;
        var place = fraction * (values.Length - 1);
        var (lower, upper) = ((int)Math.Floor(place), (int)Math.Ceiling(place));
        return values[lower] + ((place - lower) * (values[upper] - values[lower]));
    }

    /// <summary>The first of the values that are not null, in their order, that has a fraction of them at or before it; null when all are.</summary>
    /// <param name="fraction">From 0, the least value, to 1, the greatest; a constant.</param>
    /// <param name="selector">The value of a row: a number, a text, a date or a time.</param>
    public TValue PercentileDiscrete<TValue>(double fraction, Func<T, TValue> selector)
    {
        RequireFraction(fraction);
        TValue[] values = [.. NotNull(selector).Order(ValueOrder<TValue>.Instance)];
        return values.Length == 0 ? default! : values[Math.Max(0, (int)Math.Ceiling(fraction * values.Length) - 1)];
    }

    static void RequireFraction(double fraction)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fraction, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
    }

    /// <summary>The standard deviation of the rows as a sample; null for fewer than two.</summary>
    public double? StandardDeviation(Func<T, double> selector) => StandardDeviation(row => (double?)selector(row));

    /// <summary>The standard deviation, as a sample, of the values that are not null; null for fewer than two.</summary>
    public double? StandardDeviation(Func<T, double?> selector)
    {
        double[] values = [.. rows.Select(selector).OfType<double>()];
        if (values.Length < 2)
            return null;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    /// <summary>About how many different values there are; null is not counted. In memory and on Postgres it is the exact number.</summary>
    public long ApproximateCountDistinct<TValue>(Func<T, TValue> selector) => CountDistinct(selector);
}
