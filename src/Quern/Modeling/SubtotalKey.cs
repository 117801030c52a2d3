namespace Quern;

/// <summary>A key of <c>GroupByRollup</c> or <c>GroupByCube</c>: a value, or the total over all values.</summary>
/// <typeparam name="T">The key.</typeparam>
public readonly record struct SubtotalKey<T>
{
    readonly T value;

    internal SubtotalKey(T value, bool isTotal) => (this.value, IsTotal) = (value, isTotal);

    /// <summary>Whether the group is not by this key: it holds the rows of all its values.</summary>
    public bool IsTotal { get; }

    /// <summary>The value that the group's rows share; <see cref="SubtotalKeys"/> gives null in place of a total.</summary>
    /// <exception cref="InvalidOperationException">It is a total, which has none.</exception>
    public T Value => IsTotal ? throw new InvalidOperationException("A total has no value; ask IsTotal before, or use OrNull.") : value;

    internal T ValueOrDefault => value;
}
