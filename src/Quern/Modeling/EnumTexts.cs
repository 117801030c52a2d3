using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;

namespace Quern;

/// <summary>The texts of an enum's members, for queries in memory; the SQL has them as constants.</summary>
static class EnumTexts<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>
    where TEnum : struct, Enum
{
    static readonly Dictionary<string, TEnum> Members = typeof(TEnum)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(EnumTexts.Of, field => (TEnum)field.GetValue(null)!, StringComparer.Ordinal);

    public static IEnumerable<string> All => Members.Keys;

    public static TEnum? MemberOf(string text) => Members.TryGetValue(text, out var member) ? member : null;

    // The first declared name of a value stands for it, also where a later name is an alias.
    public static string? TextOf(TEnum value) =>
        Members.FirstOrDefault(pair => EqualityComparer<TEnum>.Default.Equals(pair.Value, value)).Key;
}

/// <summary>The texts of enums' members.</summary>
static class EnumTexts
{
    /// <summary>The text that stands for a member.</summary>
    public static string Of(FieldInfo member) =>
        member.GetCustomAttribute<EnumValueAttribute>()?.Value ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
}
