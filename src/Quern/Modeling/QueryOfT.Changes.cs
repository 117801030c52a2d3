namespace Quern;

public partial class Query<T>
{
    /// <summary>
    /// On an incremental run, only the rows that changed since the model last read them; all rows on a full run, and in memory.
    /// </summary>
    /// <typeparam name="TCursor">An integer, a date, or a date and time.</typeparam>
    /// <param name="cursor">A column of an input that grows whenever a row changes. Its greatest value seen is the high-water mark.</param>
    /// <param name="lookback">How far before the high-water mark to re-read, for rows that became visible late: <c>5m</c>, <c>2h</c>, <c>1d</c>. Null for what the input's extraction re-reads.</param>
    public Query<T> ChangedSince<TCursor>(Func<T, TCursor> cursor, string? lookback = null)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        _ = lookback;
        return this;
    }

    /// <summary>
    /// After <see cref="ChangedSince"/>: a row also counts as changed when a row of another input with the same key did.
    /// No effect on a full run, and in memory.
    /// </summary>
    /// <typeparam name="TInput">The other input's row.</typeparam>
    /// <typeparam name="TKey">What connects the two.</typeparam>
    /// <typeparam name="TCursor">An integer, a date, or a date and time.</typeparam>
    /// <param name="input">The other input: a parameter of <c>Define</c>.</param>
    /// <param name="key">The key of a row.</param>
    /// <param name="inputKey">The same key, of the other input.</param>
    /// <param name="cursor">The other input's column that grows whenever a row changes.</param>
    /// <param name="lookback">How far before the high-water mark to re-read: <c>5m</c>, <c>2h</c>, <c>1d</c>. Null for what the input's extraction re-reads.</param>
    public Query<T> OrWhenChanged<TInput, TKey, TCursor>(
        Query<TInput> input, Func<T, TKey> key, Func<TInput, TKey> inputKey, Func<TInput, TCursor> cursor, string? lookback = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(inputKey);
        ArgumentNullException.ThrowIfNull(cursor);
        _ = lookback;
        return this;
    }
}
