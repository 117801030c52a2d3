namespace Quern;

public sealed partial class Grouping<TKey, T>
{
    /// <summary>The sum; 0 when all values are null.</summary>
    /// <exception cref="OverflowException">The sum does not fit its type.</exception>
    public long Sum(Func<T, int> selector) => rows.Sum(row => (long)selector(row));

    /// <inheritdoc cref="Sum(Func{T, int})"/>
    public long Sum(Func<T, int?> selector) => rows.Sum(row => (long?)selector(row)) ?? 0;

    /// <inheritdoc cref="Sum(Func{T, int})"/>
    public long Sum(Func<T, long> selector) => rows.Sum(selector);

    /// <inheritdoc cref="Sum(Func{T, int})"/>
    public long Sum(Func<T, long?> selector) => rows.Sum(selector) ?? 0;

    /// <inheritdoc cref="Sum(Func{T, int})"/>
    public decimal Sum(Func<T, decimal> selector) => rows.Sum(selector);

    /// <inheritdoc cref="Sum(Func{T, int})"/>
    public decimal Sum(Func<T, decimal?> selector) => rows.Sum(selector) ?? 0;

    /// <summary>The sum, with the rounding of floating point; 0 when all values are null.</summary>
    public double Sum(Func<T, double> selector) => rows.Sum(selector);

    /// <inheritdoc cref="Sum(Func{T, double})"/>
    public double Sum(Func<T, double?> selector) => rows.Sum(selector) ?? 0;

    /// <summary>The arithmetic mean.</summary>
    public double Average(Func<T, int> selector) => rows.Average(selector);

    /// <summary>The arithmetic mean of the values that are not null; null when all are.</summary>
    public double? Average(Func<T, int?> selector) => rows.Average(selector);

    /// <inheritdoc cref="Average(Func{T, int})"/>
    public double Average(Func<T, long> selector) => rows.Average(selector);

    /// <inheritdoc cref="Average(Func{T, int?})"/>
    public double? Average(Func<T, long?> selector) => rows.Average(selector);

    /// <inheritdoc cref="Average(Func{T, int})"/>
    public decimal Average(Func<T, decimal> selector) => rows.Average(selector);

    /// <inheritdoc cref="Average(Func{T, int?})"/>
    public decimal? Average(Func<T, decimal?> selector) => rows.Average(selector);

    /// <inheritdoc cref="Average(Func{T, int})"/>
    public double Average(Func<T, double> selector) => rows.Average(selector);

    /// <inheritdoc cref="Average(Func{T, int?})"/>
    public double? Average(Func<T, double?> selector) => rows.Average(selector);
}
