using Microsoft.CodeAnalysis;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>C# types as column types.</summary>
internal static class ColumnTypes
{
    /// <summary>The type's <c>T</c> when it is <c>Nullable&lt;T&gt;</c>, else the type.</summary>
    public static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>Whether null is a value of the type, by declaration.</summary>
    public static bool IsNullable(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || (type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated);

    /// <summary>What an array holds, null or not; any other type itself.</summary>
    public static ITypeSymbol Element(ITypeSymbol type) => type is IArrayTypeSymbol array ? array.ElementType : type;

    /// <summary>The column type of a C# type, null when no engine stores it. Enums are text; decimals have the default digits.</summary>
    public static SqlType? Of(ITypeSymbol type)
    {
        type = Underlying(type);
        // A Json document can hold an array itself.
        if (type is IArrayTypeSymbol array)
            return array.Rank == 1 && Of(array.ElementType) is { Kind: not (SqlTypeKind.Array or SqlTypeKind.Json) } element
                ? SqlType.Array(element, IsNullable(array.ElementType))
                : null;
        if (type.TypeKind == TypeKind.Enum)
            return SqlType.Text;
        return type.SpecialType switch
        {
            SpecialType.System_Boolean => SqlType.Boolean,
            SpecialType.System_Int16 => SqlType.Int16,
            SpecialType.System_Int32 => SqlType.Int32,
            SpecialType.System_Int64 => SqlType.Int64,
            SpecialType.System_Decimal => SqlType.DefaultDecimal,
            SpecialType.System_Single => SqlType.Single,
            SpecialType.System_Double => SqlType.Double,
            SpecialType.System_String or SpecialType.System_Char => SqlType.Text,
            SpecialType.System_DateTime => SqlType.Timestamp,
            _ => type.FullName() switch
            {
                "System.DateOnly" => SqlType.Date,
                "System.DateTimeOffset" => SqlType.TimestampTz,
                "System.Guid" => SqlType.Uuid,
                Names.Json => SqlType.Json,
                _ => null,
            },
        };
    }

    /// <summary>The members of an enum, or of an array's elements, with the text that stands for each; empty for other types.</summary>
    public static EquatableArray<EnumMemberSpec> EnumMembers(ITypeSymbol type)
    {
        type = Underlying(Element(type));
        if (type.TypeKind != TypeKind.Enum)
            return [];
        var values = new HashSet<object?>();
        return type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue)
            .Select(f => new EnumMemberSpec(f.Name, EnumText(f), IsAlias: !values.Add(f.ConstantValue))).ToEquatableArray();
    }

    public static string EnumText(IFieldSymbol member) =>
        member.Attribute(Names.EnumValue)?.ArgumentValue(0) as string ?? Names.SnakeCase(member.Name);

    /// <summary>The text of an enum constant; null when no member has the value.</summary>
    public static string? EnumText(ITypeSymbol type, object? value) =>
        Underlying(type).GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value)) is { } member
            ? EnumText(member)
            : null;

    /// <summary>Parses <c>5m</c>; null when it can't be read. In microseconds.</summary>
    public static long? Lookback(string text)
    {
        var unit = text.Length == 0 ? 0 : text[text.Length - 1] switch { 's' => 1_000_000L, 'm' => 60_000_000L, 'h' => 3_600_000_000L, 'd' => 86_400_000_000L, _ => 0 };
        if (unit == 0 || !long.TryParse(text.Substring(0, text.Length - 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count))
            return null;
        return count > 36_500L * 86_400_000_000L / unit ? null : count * unit;
    }
}
