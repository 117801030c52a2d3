namespace Quern;

public partial class Query<T>
{
    /// <summary>The sum as SQL has it: null over nothing and over nulls only.</summary>
    /// <exception cref="OverflowException">The sum does not fit its type.</exception>
    public long? SumOrNull(Func<T, int> selector) => SumOrNull(row => (int?)selector(row));

    /// <inheritdoc cref="SumOrNull(Func{T, int})"/>
    public long? SumOrNull(Func<T, int?> selector) => Source.Any(row => selector(row) is not null) ? Sum(selector) : null;

    /// <inheritdoc cref="SumOrNull(Func{T, int})"/>
    public long? SumOrNull(Func<T, long> selector) => SumOrNull(row => (long?)selector(row));

    /// <inheritdoc cref="SumOrNull(Func{T, int})"/>
    public long? SumOrNull(Func<T, long?> selector) => Source.Any(row => selector(row) is not null) ? Sum(selector) : null;

    /// <inheritdoc cref="SumOrNull(Func{T, int})"/>
    public decimal? SumOrNull(Func<T, decimal> selector) => SumOrNull(row => (decimal?)selector(row));

    /// <inheritdoc cref="SumOrNull(Func{T, int})"/>
    public decimal? SumOrNull(Func<T, decimal?> selector) => Source.Any(row => selector(row) is not null) ? Sum(selector) : null;

    /// <inheritdoc cref="SumOrNull(Func{T, int})"/>
    public double? SumOrNull(Func<T, double> selector) => SumOrNull(row => (double?)selector(row));

    /// <inheritdoc cref="SumOrNull(Func{T, int})"/>
    public double? SumOrNull(Func<T, double?> selector) => Source.Any(row => selector(row) is not null) ? Sum(selector) : null;
}
