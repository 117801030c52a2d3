namespace Quern;

public partial class Query<T>
{
    /// <summary>One result for each value of a key, and one for all rows. None when there are no rows.</summary>
    public Query<TResult> GroupByRollup<TKey, TResult>(Func<T, TKey> key, Func<SubtotalKey<TKey>, Grouping<SubtotalKey<TKey>, T>, TResult> result)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(result);
        return new(Groups([1, 0], (row, set) => Key(key, row, set, 1)).Select(g => result(g.Key, g)));
    }

    /// <summary>One result for each pair of keys, one for each first key over all second ones, and one for all rows. None when there are no rows.</summary>
    /// <example><c>orders.GroupByRollup(o => o.Region, o => o.City, (region, city, g) => new Sales { Region = region.OrNull(), City = city.OrNull(), IsRegion = city.IsTotal, Total = g.Sum(o => o.Total) })</c></example>
    public Query<TResult> GroupByRollup<TKey1, TKey2, TResult>(
        Func<T, TKey1> key1, Func<T, TKey2> key2, Func<SubtotalKey<TKey1>, SubtotalKey<TKey2>, Grouping<(SubtotalKey<TKey1>, SubtotalKey<TKey2>), T>, TResult> result) =>
        Subtotals([3, 1, 0], key1, key2, result);

    /// <summary>As with two keys: one level of results for all three keys, for the first two, for the first, and one result for all rows.</summary>
    public Query<TResult> GroupByRollup<TKey1, TKey2, TKey3, TResult>(
        Func<T, TKey1> key1, Func<T, TKey2> key2, Func<T, TKey3> key3,
        Func<SubtotalKey<TKey1>, SubtotalKey<TKey2>, SubtotalKey<TKey3>, Grouping<(SubtotalKey<TKey1>, SubtotalKey<TKey2>, SubtotalKey<TKey3>), T>, TResult> result) =>
        Subtotals([7, 3, 1, 0], key1, key2, key3, result);

    /// <summary>One result for each pair of keys, one for each key of either kind over all of the other, and one for all rows. None when there are no rows.</summary>
    public Query<TResult> GroupByCube<TKey1, TKey2, TResult>(
        Func<T, TKey1> key1, Func<T, TKey2> key2, Func<SubtotalKey<TKey1>, SubtotalKey<TKey2>, Grouping<(SubtotalKey<TKey1>, SubtotalKey<TKey2>), T>, TResult> result) =>
        Subtotals([0, 1, 2, 3], key1, key2, result);

    /// <summary>As with two keys: one result for each combination of values of every subset of three keys.</summary>
    public Query<TResult> GroupByCube<TKey1, TKey2, TKey3, TResult>(
        Func<T, TKey1> key1, Func<T, TKey2> key2, Func<T, TKey3> key3,
        Func<SubtotalKey<TKey1>, SubtotalKey<TKey2>, SubtotalKey<TKey3>, Grouping<(SubtotalKey<TKey1>, SubtotalKey<TKey2>, SubtotalKey<TKey3>), T>, TResult> result) =>
        Subtotals([0, 1, 2, 3, 4, 5, 6, 7], key1, key2, key3, result);

    Query<TResult> Subtotals<TKey1, TKey2, TResult>(
        int[] sets, Func<T, TKey1> key1, Func<T, TKey2> key2, Func<SubtotalKey<TKey1>, SubtotalKey<TKey2>, Grouping<(SubtotalKey<TKey1>, SubtotalKey<TKey2>), T>, TResult> result)
    {
        ArgumentNullException.ThrowIfNull(key1);
        ArgumentNullException.ThrowIfNull(key2);
        ArgumentNullException.ThrowIfNull(result);
        return new(Groups(sets, (row, set) => (Key(key1, row, set, 1), Key(key2, row, set, 2))).Select(g => result(g.Key.Item1, g.Key.Item2, g)));
    }

    Query<TResult> Subtotals<TKey1, TKey2, TKey3, TResult>(
        int[] sets, Func<T, TKey1> key1, Func<T, TKey2> key2, Func<T, TKey3> key3,
        Func<SubtotalKey<TKey1>, SubtotalKey<TKey2>, SubtotalKey<TKey3>, Grouping<(SubtotalKey<TKey1>, SubtotalKey<TKey2>, SubtotalKey<TKey3>), T>, TResult> result)
    {
        ArgumentNullException.ThrowIfNull(key1);
        ArgumentNullException.ThrowIfNull(key2);
        ArgumentNullException.ThrowIfNull(key3);
        ArgumentNullException.ThrowIfNull(result);
        return new(Groups(sets, (row, set) => (Key(key1, row, set, 1), Key(key2, row, set, 2), Key(key3, row, set, 4))).Select(g => result(g.Key.Item1, g.Key.Item2, g.Key.Item3, g)));
    }

    // A set has a bit for each key that its groups are by.
    IEnumerable<Grouping<TKey, T>> Groups<TKey>(int[] sets, Func<T, int, TKey> key) =>
        sets.SelectMany(set => Source.GroupBy(row => key(row, set)).Select(group => new Grouping<TKey, T>(group.Key, [.. group])));

    static SubtotalKey<TKey> Key<TKey>(Func<T, TKey> key, T row, int set, int bit) => (set & bit) != 0 ? new(key(row), false) : new(default!, true);
}
