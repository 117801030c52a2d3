namespace Quern.Benchmarks.Measuring;

/// <summary>One way of doing what is compared.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="MeasureAsync">Does it once and returns one number for each metric.</param>
sealed record Variant(string Name, Func<Task<IReadOnlyList<double>>> MeasureAsync)
{
    /// <summary>A variant whose metrics are <see cref="Clock.Metrics"/>.</summary>
    public static Variant Timed(string name, Func<Task> run) => new(name, () => Clock.MeasureAsync(run));
}
