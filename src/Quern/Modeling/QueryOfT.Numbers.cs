namespace Quern;

public partial class Query<T>
{
    /// <summary>The sum; 0 over nothing and over nulls only.</summary>
    /// <exception cref="OverflowException">The sum does not fit its type.</exception>
    public long Sum(Func<T, int> selector) => Source.Sum(row => (long)selector(row));

    /// <inheritdoc cref="Sum(Func{T, int})"/>
    public long Sum(Func<T, int?> selector) => Source.Sum(row => (long?)selector(row)) ?? 0;

    /// <inheritdoc cref="Sum(Func{T, int})"/>
    public long Sum(Func<T, long> selector) => Source.Sum(selector);

    /// <inheritdoc cref="Sum(Func{T, int})"/>
    public long Sum(Func<T, long?> selector) => Source.Sum(selector) ?? 0;

    /// <inheritdoc cref="Sum(Func{T, int})"/>
    public decimal Sum(Func<T, decimal> selector) => Source.Sum(selector);

    /// <inheritdoc cref="Sum(Func{T, int})"/>
    public decimal Sum(Func<T, decimal?> selector) => Source.Sum(selector) ?? 0;

    /// <summary>The sum, with the rounding of floating point; 0 over nothing and over nulls only.</summary>
    public double Sum(Func<T, double> selector) => Source.Sum(selector);

    /// <inheritdoc cref="Sum(Func{T, double})"/>
    public double Sum(Func<T, double?> selector) => Source.Sum(selector) ?? 0;

    /// <summary>The arithmetic mean of the values that are not null; null when there are none.</summary>
    public double? Average(Func<T, int> selector) => Source.Average(row => (int?)selector(row));

    /// <inheritdoc cref="Average(Func{T, int})"/>
    public double? Average(Func<T, int?> selector) => Source.Average(selector);

    /// <inheritdoc cref="Average(Func{T, int})"/>
    public double? Average(Func<T, long> selector) => Source.Average(row => (long?)selector(row));

    /// <inheritdoc cref="Average(Func{T, int})"/>
    public double? Average(Func<T, long?> selector) => Source.Average(selector);

    /// <inheritdoc cref="Average(Func{T, int})"/>
    public decimal? Average(Func<T, decimal> selector) => Source.Average(row => (decimal?)selector(row));

    /// <inheritdoc cref="Average(Func{T, int})"/>
    public decimal? Average(Func<T, decimal?> selector) => Source.Average(selector);

    /// <inheritdoc cref="Average(Func{T, int})"/>
    public double? Average(Func<T, double> selector) => Source.Average(row => (double?)selector(row));

    /// <inheritdoc cref="Average(Func{T, int})"/>
    public double? Average(Func<T, double?> selector) => Source.Average(selector);
}
