using System.Globalization;
using Microsoft.CodeAnalysis;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>C# constants as literals.</summary>
internal static class Literals
{
    /// <summary>An attribute's constant as a literal of a column's type; null when it does not fit.</summary>
    public static LiteralExpr? Of(TypedConstant constant, SqlType type)
    {
        if (constant.Kind == TypedConstantKind.Enum)
            return type.Kind == SqlTypeKind.Text && ColumnTypes.EnumText(constant.Type!, constant.Value) is { } text ? LiteralExpr.Text(text) : null;
        return constant.Kind == TypedConstantKind.Primitive ? Of(constant.Value, type) : null;
    }

    /// <summary>A value as a literal of a type; null when it does not fit.</summary>
    public static LiteralExpr? Of(object? value, SqlType type) => value switch
    {
        null => null,
        bool b => type.Kind == SqlTypeKind.Boolean ? new LiteralExpr(b, type) : null,
        string s when type.IsTemporal => Temporal(s, type),
        string s when type.Kind == SqlTypeKind.Uuid => Guid.TryParse(s, out var id) ? new LiteralExpr(id.ToString("D"), type) : null,
        string s => type.Kind == SqlTypeKind.Text ? new LiteralExpr(s, type) : null,
        char c => type.Kind == SqlTypeKind.Text ? new LiteralExpr(c.ToString(), type) : null,
        IConvertible number => Number(number, type),
        _ => null,
    };

    static LiteralExpr? Number(IConvertible value, SqlType type)
    {
        try
        {
            return type.Kind switch
            {
                SqlTypeKind.Int16 or SqlTypeKind.Int32 or SqlTypeKind.Int64 when value is not (float or double or decimal) || value.ToDouble(CultureInfo.InvariantCulture) % 1 == 0 =>
                    new LiteralExpr(value.ToInt64(CultureInfo.InvariantCulture), type),
                SqlTypeKind.Decimal => new LiteralExpr(value.ToDecimal(CultureInfo.InvariantCulture), SqlType.AnyDecimal),
                SqlTypeKind.Single or SqlTypeKind.Double => new LiteralExpr(value.ToDouble(CultureInfo.InvariantCulture), type),
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    static LiteralExpr? Temporal(string text, SqlType type)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var instant))
            return null;
        var format = type.Kind switch
        {
            SqlTypeKind.Date => "yyyy-MM-dd",
            SqlTypeKind.Timestamp => "yyyy-MM-dd HH:mm:ss.ffffff",
            _ => "yyyy-MM-dd HH:mm:ss.ffffff'+00:00'",
        };
        return new LiteralExpr(instant.UtcDateTime.ToString(format, CultureInfo.InvariantCulture), type);
    }
}
