namespace Quern;

// Joins follow Enumerable's: a null key matches nothing, while a composite key that holds a null does match its equal.
public partial class Query<T>
{
    /// <summary>One result for each pair of rows with equal keys. A null key matches nothing.</summary>
    public Query<TResult> Join<TInner, TKey, TResult>(
        Query<TInner> inner, Func<T, TKey> outerKey, Func<TInner, TKey> innerKey, Func<T, TInner, TResult> result)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return new(Source.Join(inner.Source, outerKey, innerKey, result));
    }

    /// <summary>One result for each pair of rows with equal keys, and one for each row without a match, with null in its place.</summary>
    public Query<TResult> LeftJoin<TInner, TKey, TResult>(
        Query<TInner> inner, Func<T, TKey> outerKey, Func<TInner, TKey> innerKey, Func<T, TInner?, TResult> result)
        // Without it the default of a number would stand where SQL has null.
        where TInner : class
    {
        ArgumentNullException.ThrowIfNull(inner);
        return new(Source.LeftJoin(inner.Source, outerKey, innerKey, result));
    }

    /// <summary>One result for each pair of rows with equal keys, and one for each row of the other query without a match, with null in its place.</summary>
    /// <exception cref="InvalidOperationException">The rows are values: a default such as 0 would stand where SQL has null.</exception>
    public Query<TResult> RightJoin<TInner, TKey, TResult>(
        Query<TInner> inner, Func<T, TKey> outerKey, Func<TInner, TKey> innerKey, Func<T?, TInner, TResult> result)
    {
        ArgumentNullException.ThrowIfNull(inner);
        RequireNullable("RightJoin");
        return new(Source.RightJoin(inner.Source, outerKey, innerKey, result));
    }

    /// <summary>One result for each pair of rows with equal keys, and one for each row of either query without a match, with null in the other's place.</summary>
    /// <exception cref="InvalidOperationException">The rows are values: a default such as 0 would stand where SQL has null.</exception>
    public Query<TResult> FullJoin<TInner, TKey, TResult>(
        Query<TInner> inner, Func<T, TKey> outerKey, Func<TInner, TKey> innerKey, Func<T?, TInner?, TResult> result)
        where TInner : class
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(result);
        RequireNullable("FullJoin");
        return new(Source.LeftJoin(inner.Source, outerKey, innerKey, result).Concat(
            inner.Source.GroupJoin(Source, innerKey, outerKey, (row, matches) => (Row: row, HasMatch: matches.Any())).Where(m => !m.HasMatch).Select(m => result(default, m.Row))));
    }

    /// <summary>One result for each row together with all rows of the other query that have its key: <c>join … into …</c>.</summary>
    public Query<TResult> GroupJoin<TInner, TKey, TResult>(
        Query<TInner> inner, Func<T, TKey> outerKey, Func<TInner, TKey> innerKey, Func<T, Query<TInner>, TResult> result)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(result);
        return new(Source.GroupJoin(inner.Source, outerKey, innerKey, (row, matches) => result(row, new(matches))));
    }

    /// <summary>The rows, or a single null when there are none: makes <c>join … into …</c> a left join.</summary>
    /// <exception cref="InvalidOperationException">The rows are values: a default such as 0 would stand where SQL has null.</exception>
    public Query<T?> DefaultIfEmpty()
    {
        RequireNullable("DefaultIfEmpty");
        return new(Source.DefaultIfEmpty());
    }

    static void RequireNullable(string method)
    {
        if (default(T) is not null)
            throw new InvalidOperationException(
                $"{method} needs rows that can be null, and {typeof(T).Name} can't. Select a record or an anonymous object before it.");
    }
}
