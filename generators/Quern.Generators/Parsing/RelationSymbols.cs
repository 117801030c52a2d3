using Microsoft.CodeAnalysis;
using Quern.Generators.Model;

namespace Quern.Generators.Parsing;

/// <summary>What a record's attributes say about it as a relation.</summary>
internal static class RelationSymbols
{
    static readonly (string Attribute, RelationSpecKind Kind)[] Kinds =
    [
        (Names.Source, RelationSpecKind.Source),
        (Names.Table, RelationSpecKind.Table),
        (Names.View, RelationSpecKind.View),
        (Names.Incremental, RelationSpecKind.Incremental),
    ];

    /// <summary>The attributes that make a record a relation or a step of models, by full name.</summary>
    public static IEnumerable<string> DeclaringAttributeNames => Kinds.Select(k => k.Attribute).Append(Names.Ephemeral);

    /// <summary>Those that make it a relation, as one writes them: <c>Table</c>.</summary>
    public static IEnumerable<string> KindNames => Kinds.Select(k => k.Kind.ToString());

    /// <summary>Those of a record; more than one is a mistake.</summary>
    public static IEnumerable<AttributeData> DeclaringAttributes(INamedTypeSymbol record) =>
        record.GetAttributes().Where(a => IsKind(a) || a.AttributeClass.Is(Names.Ephemeral));

    public static IEnumerable<AttributeData> KindAttributes(INamedTypeSymbol record) =>
        record.GetAttributes().Where(IsKind);

    static bool IsKind(AttributeData attribute)
    {
        foreach (var (name, _) in Kinds)
            if (attribute.AttributeClass.Is(name))
                return true;
        return false;
    }

    public static RelationSpecKind KindOf(AttributeData attribute) => Kinds.First(k => attribute.AttributeClass.Is(k.Attribute)).Kind;

    public static bool IsRelation(ITypeSymbol type) => type is INamedTypeSymbol named && KindAttributes(named).Any();

    /// <summary>Schema and name in the warehouse; models without a schema lie in <c>analytics</c>.</summary>
    public static (string Schema, string Name) Name(INamedTypeSymbol record)
    {
        var attribute = KindAttributes(record).FirstOrDefault();
        if (attribute is null)
            return ("", "");
        var isSource = attribute.AttributeClass.Is(Names.Source);
        var schema = isSource ? Argument(attribute, 0) : attribute.Named("Schema") as string;
        var name = isSource ? Argument(attribute, 1) : attribute.Named("Name") as string;
        return (schema ?? DefaultSchema, name ?? Names.SnakeCase(record.Name));
    }

    public const string DefaultSchema = "analytics";

    static string? Argument(AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[index].Value as string : null;
}
