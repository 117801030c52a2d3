namespace Quern;

public partial class Query<T>
{
    /// <summary>
    /// One result for each row that the other query has a row for: of those with its key, the last one at or before its time.
    /// A null key or time matches nothing.
    /// </summary>
    /// <param name="inner">The rows to look up, such as prices; which one is taken of several with one key and time is not said.</param>
    /// <param name="outerKey">The key of a row.</param>
    /// <param name="innerKey">The key of a row to look up.</param>
    /// <param name="outerTime">The time of a row: a number, a date or a time.</param>
    /// <param name="innerTime">From when on a row to look up holds.</param>
    /// <param name="result">Makes the result.</param>
    public Query<TResult> AsOfJoin<TInner, TKey, TTime, TResult>(
        Query<TInner> inner, Func<T, TKey> outerKey, Func<TInner, TKey> innerKey, Func<T, TTime> outerTime, Func<TInner, TTime> innerTime, Func<T, TInner, TResult> result)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(result);
        return new(AsOf(inner, outerKey, innerKey, outerTime, innerTime).SelectMany(found => found.Match.Select(match => result(found.Row, match))));
    }

    /// <summary>As <see cref="AsOfJoin"/>, and one result for each row that the other query has none for, with null in its place.</summary>
    /// <inheritdoc cref="AsOfJoin" path="/param"/>
    public Query<TResult> AsOfLeftJoin<TInner, TKey, TTime, TResult>(
        Query<TInner> inner, Func<T, TKey> outerKey, Func<TInner, TKey> innerKey, Func<T, TTime> outerTime, Func<TInner, TTime> innerTime, Func<T, TInner?, TResult> result)
        where TInner : class
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(result);
        return new(AsOf(inner, outerKey, innerKey, outerTime, innerTime).Select(found => result(found.Row, found.Match.FirstOrDefault())));
    }

    // The match is the last row, or there is none.
    IEnumerable<(T Row, IEnumerable<TInner> Match)> AsOf<TInner, TKey, TTime>(
        Query<TInner> inner, Func<T, TKey> outerKey, Func<TInner, TKey> innerKey, Func<T, TTime> outerTime, Func<TInner, TTime> innerTime)
    {
        ArgumentNullException.ThrowIfNull(outerTime);
        ArgumentNullException.ThrowIfNull(innerTime);
        return Source.GroupJoin(inner.Source, outerKey, innerKey, (row, rows) => (row, rows
            .Where(other => innerTime(other) is { } start && outerTime(row) is { } time && Comparer<TTime>.Default.Compare(start, time) <= 0)
            .OrderBy(innerTime).TakeLast(1)));
    }
}
