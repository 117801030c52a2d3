namespace Quern;

/// <summary>The rows of a group, of which there is at least one, in an order that later keys refine where earlier ones tie.</summary>
/// <remarks>Where the order leaves ties, which of the tied rows comes first is not said: let the last key be unique.</remarks>
/// <typeparam name="T">The row.</typeparam>
public sealed class OrderedGrouping<T>
{
    readonly IOrderedEnumerable<T> rows;

    internal OrderedGrouping(IOrderedEnumerable<T> rows) => this.rows = rows;

    /// <summary>Orders rows that tie by another key: null first, text by code point.</summary>
    public OrderedGrouping<T> ThenBy<TKey>(Func<T, TKey> key) => new(rows.ThenBy(key, ValueOrder<TKey>.Instance));

    /// <summary>Orders rows that tie by another key in reverse: null last, text by code point.</summary>
    public OrderedGrouping<T> ThenByDescending<TKey>(Func<T, TKey> key) => new(rows.ThenByDescending(key, ValueOrder<TKey>.Instance));

    /// <summary>A value of the first row.</summary>
    public TValue First<TValue>(Func<T, TValue> selector) => selector(rows.First());

    /// <summary>A value of the last row.</summary>
    public TValue Last<TValue>(Func<T, TValue> selector) => selector(rows.Last());
}
