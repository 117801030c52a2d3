namespace Quern;

// Aggregates over all rows. There may be none, so what has no value then is null; a sum of nothing is 0, as in LINQ.
public partial class Query<T>
{
    /// <summary>One row that sums up all rows, also when there are none.</summary>
    /// <typeparam name="TResult">The row.</typeparam>
    /// <param name="result">Makes the row of aggregates over all rows.</param>
    /// <example><c>lines.Aggregate(all => new Revenue { Total = all.Sum(l => l.Price) })</c></example>
    public Query<TResult> Aggregate<TResult>(Func<Query<T>, TResult> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(Once());

        IEnumerable<TResult> Once()
        {
            yield return result(this);
        }
    }

    /// <summary>The number of rows.</summary>
    public long Count() => Source.LongCount();

    /// <summary>The number of rows that satisfy a condition.</summary>
    public long Count(Func<T, bool> predicate) => Source.LongCount(predicate);

    /// <summary>The number of different values; null is not counted.</summary>
    public long CountDistinct<TValue>(Func<T, TValue> selector) => Source.Select(selector).Where(value => value is not null).Distinct().LongCount();

    /// <summary>Whether all rows satisfy a condition; true when there are none.</summary>
    public bool All(Func<T, bool> predicate) => Source.All(predicate);

    /// <summary>The least value; null when there is none.</summary>
    public TValue? Min<TValue>(Func<T, TValue> selector) where TValue : struct => Values(selector).Min();

    /// <inheritdoc cref="Min{TValue}(Func{T, TValue})"/>
    public TValue? Min<TValue>(Func<T, TValue?> selector) where TValue : struct => Source.Select(selector).Min();

    /// <summary>The least text by code point; null when there is none.</summary>
    public string? Min(Func<T, string?> selector) => Texts(selector).Min(ValueOrder<string>.Instance);

    /// <summary>The greatest value; null when there is none.</summary>
    public TValue? Max<TValue>(Func<T, TValue> selector) where TValue : struct => Values(selector).Max();

    /// <inheritdoc cref="Max{TValue}(Func{T, TValue})"/>
    public TValue? Max<TValue>(Func<T, TValue?> selector) where TValue : struct => Source.Select(selector).Max();

    /// <summary>The greatest text by code point; null when there is none.</summary>
    public string? Max(Func<T, string?> selector) => Texts(selector).Max(ValueOrder<string>.Instance);

    /// <summary>The texts that are not null, in an order, with a separator between them; empty when there are none.</summary>
    /// <param name="separator">What stands between two; a constant.</param>
    /// <param name="selector">The text of a row.</param>
    /// <param name="orderBy">What the rows are ordered by: null first, text by code point. Let it be unique, or rows that tie come in any order.</param>
    public string StringJoin<TOrder>(string separator, Func<T, string?> selector, Func<T, TOrder> orderBy) =>
        string.Join(separator, Source.OrderBy(orderBy, ValueOrder<TOrder>.Instance).Select(selector).OfType<string>());

    /// <summary>The values of the rows in an order, null among them; an empty array when there are none.</summary>
    /// <param name="selector">The value of a row.</param>
    /// <param name="orderBy">What the rows are ordered by: null first, text by code point. Let it be unique, or rows that tie come in any order.</param>
    public TValue[] ToArray<TValue, TOrder>(Func<T, TValue> selector, Func<T, TOrder> orderBy) =>
        [.. Source.OrderBy(orderBy, ValueOrder<TOrder>.Instance).Select(selector)];

    IEnumerable<TValue?> Values<TValue>(Func<T, TValue> selector) where TValue : struct => Source.Select(row => (TValue?)selector(row));

    IEnumerable<string> Texts(Func<T, string?> selector) => Source.Select(selector).OfType<string>();
}
