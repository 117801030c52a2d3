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
