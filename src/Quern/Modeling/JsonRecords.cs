using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quern;

/// <summary>Records from JSON objects, for queries in memory; the SQL reads the members that are asked for, each at its path.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Reason)]
[UnconditionalSuppressMessage("Trimming", "IL2067", Justification = Reason)]
[UnconditionalSuppressMessage("Trimming", "IL2072", Justification = Reason)]
static class JsonRecords
{
    const string Reason = "Records inside of records are kept by the tests and debuggers that run queries in memory; a trimmed application runs their SQL.";

    /// <summary>A record with what the object has for its members; null where the document is no object.</summary>
    /// <param name="element">The document.</param>
    /// <param name="type">The record.</param>
    /// <param name="names">What members are called that have no <see cref="JsonPropertyNameAttribute"/>; null for their own names.</param>
    public static object? Read(JsonElement? element, Type type, JsonNamingPolicy? names)
    {
        if (element is not { ValueKind: JsonValueKind.Object } document)
            return null;
        var values = Members(type).ToDictionary(p => p.Name, p => Value(Member(document, p, names), p.PropertyType, names), StringComparer.Ordinal);
        var record = Constructor(type) is var constructor && constructor.GetParameters() is { Length: > 0 } parameters
            ? constructor.Invoke([.. parameters.Select(p => values.GetValueOrDefault(p.Name!) ?? Default(p.ParameterType))])
            : constructor.Invoke(null);
        // A member that the document lacks is null, whatever its initializer says: so it is in SQL.
        foreach (var property in Members(type).Where(p => values[p.Name] is not null || Default(p.PropertyType) is null))
            property.SetValue(record, values[property.Name]);
        return record;
    }

    static IEnumerable<PropertyInfo> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.SetMethod is not null && p.GetIndexParameters().Length == 0 && p.GetCustomAttribute<JsonIgnoreAttribute>() is null);

    static ConstructorInfo Constructor(Type type)
    {
        var constructors = type.GetConstructors();
        return constructors.FirstOrDefault(c => c.GetParameters().Length == 0) ?? constructors.SingleOrDefault()
            ?? throw new NotSupportedException($"{type} can't be read from JSON: it has no constructor without parameters, and no other one that is its only one.");
    }

    static JsonElement? Member(JsonElement document, PropertyInfo property, JsonNamingPolicy? names) =>
        document.TryGetProperty(property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? names?.ConvertName(property.Name) ?? property.Name, out var value) ? value : null;

    static object? Value(JsonElement? element, Type type, JsonNamingPolicy? names) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => Text(element),
        var t when t == typeof(bool) => element is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag ? flag.GetBoolean() : null,
        var t when t == typeof(short) => (short?)JsonNumbers.Integer(element, short.MinValue, short.MaxValue),
        var t when t == typeof(int) => (int?)JsonNumbers.Integer(element, int.MinValue, int.MaxValue),
        var t when t == typeof(long) => JsonNumbers.Integer(element, long.MinValue, long.MaxValue),
        var t when t == typeof(decimal) => JsonNumbers.Decimal(element),
        var t when t == typeof(double) => JsonNumbers.Double(element),
        var t when t == typeof(DateOnly) => Sql.TryParseDate(Text(element)),
        var t when t == typeof(DateTime) => Sql.TryParseDateTime(Text(element)),
        var t when t == typeof(Guid) => Sql.TryParseGuid(Text(element)),
        var t when t == typeof(Json) => element is { ValueKind: not JsonValueKind.Null } json ? Json.Parse(json.GetRawText()) : null,
        { IsEnum: true } t => Text(element) is { } text ? Array.Find(t.GetFields(BindingFlags.Public | BindingFlags.Static), f => EnumTexts.Of(f) == text)?.GetValue(null) : null,
        // What can't be read is left as it is; the compiler refuses to ask for it.
        { IsClass: true, IsAbstract: false } t when !t.IsAssignableTo(typeof(System.Collections.IEnumerable)) => Read(element, t, names),
        _ => null,
    };

    static string? Text(JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    static object? Default(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type) : null;
}
