namespace Quern;

/// <summary>A query whose rows have an order, which later keys refine where earlier ones tie.</summary>
/// <typeparam name="T">The row.</typeparam>
public sealed class OrderedQuery<T> : Query<T>
{
    readonly IOrderedEnumerable<T> ordered;

    internal OrderedQuery(IOrderedEnumerable<T> ordered) : base(ordered) => this.ordered = ordered;

    /// <summary>The first row of each key, in this order. Where the order leaves ties, which of the tied rows is first is not said.</summary>
    public Query<T> DistinctBy<TKey>(Func<T, TKey> key) => new(Source.DistinctBy(key));

    /// <summary>A value of the first row; null when there is none. Where the order leaves ties, which of the tied rows is first is not said.</summary>
    public TValue? First<TValue>(Func<T, TValue> selector) where TValue : struct => ordered.Select(row => (TValue?)selector(row)).FirstOrDefault();

    /// <inheritdoc cref="First{TValue}(Func{T, TValue})"/>
    public TValue? First<TValue>(Func<T, TValue?> selector) where TValue : struct => ordered.Select(selector).FirstOrDefault();

    /// <inheritdoc cref="First{TValue}(Func{T, TValue})"/>
    public string? First(Func<T, string?> selector) => ordered.Select(selector).FirstOrDefault();

    /// <summary>A value of the last row; null when there is none. Where the order leaves ties, which of the tied rows is last is not said.</summary>
    public TValue? Last<TValue>(Func<T, TValue> selector) where TValue : struct => ordered.Select(row => (TValue?)selector(row)).LastOrDefault();

    /// <inheritdoc cref="Last{TValue}(Func{T, TValue})"/>
    public TValue? Last<TValue>(Func<T, TValue?> selector) where TValue : struct => ordered.Select(selector).LastOrDefault();

    /// <inheritdoc cref="Last{TValue}(Func{T, TValue})"/>
    public string? Last(Func<T, string?> selector) => ordered.Select(selector).LastOrDefault();

    /// <summary>Orders rows that tie by another key: null first, text by code point.</summary>
    public OrderedQuery<T> ThenBy<TKey>(Func<T, TKey> key) => new(ordered.ThenBy(key, ValueOrder<TKey>.Instance));

    /// <summary>Orders rows that tie by another key in reverse: null last, text by code point.</summary>
    public OrderedQuery<T> ThenByDescending<TKey>(Func<T, TKey> key) => new(ordered.ThenByDescending(key, ValueOrder<TKey>.Instance));
}
