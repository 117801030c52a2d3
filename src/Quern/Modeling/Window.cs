namespace Quern;

/// <summary>
/// The rows that a row of <see cref="Query{T}.Over{TResult}"/> is seen among: all of them, or those of its partition.
/// Aggregates of it are over all these rows, whatever their order.
/// </summary>
/// <typeparam name="T">The row.</typeparam>
public sealed class Window<T> : Query<T>
{
    readonly IReadOnlyList<WindowRow<T>> rows;
    readonly int current;

    internal Window(IReadOnlyList<WindowRow<T>> rows, int current) : base(rows.Select(r => r.Row)) =>
        (this.rows, this.current) = (rows, current);

    /// <summary>The rows among these that have the key of the row at hand; null is a key of its own.</summary>
    public Window<T> PartitionBy<TKey>(Func<T, TKey> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var mine = key(rows.First(r => r.Index == current).Row);
        return new([.. rows.Where(r => EqualityComparer<TKey>.Default.Equals(key(r.Row), mine))], current);
    }

    /// <summary>These rows in the order of a key: null first, text by code point.</summary>
    public new OrderedWindow<T> OrderBy<TKey>(Func<T, TKey> key) => new(rows, current, [WindowKey<T>.Of(key, isDescending: false)]);

    /// <summary>These rows in the reverse order of a key: null last, text by code point.</summary>
    public new OrderedWindow<T> OrderByDescending<TKey>(Func<T, TKey> key) => new(rows, current, [WindowKey<T>.Of(key, isDescending: true)]);
}
