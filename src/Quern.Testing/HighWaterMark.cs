using Quern.Registry;

namespace Quern.Testing;

/// <summary>The greatest cursor that earlier runs have seen. Made from an integer, a date, or a date and time.</summary>
public readonly struct HighWaterMark : IEquatable<HighWaterMark>
{
    readonly object? value;

    HighWaterMark(object value) => this.value = value;

    /// <summary>A mark of an integer cursor.</summary>
    public static implicit operator HighWaterMark(long value) => new(value);

    /// <summary>A mark of a date cursor.</summary>
    public static implicit operator HighWaterMark(DateOnly value) => new(value);

    /// <summary>A mark of a cursor without a time zone.</summary>
    public static implicit operator HighWaterMark(DateTime value) => new(value);

    /// <summary>A mark of a cursor of instants.</summary>
    public static implicit operator HighWaterMark(DateTimeOffset value) => new(value);

    /// <summary>A mark from a value whose type is an integer's, a date's, or a date and time's.</summary>
    /// <exception cref="ArgumentException">The type is another one.</exception>
    public static HighWaterMark From(object value) => value switch
    {
        HighWaterMark mark => mark,
        short or int or long => new(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        DateOnly or DateTime or DateTimeOffset => new(value),
        _ => throw new ArgumentException($"A high-water mark can't be a {value?.GetType().Name ?? "null"}: use an integer, a date, or a date and time.", nameof(value)),
    };

    /// <inheritdoc/>
    public bool Equals(HighWaterMark other) => Equals(value, other.value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is HighWaterMark other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value?.GetHashCode() ?? 0;

    /// <summary>Whether two marks are equal.</summary>
    public static bool operator ==(HighWaterMark left, HighWaterMark right) => left.Equals(right);

    /// <summary>Whether two marks differ.</summary>
    public static bool operator !=(HighWaterMark left, HighWaterMark right) => !left.Equals(right);

    /// <summary>The least value of a cursor that a run reads, both where it has a mark and where it has none.</summary>
    internal static object LowerBound(CursorDefinition cursor, HighWaterMark? mark, TimeSpan lookback) => (cursor.Type.Kind, mark?.value) switch
    {
        (ColumnKind.Int16, null) => short.MinValue,
        (ColumnKind.Int32, null) => int.MinValue,
        (ColumnKind.Int64, null) => long.MinValue,
        (ColumnKind.Date, null) => DateOnly.MinValue,
        (ColumnKind.Timestamp, null) => DateTime.MinValue,
        (ColumnKind.TimestampTz, null) => DateTimeOffset.MinValue,
        (ColumnKind.Int16, long integer) => checked((short)integer),
        (ColumnKind.Int32, long integer) => checked((int)integer),
        (ColumnKind.Int64, long integer) => integer,
        (ColumnKind.Date, DateOnly date) => date.AddDays(-Math.Min(date.DayNumber, (int)Math.Ceiling(lookback.TotalDays))),
        (ColumnKind.Timestamp, DateTime time) => time.AddTicks(-Math.Min(time.Ticks, lookback.Ticks)),
        (ColumnKind.TimestampTz, DateTimeOffset time) => time.ToUniversalTime().AddTicks(-Math.Min(time.UtcTicks, lookback.Ticks)),
        (var kind, var value) => throw new InvalidOperationException(
            $"The cursor {cursor.Column} of {cursor.InputId} is a {kind.ToString().ToLowerInvariant()}, and its high-water mark is a {value?.GetType().Name ?? "null"}. Give Since a value of the cursor's type."),
    };
}
