namespace Quern;

/// <summary>Some rows around a row, in order. There may be none. Aggregates are over these rows.</summary>
/// <typeparam name="T">The row.</typeparam>
public sealed class WindowFrame<T> : Query<T>
{
    readonly IReadOnlyList<T> rows;

    internal WindowFrame(IReadOnlyList<T> rows) : base(rows) => this.rows = rows;

    /// <summary>A value of the first row; null when there is none.</summary>
    public TValue? First<TValue>(Func<T, TValue> selector) where TValue : struct => rows.Count > 0 ? selector(rows[0]) : null;

    /// <inheritdoc cref="First{TValue}(Func{T, TValue})"/>
    public TValue? First<TValue>(Func<T, TValue?> selector) where TValue : struct => rows.Count > 0 ? selector(rows[0]) : null;

    /// <inheritdoc cref="First{TValue}(Func{T, TValue})"/>
    public string? First(Func<T, string?> selector) => rows.Count > 0 ? selector(rows[0]) : null;

    /// <summary>A value of the last row; null when there is none.</summary>
    public TValue? Last<TValue>(Func<T, TValue> selector) where TValue : struct => rows.Count > 0 ? selector(rows[^1]) : null;

    /// <inheritdoc cref="Last{TValue}(Func{T, TValue})"/>
    public TValue? Last<TValue>(Func<T, TValue?> selector) where TValue : struct => rows.Count > 0 ? selector(rows[^1]) : null;

    /// <inheritdoc cref="Last{TValue}(Func{T, TValue})"/>
    public string? Last(Func<T, string?> selector) => rows.Count > 0 ? selector(rows[^1]) : null;

    /// <summary>The first value that is not null; null when there is none.</summary>
    public TValue? FirstNotNull<TValue>(Func<T, TValue?> selector) where TValue : struct => rows.Select(selector).FirstOrDefault(value => value is not null);

    /// <inheritdoc cref="FirstNotNull{TValue}(Func{T, TValue?})"/>
    public string? FirstNotNull(Func<T, string?> selector) => rows.Select(selector).FirstOrDefault(value => value is not null);

    /// <summary>The last value that is not null, as in filling gaps forward; null when there is none.</summary>
    public TValue? LastNotNull<TValue>(Func<T, TValue?> selector) where TValue : struct => rows.Select(selector).LastOrDefault(value => value is not null);

    /// <inheritdoc cref="LastNotNull{TValue}(Func{T, TValue?})"/>
    public string? LastNotNull(Func<T, string?> selector) => rows.Select(selector).LastOrDefault(value => value is not null);

    /// <summary>A value of a row by its place, from 1, a constant; null when there is none.</summary>
    public TValue? Nth<TValue>(Func<T, TValue> selector, int place) where TValue : struct => rows.Count >= place ? selector(rows[place - 1]) : null;

    /// <inheritdoc cref="Nth{TValue}(Func{T, TValue}, int)"/>
    public TValue? Nth<TValue>(Func<T, TValue?> selector, int place) where TValue : struct => rows.Count >= place ? selector(rows[place - 1]) : null;

    /// <inheritdoc cref="Nth{TValue}(Func{T, TValue}, int)"/>
    public string? Nth(Func<T, string?> selector, int place) => rows.Count >= place ? selector(rows[place - 1]) : null;
}
