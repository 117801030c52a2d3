using System.Text;
using Microsoft.CodeAnalysis;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>What of a C# type can be read from a JSON object, by the rules of <c>Quern.Json.As</c>.</summary>
internal static class JsonMembers
{
    /// <summary>Why a type is no record that an object can be read as; null when it is one.</summary>
    public static string? Refusal(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None, IsAbstract: false } record
            || record.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable))
            return "name a record; what is no object is read by path, and an array with Items";
        var constructors = record.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public).ToList();
        return constructors.Any(c => c.Parameters.Length == 0) || constructors is [var only] && only.Parameters.All(p => record.GetMembers(p.Name).OfType<IPropertySymbol>().Any())
            ? null
            : "give it a public constructor without parameters, or make it a positional record";
    }

    /// <summary>Whether a property is one that a document's object may have.</summary>
    public static bool IsMember(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, SetMethod: not null };

    /// <summary>Why a member can't be read; null when it can.</summary>
    public static string? Refusal(IPropertySymbol property, string key)
    {
        if (property.Attribute("System.Text.Json.Serialization.JsonIgnoreAttribute") is not null)
            return "it is marked [JsonIgnore]";
        if (property.Attribute("System.Text.Json.Serialization.JsonConverterAttribute") is not null)
            return "its [JsonConverter] is C#, which no engine runs; read it as Json or as text";
        if (key.Contains('\0'))
            return "no engine holds the character U+0000 of its name";
        if (!ColumnTypes.IsNullable(property.Type))
            return $"a document may lack it or have something else there; declare it '{property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}?'";
        if (IsValue(property.Type))
            return null;
        return Refusal(property.Type) is null
            ? null
            : "use string, bool, short, int, long, decimal, double, DateOnly, DateTime, Guid, an enum or a record; declare everything else as 'Json?', an array to be read with Items";
    }

    /// <summary>Whether a type is read as one value.</summary>
    public static bool IsValue(ITypeSymbol type) =>
        ColumnTypes.Of(type) is { } value && ColumnTypes.Underlying(type).SpecialType != SpecialType.System_Char && value.Kind is not (SqlTypeKind.Single or SqlTypeKind.TimestampTz or SqlTypeKind.Array);

    /// <summary>What a property is called in a document.</summary>
    /// <param name="property">The property.</param>
    /// <param name="naming">A <c>JsonKnownNamingPolicy</c>.</param>
    public static string Key(IPropertySymbol property, int naming) =>
        property.Attribute("System.Text.Json.Serialization.JsonPropertyNameAttribute")?.ArgumentValue(0) as string ?? Spelled(property.Name, naming);

    /// <summary>A name in the spelling of a <c>JsonKnownNamingPolicy</c>, as System.Text.Json converts it.</summary>
    public static string Spelled(string name, int naming) => naming switch
    {
        1 => CamelCase(name),
        2 => Names.SnakeCase(name),
        3 => Names.SnakeCase(name).ToUpperInvariant(),
        4 => Names.SnakeCase(name, '-'),
        5 => Names.SnakeCase(name, '-').ToUpperInvariant(),
        _ => name,
    };

    // `IOStream` is `ioStream`: the last upper case letter before a lower case one begins a word.
    static string CamelCase(string name)
    {
        var result = new StringBuilder(name);
        for (var i = 0; i < name.Length && char.IsUpper(name[i]); i++)
        {
            if (i > 0 && i + 1 < name.Length && !char.IsUpper(name[i + 1]))
                break;
            result[i] = char.ToLowerInvariant(name[i]);
        }
        return result.ToString();
    }
}
