namespace Quern.Registry;

/// <summary>The kinds of value that a column can hold, the same on every engine.</summary>
public enum ColumnKind
{
    /// <summary>True or false; C# <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>16-bit integer; C# <see cref="short"/>.</summary>
    Int16,

    /// <summary>32-bit integer; C# <see cref="int"/>.</summary>
    Int32,

    /// <summary>64-bit integer; C# <see cref="long"/>.</summary>
    Int64,

    /// <summary>Exact decimal with a precision and a scale; C# <see cref="decimal"/>.</summary>
    Decimal,

    /// <summary>32-bit binary floating point; C# <see cref="float"/>.</summary>
    Single,

    /// <summary>64-bit binary floating point; C# <see cref="double"/>.</summary>
    Double,

    /// <summary>Unicode text of any length; C# <see cref="string"/>, or an enum stored as text.</summary>
    Text,

    /// <summary>A JSON document; <see cref="Quern.Json"/>.</summary>
    Json,

    /// <summary>A calendar date; C# <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>Date and time without a zone, UTC by convention, in microseconds; C# <see cref="DateTime"/>.</summary>
    Timestamp,

    /// <summary>An instant, in microseconds; C# <see cref="DateTimeOffset"/>.</summary>
    TimestampTz,

    /// <summary>A 128-bit identifier; C# <see cref="System.Guid"/>.</summary>
    Uuid,
}

/// <summary>The type of a column: its kind and, for decimals, how many digits it holds.</summary>
/// <param name="Kind">What the column holds.</param>
/// <param name="Precision">Digits in all, for <see cref="ColumnKind.Decimal"/>; else 0.</param>
/// <param name="Scale">Digits after the point, for <see cref="ColumnKind.Decimal"/>; else 0.</param>
public readonly record struct ColumnType(ColumnKind Kind, int Precision = 0, int Scale = 0)
{
    /// <summary>Names the type as messages show it: <c>decimal(18, 2)</c>, <c>int64</c>.</summary>
    public override string ToString() =>
        Kind == ColumnKind.Decimal
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"decimal({Precision}, {Scale})")
            : Kind.ToString().ToLowerInvariant();
}
