namespace Quern;

/// <summary>
/// Rows of a source, of a model, or of what LINQ makes of them. The compiler reads a model's <c>Define</c> and emits SQL that
/// gives the same rows; the methods here run it over lists in memory.
/// </summary>
/// <remarks>
/// It is no <see cref="IEnumerable{T}"/>: a LINQ method that has no SQL is then not there, rather than wrong.
/// Nothing runs before rows are asked for. The order of rows is undefined but after an ordering.
/// </remarks>
/// <typeparam name="T">The row.</typeparam>
public partial class Query<T>
{
    internal Query(IEnumerable<T> source) => Source = source;

    internal IEnumerable<T> Source { get; }

    /// <summary>The rows that satisfy a condition.</summary>
    public Query<T> Where(Func<T, bool> predicate) => new(Source.Where(predicate));

    /// <summary>One result for each row.</summary>
    public Query<TResult> Select<TResult>(Func<T, TResult> selector) => new(Source.Select(selector));

    /// <summary>All rows of the query that each row gives.</summary>
    public Query<TChild> SelectMany<TChild>(Func<T, Query<TChild>> children)
    {
        ArgumentNullException.ThrowIfNull(children);
        return new(Source.SelectMany(row => children(row).Source));
    }

    /// <summary>One result for each row together with each row of the query that it gives.</summary>
    public Query<TResult> SelectMany<TChild, TResult>(Func<T, Query<TChild>> children, Func<T, TChild, TResult> result)
    {
        ArgumentNullException.ThrowIfNull(children);
        return new(Source.SelectMany(row => children(row).Source, result));
    }

    /// <summary>The elements of the array that each row gives.</summary>
    public Query<TElement> SelectMany<TElement>(Func<T, IEnumerable<TElement>> elements) => new(Source.SelectMany(elements));

    /// <summary>One result for each row together with each element of the array that it gives.</summary>
    /// <param name="elements">An array, or what <c>Where</c>, <c>Select</c>, <c>Index</c> and <c>DefaultIfEmpty</c> make of one.</param>
    /// <param name="result">Makes the result.</param>
    public Query<TResult> SelectMany<TElement, TResult>(Func<T, IEnumerable<TElement>> elements, Func<T, TElement, TResult> result) =>
        new(Source.SelectMany(elements, result));

    /// <summary>The rows grouped by a key. Keys are equal as C# has it, so null is a key of its own.</summary>
    public Query<Grouping<TKey, T>> GroupBy<TKey>(Func<T, TKey> key) => GroupBy(key, row => row);

    /// <summary>An element of each row, grouped by the row's key.</summary>
    public Query<Grouping<TKey, TElement>> GroupBy<TKey, TElement>(Func<T, TKey> key, Func<T, TElement> element) =>
        new(Source.GroupBy(key, element).Select(group => new Grouping<TKey, TElement>(group.Key, [.. group])));

    /// <summary>One result for each group of rows that share a key.</summary>
    public Query<TResult> GroupBy<TKey, TResult>(Func<T, TKey> key, Func<TKey, Grouping<TKey, T>, TResult> result) =>
        GroupBy(key).Select(group => result(group.Key, group));

    /// <summary>One result for each row, which sees the others: SQL's window functions.</summary>
    /// <param name="result">Makes the result of a row and the rows that it is among.</param>
    /// <example><c>orders.Over((o, all) => new { o.Id, Number = all.PartitionBy(x => x.CustomerId).OrderBy(x => x.At).RowNumber() })</c></example>
    public Query<TResult> Over<TResult>(Func<T, Window<T>, TResult> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(Results());

        IEnumerable<TResult> Results()
        {
            List<WindowRow<T>> rows = [.. Source.Select((row, i) => new WindowRow<T>(row, i))];
            return rows.Select(row => result(row.Row, new(rows, row.Index)));
        }
    }

    /// <summary>The rows in the order of a key: null first, text by code point.</summary>
    public OrderedQuery<T> OrderBy<TKey>(Func<T, TKey> key) => new(Source.OrderBy(key, ValueOrder<TKey>.Instance));

    /// <summary>The rows in the reverse order of a key: null last, text by code point.</summary>
    public OrderedQuery<T> OrderByDescending<TKey>(Func<T, TKey> key) => new(Source.OrderByDescending(key, ValueOrder<TKey>.Instance));

    /// <summary>The first rows.</summary>
    /// <param name="count">How many at most; none when it is negative.</param>
    public Query<T> Take(long count) => new(First(count));

    /// <summary>The rows but the first ones.</summary>
    /// <param name="count">How many to leave out; none when it is negative.</param>
    public Query<T> Skip(long count) => new(AllButFirst(count));

    /// <summary>Each row once.</summary>
    public Query<T> Distinct() => new(Source.Distinct());

    /// <summary>The rows of both queries.</summary>
    public Query<T> Concat(Query<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Source.Concat(other.Source));
    }

    /// <summary>The rows of both queries, each once.</summary>
    public Query<T> Union(Query<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Source.Union(other.Source));
    }

    /// <summary>The rows that both queries have, each once.</summary>
    public Query<T> Intersect(Query<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Source.Intersect(other.Source));
    }

    /// <summary>The rows that the other query has not, each once.</summary>
    public Query<T> Except(Query<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Source.Except(other.Source));
    }

    /// <summary>Whether a value is among the rows.</summary>
    public bool Contains(T value) => Source.Contains(value);

    /// <summary>Whether there is any row.</summary>
    public bool Any() => Source.Any();

    /// <summary>Whether any row satisfies a condition.</summary>
    public bool Any(Func<T, bool> predicate) => Source.Any(predicate);

    /// <summary>The rows, read now.</summary>
    public IReadOnlyList<T> ToList() => [.. Source];

    /// <summary>Lets <c>foreach</c> and a spread read the rows.</summary>
    public IEnumerator<T> GetEnumerator() => Source.GetEnumerator();

    // Enumerable.Take and Skip count in int.
    IEnumerable<T> First(long count)
    {
        if (count <= 0)
            yield break;
        foreach (var row in Source)
        {
            yield return row;
            if (--count == 0)
                yield break;
        }
    }

    IEnumerable<T> AllButFirst(long count)
    {
        foreach (var row in Source)
            if (count > 0)
                count--;
            else
                yield return row;
    }
}
