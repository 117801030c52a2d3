using Microsoft.CodeAnalysis;

namespace Quern.Generators.Parsing;

/// <summary>What a record's attributes say about it as a relation.</summary>
internal static class RelationSymbols
{
    static readonly string[] Kinds = [Names.Source, Names.Table, Names.View, Names.Incremental];

    public static IEnumerable<AttributeData> KindAttributes(INamedTypeSymbol record) =>
        record.GetAttributes().Where(a => Kinds.Any(a.AttributeClass.Is));

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
