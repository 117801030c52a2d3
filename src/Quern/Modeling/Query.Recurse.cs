namespace Quern;

public static partial class Query
{
    /// <summary>
    /// The rows of a hierarchy: those of <paramref name="seed"/>, those that <paramref name="step"/> makes of them, those that it
    /// makes of these, and so on until it makes none.
    /// </summary>
    /// <example>
    /// <code>
    /// Query.Recurse(
    ///     seed: employees.Where(e => e.ManagerId == null).Select(e => new { e.Id, Depth = 0 }),
    ///     step: above => from a in above join e in employees on a.Id equals e.ManagerId select new { e.Id, Depth = a.Depth + 1 })
    /// </code>
    /// </example>
    /// <remarks>A row that is reached in two ways is there twice.</remarks>
    /// <typeparam name="T">The row.</typeparam>
    /// <param name="seed">The first rows.</param>
    /// <param name="step">Takes the rows that the step before gave, and they alone, and gives those that follow. In a model it filters, joins and selects them.</param>
    /// <param name="maxDepth">How many steps may give rows; constant, 1 or more. One more fails: then rows lead in a circle, or the hierarchy is deeper.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxDepth"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">When rows are read: they are deeper than <paramref name="maxDepth"/>.</exception>
    public static Query<T> Recurse<T>(Query<T> seed, Func<Query<T>, Query<T>> step, int maxDepth = 100)
    {
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDepth, 1);
        return new(Levels().SelectMany(level => level));

        IEnumerable<IReadOnlyList<T>> Levels()
        {
            var level = seed.ToList();
            for (var depth = 0; level.Count > 0; depth++)
            {
                if (depth > maxDepth)
                    throw new InvalidOperationException($"The recursion still gives rows after {maxDepth} steps: they lead in a circle, or maxDepth is too small.");
                yield return level;
                level = step(new(level)).ToList();
            }
        }
    }
}
