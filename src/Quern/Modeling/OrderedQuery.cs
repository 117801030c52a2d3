namespace Quern;

/// <summary>A query whose rows have an order, which later keys refine where earlier ones tie.</summary>
/// <typeparam name="T">The row.</typeparam>
public sealed class OrderedQuery<T> : Query<T>
{
    readonly IOrderedEnumerable<T> ordered;

    internal OrderedQuery(IOrderedEnumerable<T> ordered) : base(ordered) => this.ordered = ordered;

    /// <summary>The first row of each key, in this order. Where the order leaves ties, which of the tied rows is first is not said.</summary>
    public Query<T> DistinctBy<TKey>(Func<T, TKey> key) => new(Source.DistinctBy(key));

    /// <summary>Orders rows that tie by another key: null first, text by code point.</summary>
    public OrderedQuery<T> ThenBy<TKey>(Func<T, TKey> key) => new(ordered.ThenBy(key, ValueOrder<TKey>.Instance));

    /// <summary>Orders rows that tie by another key in reverse: null last, text by code point.</summary>
    public OrderedQuery<T> ThenByDescending<TKey>(Func<T, TKey> key) => new(ordered.ThenByDescending(key, ValueOrder<TKey>.Instance));
}
