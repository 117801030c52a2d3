namespace Quern;

/// <summary>The rows that a row is seen among, in an order.</summary>
/// <remarks>Where the order leaves ties, which of the tied rows comes first is not said: let the last key be unique.</remarks>
/// <typeparam name="T">The row.</typeparam>
public sealed class OrderedWindow<T>
{
    readonly IReadOnlyList<WindowRow<T>> rows;
    readonly int current;
    readonly IReadOnlyList<WindowKey<T>> keys;
    readonly List<WindowRow<T>> ordered;
    readonly int place;

    internal OrderedWindow(IReadOnlyList<WindowRow<T>> rows, int current, IReadOnlyList<WindowKey<T>> keys)
    {
        (this.rows, this.current, this.keys) = (rows, current, keys);
        ordered = [.. rows.Order(Comparer<WindowRow<T>>.Create((x, y) => Compare(x.Row, y.Row) is var order and not 0 ? order : x.Index.CompareTo(y.Index)))];
        place = ordered.FindIndex(r => r.Index == current);
    }

    /// <summary>Orders rows that tie by another key: null first, text by code point.</summary>
    public OrderedWindow<T> ThenBy<TKey>(Func<T, TKey> key) => new(rows, current, [.. keys, WindowKey<T>.Of(key, isDescending: false)]);

    /// <summary>Orders rows that tie by another key in reverse: null last, text by code point.</summary>
    public OrderedWindow<T> ThenByDescending<TKey>(Func<T, TKey> key) => new(rows, current, [.. keys, WindowKey<T>.Of(key, isDescending: true)]);

    /// <summary>The place of the row, from 1.</summary>
    public long RowNumber() => place + 1;

    /// <summary>One more than the rows before it; rows that tie have one rank, and the next rank is left out.</summary>
    public long Rank() => Before() + 1;

    /// <summary>One more than the different ranks before it: none is left out.</summary>
    public long DenseRank() => 1 + ordered.Take(place).Where((r, i) => Compare(r.Row, ordered[i + 1].Row) != 0).LongCount();

    /// <summary>The part of the other rows that come before it, from 0 to 1.</summary>
    public double PercentRank() => ordered.Count == 1 ? 0 : (double)Before() / (ordered.Count - 1);

    /// <summary>The part of the rows that come before it or tie with it, up to 1.</summary>
    public double CumeDist() => (double)ordered.Count(r => Compare(r.Row, ordered[place].Row) <= 0) / ordered.Count;

    /// <summary>The number, from 1, of the row's bucket when the rows are dealt out in order to buckets that differ by at most one row.</summary>
    /// <param name="buckets">How many buckets; a constant of at least 1.</param>
    public long Ntile(int buckets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        var (size, larger) = (ordered.Count / buckets, ordered.Count % buckets);
        var inLarger = larger * (size + 1);
        return place < inLarger ? (place / (size + 1)) + 1 : larger + ((place - inLarger) / size) + 1;
    }

    /// <summary>A value of the row that stands some places before the one at hand; null when there is none.</summary>
    /// <param name="selector">The value.</param>
    /// <param name="offset">How many places; a constant of at least 0.</param>
    public TValue? Lag<TValue>(Func<T, TValue> selector, int offset = 1) where TValue : struct => At(-offset) is { } row ? selector(row.Row) : null;

    /// <inheritdoc cref="Lag{TValue}(Func{T, TValue}, int)"/>
    public TValue? Lag<TValue>(Func<T, TValue?> selector, int offset = 1) where TValue : struct => At(-offset) is { } row ? selector(row.Row) : null;

    /// <inheritdoc cref="Lag{TValue}(Func{T, TValue}, int)"/>
    public string? Lag(Func<T, string?> selector, int offset = 1) => At(-offset) is { } row ? selector(row.Row) : null;

    /// <summary>A value of the row that stands some places after the one at hand; null when there is none.</summary>
    /// <param name="selector">The value.</param>
    /// <param name="offset">How many places; a constant of at least 0.</param>
    public TValue? Lead<TValue>(Func<T, TValue> selector, int offset = 1) where TValue : struct => At(offset) is { } row ? selector(row.Row) : null;

    /// <inheritdoc cref="Lead{TValue}(Func{T, TValue}, int)"/>
    public TValue? Lead<TValue>(Func<T, TValue?> selector, int offset = 1) where TValue : struct => At(offset) is { } row ? selector(row.Row) : null;

    /// <inheritdoc cref="Lead{TValue}(Func{T, TValue}, int)"/>
    public string? Lead(Func<T, string?> selector, int offset = 1) => At(offset) is { } row ? selector(row.Row) : null;

    /// <summary>The rows from the first to the one at hand: for running totals.</summary>
    public WindowFrame<T> RowsUpToHere() => Rows(preceding: null, following: 0);

    /// <summary>The rows around the one at hand, by places.</summary>
    /// <param name="preceding">How many places before it the first one lies; negative for after it; null for the very first. A constant.</param>
    /// <param name="following">How many places after it the last one lies; negative for before it; null for the very last. A constant.</param>
    public WindowFrame<T> Rows(int? preceding, int? following) => new(
        [.. ordered.Where((_, i) => (preceding is null || i >= place - preceding) && (following is null || i <= place + following)).Select(r => r.Row)]);

    /// <summary>The rows around the one at hand, by the order's only key: whole numbers, or days of a date or a date and time.</summary>
    /// <param name="preceding">How far before its key the least one lies; negative for after it; null for no bound. A constant.</param>
    /// <param name="following">How far after its key the greatest one lies; negative for before it; null for no bound. A constant.</param>
    /// <exception cref="InvalidOperationException">There is more than one key, or it is no whole number or time, or may be null.</exception>
    public WindowFrame<T> Range(int? preceding, int? following)
    {
        var distance = keys is [{ Distance: { } only }]
            ? only
            : throw new InvalidOperationException("Range needs an order by one key: a whole number, a date, or a date and time, which is never null.");
        var here = ordered[place].Row;
        return new([.. ordered.Select(r => r.Row).Where(row => (preceding is null || distance(here, row) >= -preceding) && (following is null || distance(here, row) <= following))]);
    }

    int Before() => ordered.Count(r => Compare(r.Row, ordered[place].Row) < 0);

    WindowRow<T>? At(int offset) => place + offset is var at && at >= 0 && at < ordered.Count ? ordered[at] : null;

    int Compare(T x, T y) => keys.Select(key => key.Compare(x, y)).FirstOrDefault(order => order != 0);
}
