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

    /// <summary>Values of one of the kinds above but <see cref="Json"/>, in an order; a C# array.</summary>
    Array,
}

/// <summary>The type of a column: its kind and, for decimals, how many digits it holds. An array has the digits of its elements.</summary>
/// <param name="Kind">What the column holds.</param>
/// <param name="Precision">Digits in all, for <see cref="ColumnKind.Decimal"/>; else 0.</param>
/// <param name="Scale">Digits after the point, for <see cref="ColumnKind.Decimal"/>; else 0.</param>
public readonly record struct ColumnType(ColumnKind Kind, int Precision = 0, int Scale = 0)
{
    /// <summary>What an array holds; null for other kinds.</summary>
    public ColumnKind? ElementKind { get; init; }

    /// <summary>Whether an array's elements may be null.</summary>
    public bool HasNullableElements { get; init; }

    /// <summary>The type of an array's elements.</summary>
    /// <exception cref="InvalidOperationException">It is no array.</exception>
    public ColumnType Element => new(ElementKind ?? throw new InvalidOperationException($"{this} is no array."), Precision, Scale);

    /// <summary>The type of arrays of a type.</summary>
    /// <param name="element">What they hold.</param>
    /// <param name="hasNullableElements">Whether elements may be null.</param>
    public static ColumnType ArrayOf(ColumnType element, bool hasNullableElements = false) =>
        new(ColumnKind.Array, element.Precision, element.Scale) { ElementKind = element.Kind, HasNullableElements = hasNullableElements };

    /// <summary>Names the type as messages show it: <c>decimal(18, 2)</c>, <c>int64</c>, <c>text[]</c>.</summary>
    public override string ToString() => Kind switch
    {
        ColumnKind.Array when ElementKind is not null => $"{Element}{(HasNullableElements ? "?" : "")}[]",
        ColumnKind.Decimal => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"decimal({Precision}, {Scale})"),
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
