namespace Quern;

/// <summary>The rows of a query that share a key; never empty. Aggregates skip nulls, as SQL's do.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="T">The row.</typeparam>
public sealed partial class Grouping<TKey, T>
{
    readonly IReadOnlyList<T> rows;

    internal Grouping(TKey key, IReadOnlyList<T> rows) => (Key, this.rows) = (key, rows);

    /// <summary>What the rows share.</summary>
    public TKey Key { get; }

    /// <summary>The rows of the group that satisfy a condition, which may be none: <c>g.Where(x => x.IsPaid).Sum(x => x.Total)</c>.</summary>
    public Query<T> Where(Func<T, bool> predicate) => new(rows.Where(predicate));

    /// <summary>The values of a group of values, each once, to be aggregated.</summary>
    public Query<T> Distinct() => new(rows.Distinct());

    /// <summary>A value of each row of the group, to be aggregated, each once where <see cref="Query{T}.Distinct"/> follows.</summary>
    /// <example><c>g.Select(o => o.Discount).Distinct().Sum(discount => discount)</c></example>
    public Query<TValue> Select<TValue>(Func<T, TValue> selector) => new(rows.Select(selector));

    /// <summary>The rows of the group in an order, to ask for a value of the first or last one: null first, text by code point.</summary>
    /// <example><c>g.OrderBy(o => o.CreatedAt).Last(o => o.Status)</c></example>
    public OrderedGrouping<T> OrderBy<TOrder>(Func<T, TOrder> key) => new(rows.OrderBy(key, ValueOrder<TOrder>.Instance));

    /// <summary>The rows of the group in the opposite order: null last.</summary>
    public OrderedGrouping<T> OrderByDescending<TOrder>(Func<T, TOrder> key) => new(rows.OrderByDescending(key, ValueOrder<TOrder>.Instance));

    /// <summary>The number of rows.</summary>
    public long Count() => rows.Count;

    /// <summary>The number of rows that satisfy a condition.</summary>
    public long Count(Func<T, bool> predicate) => rows.LongCount(predicate);

    /// <summary>The number of different values; null is not counted.</summary>
    public long CountDistinct<TValue>(Func<T, TValue> selector) => NotNull(selector).Distinct().LongCount();

    /// <summary>The least value, text by code point; null when all are.</summary>
    public TValue Min<TValue>(Func<T, TValue> selector) => NotNull(selector).Min(ValueOrder<TValue>.Instance)!;

    /// <summary>The greatest value, text by code point; null when all are.</summary>
    public TValue Max<TValue>(Func<T, TValue> selector) => NotNull(selector).Max(ValueOrder<TValue>.Instance)!;

    /// <summary>Whether any row satisfies a condition.</summary>
    public bool Any(Func<T, bool> predicate) => rows.Any(predicate);

    /// <summary>Whether all rows satisfy a condition.</summary>
    public bool All(Func<T, bool> predicate) => rows.All(predicate);

    /// <summary>The texts that are not null, in an order, with a separator between them; empty when there are none.</summary>
    /// <param name="separator">What stands between two; a constant.</param>
    /// <param name="selector">The text of a row.</param>
    /// <param name="orderBy">What the rows are ordered by: null first, text by code point. Let it be unique, or rows that tie come in any order.</param>
    public string StringJoin<TOrder>(string separator, Func<T, string?> selector, Func<T, TOrder> orderBy) =>
        string.Join(separator, rows.OrderBy(orderBy, ValueOrder<TOrder>.Instance).Select(selector).OfType<string>());

    /// <summary>The values of the rows in an order, null among them; an empty array when there are none.</summary>
    /// <param name="selector">The value of a row.</param>
    /// <param name="orderBy">What the rows are ordered by: null first, text by code point. Let it be unique, or rows that tie come in any order.</param>
    public TValue[] ToArray<TValue, TOrder>(Func<T, TValue> selector, Func<T, TOrder> orderBy) =>
        [.. rows.OrderBy(orderBy, ValueOrder<TOrder>.Instance).Select(selector)];

    IEnumerable<TValue> NotNull<TValue>(Func<T, TValue> selector) => rows.Select(selector).Where(value => value is not null);
}
