namespace Quern;

/// <summary>The values of keys that may be totals.</summary>
public static class SubtotalKeys
{
    /// <summary>The value that the group's rows share; null for a total, and where the value is null.</summary>
    public static T? OrNull<T>(this SubtotalKey<T> key) where T : struct => key.IsTotal ? null : key.Value;

    /// <inheritdoc cref="OrNull{T}(SubtotalKey{T})"/>
    public static T? OrNull<T>(this SubtotalKey<T?> key) where T : struct => key.ValueOrDefault;

    /// <inheritdoc cref="OrNull{T}(SubtotalKey{T})"/>
    public static string? OrNull(this SubtotalKey<string> key) => key.ValueOrDefault;
}
