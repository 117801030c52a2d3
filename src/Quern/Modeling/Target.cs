namespace Quern;

/// <summary>Makes a <see cref="Target{T}"/> over rows in memory.</summary>
public static class Target
{
    /// <summary>The target before a model's first run.</summary>
    /// <typeparam name="T">The model.</typeparam>
    public static Target<T> Empty<T>() => new(false, Query.Of<T>());

    /// <summary>A target that holds these rows.</summary>
    /// <typeparam name="T">The model.</typeparam>
    public static Target<T> Of<T>(params IEnumerable<T> rows) => new(true, Query.Of(rows));
}
