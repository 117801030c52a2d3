namespace Quern;

public partial class Query<T>
{
    /// <summary>For each of several sets of keys, one result for each combination of their values: SQL's grouping sets. None when there are no rows.</summary>
    /// <example><c>orders.GroupBySets(o => o.Region, o => o.Status, (region, status) => [[region, status], [status], []], (region, status, g) => new Sales { Region = region.OrNull(), Status = status.OrNull(), Total = g.Sum(o => o.Total) })</c></example>
    /// <param name="key1">The first key.</param>
    /// <param name="key2">The second key.</param>
    /// <param name="sets">The sets, each once; an empty one is of all rows. Each key is in some set, and a total in the others.</param>
    /// <param name="result">Makes the result of the keys and the group's rows.</param>
    /// <exception cref="ArgumentException">There is no set, or one is there twice.</exception>
    public Query<TResult> GroupBySets<TKey1, TKey2, TResult>(
        Func<T, TKey1> key1, Func<T, TKey2> key2, Func<GroupingKey, GroupingKey, IReadOnlyList<IReadOnlyList<GroupingKey>>> sets,
        Func<SubtotalKey<TKey1>, SubtotalKey<TKey2>, Grouping<(SubtotalKey<TKey1>, SubtotalKey<TKey2>), T>, TResult> result)
    {
        ArgumentNullException.ThrowIfNull(sets);
        return Subtotals(Sets(sets(new(1), new(2))), key1, key2, result);
    }

    /// <summary>As with two keys: for each of several sets of three keys, one result for each combination of their values.</summary>
    /// <param name="key1">The first key.</param>
    /// <param name="key2">The second key.</param>
    /// <param name="key3">The third key.</param>
    /// <param name="sets">The sets, each once; an empty one is of all rows. Each key is in some set, and a total in the others.</param>
    /// <param name="result">Makes the result of the keys and the group's rows.</param>
    /// <exception cref="ArgumentException">There is no set, or one is there twice.</exception>
    public Query<TResult> GroupBySets<TKey1, TKey2, TKey3, TResult>(
        Func<T, TKey1> key1, Func<T, TKey2> key2, Func<T, TKey3> key3, Func<GroupingKey, GroupingKey, GroupingKey, IReadOnlyList<IReadOnlyList<GroupingKey>>> sets,
        Func<SubtotalKey<TKey1>, SubtotalKey<TKey2>, SubtotalKey<TKey3>, Grouping<(SubtotalKey<TKey1>, SubtotalKey<TKey2>, SubtotalKey<TKey3>), T>, TResult> result)
    {
        ArgumentNullException.ThrowIfNull(sets);
        return Subtotals(Sets(sets(new(1), new(2), new(4))), key1, key2, key3, result);
    }

    static int[] Sets(IReadOnlyList<IReadOnlyList<GroupingKey>> sets)
    {
        int[] bits = [.. sets.Select(set => set.Aggregate(0, (all, key) => all | key.Bit))];
        return bits.Length > 0 && bits.Distinct().Count() == bits.Length
            ? bits
            : throw new ArgumentException("Grouping sets are at least one, and each of them is there once.", nameof(sets));
    }
}
