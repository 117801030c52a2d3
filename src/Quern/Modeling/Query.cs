namespace Quern;

/// <summary>Makes queries over rows in memory: how a model's <c>Define</c> runs in a unit test or under a debugger.</summary>
public static class Query
{
    /// <summary>A query over these rows, in this order.</summary>
    /// <typeparam name="T">The row.</typeparam>
    /// <param name="rows">A collection, or the rows one by one; none for an empty query. Read each time the query is.</param>
    public static Query<T> Of<T>(params IEnumerable<T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(rows);
    }
}
