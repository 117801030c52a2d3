using System.Globalization;

namespace Quern.Relational;

/// <summary>What a value holds; the names of the first group equal those of the runtime's <c>ColumnKind</c>.</summary>
internal enum SqlTypeKind
{
    Boolean,
    Int16,
    Int32,
    Int64,
    Decimal,
    Single,
    Double,
    Text,
    Json,
    Date,
    Timestamp,
    TimestampTz,
    Uuid,

    /// <summary>Values of one of the types above in an order.</summary>
    Array,

    /// <summary>The type of a bare null; fits everything.</summary>
    Null,
}

/// <summary>The type of a value; precision and scale belong to decimals, also to those in an array, and are 0 elsewhere, and 0 where an expression's are unknown.</summary>
internal readonly record struct SqlType(SqlTypeKind Kind, int Precision = 0, int Scale = 0)
{
    public static SqlType Boolean => new(SqlTypeKind.Boolean);
    public static SqlType Int16 => new(SqlTypeKind.Int16);
    public static SqlType Int32 => new(SqlTypeKind.Int32);
    public static SqlType Int64 => new(SqlTypeKind.Int64);
    public static SqlType Single => new(SqlTypeKind.Single);
    public static SqlType Double => new(SqlTypeKind.Double);
    public static SqlType Text => new(SqlTypeKind.Text);
    public static SqlType Json => new(SqlTypeKind.Json);
    public static SqlType Date => new(SqlTypeKind.Date);
    public static SqlType Timestamp => new(SqlTypeKind.Timestamp);
    public static SqlType TimestampTz => new(SqlTypeKind.TimestampTz);
    public static SqlType Uuid => new(SqlTypeKind.Uuid);
    public static SqlType Null => new(SqlTypeKind.Null);

    /// <summary>What an array holds; of other types nothing.</summary>
    public SqlTypeKind ElementKind { get; private init; }

    /// <summary>Whether an array's elements may be null.</summary>
    public bool HasNullableElements { get; private init; }

    /// <summary>The type of an array's elements.</summary>
    public SqlType Element => new(ElementKind, Precision, Scale);

    public static SqlType Array(SqlType element, bool hasNullableElements = false) =>
        new(SqlTypeKind.Array, element.Precision, element.Scale) { ElementKind = element.Kind, HasNullableElements = hasNullableElements };

    /// <summary>A decimal of unknown digits, as arithmetic gives it.</summary>
    public static SqlType AnyDecimal => new(SqlTypeKind.Decimal);

    public static SqlType Decimal(int precision, int scale) => new(SqlTypeKind.Decimal, precision, scale);

    /// <summary>What a decimal column holds when nothing says otherwise.</summary>
    public static SqlType DefaultDecimal => Decimal(18, 4);

    public bool IsInteger => Kind is SqlTypeKind.Int16 or SqlTypeKind.Int32 or SqlTypeKind.Int64;

    public bool IsFloating => Kind is SqlTypeKind.Single or SqlTypeKind.Double;

    public bool IsNumeric => IsInteger || IsFloating || Kind == SqlTypeKind.Decimal;

    public bool IsTemporal => Kind is SqlTypeKind.Date or SqlTypeKind.Timestamp or SqlTypeKind.TimestampTz;

    public override string ToString() => Kind switch
    {
        SqlTypeKind.Array => $"{Element}{(HasNullableElements ? "?" : "")}[]",
        SqlTypeKind.Decimal when Precision > 0 => string.Format(CultureInfo.InvariantCulture, "decimal({0}, {1})", Precision, Scale),
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
