namespace Quern;

/// <summary>
/// Makes queries of rows that no relation holds: lists of constants and ranges of numbers and times in a model's <c>Define</c>,
/// and rows in memory over which a <c>Define</c> runs in a unit test or under a debugger.
/// </summary>
public static partial class Query
{
    /// <summary>A query over these rows. In a model they are written one by one, each with the same members: a list of VALUES.</summary>
    /// <example><c>Query.Of(new { Code = "EUR", Digits = 2 }, new { Code = "JPY", Digits = 0 })</c></example>
    /// <typeparam name="T">The row.</typeparam>
    /// <param name="rows">A collection, or the rows one by one; none for an empty query. Read each time the query is.</param>
    public static Query<T> Of<T>(params IEnumerable<T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(rows);
    }
}
