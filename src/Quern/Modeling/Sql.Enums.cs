using System.Diagnostics.CodeAnalysis;

namespace Quern;

public static partial class Sql
{
    /// <summary>The enum member that a text stands for: its <see cref="EnumValueAttribute"/>, or its name in snake_case. Case matters.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <exception cref="FormatException">No member has this text; an engine fails the statement.</exception>
    public static TEnum ParseEnum<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>(string text)
        where TEnum : struct, Enum =>
        TryParseEnum<TEnum>(text) ?? throw new FormatException(
            $"'{text}' is no value of {typeof(TEnum).Name}. It has: {string.Join(", ", EnumTexts<TEnum>.All)}.");

    /// <summary>The enum member that a text stands for; null when the text is null or no member has it.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    public static TEnum? TryParseEnum<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>(string? text)
        where TEnum : struct, Enum =>
        text is null ? null : EnumTexts<TEnum>.MemberOf(text);

    /// <summary>The text that stands for an enum member in the warehouse.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
    public static string EnumText<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        EnumTexts<TEnum>.TextOf(value) ?? throw new ArgumentOutOfRangeException(nameof(value), value, $"It is no member of {typeof(TEnum).Name}.");
}
