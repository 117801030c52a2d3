using System.Text;
using Microsoft.CodeAnalysis;

namespace Quern.Generators.Parsing;

/// <summary>Names of Quern's own types as metadata spells them, and how C# names become names in a warehouse.</summary>
internal static class Names
{
    public const string Source = "Quern.SourceAttribute";
    public const string Table = "Quern.TableAttribute";
    public const string View = "Quern.ViewAttribute";
    public const string Incremental = "Quern.IncrementalAttribute";
    public const string Ephemeral = "Quern.EphemeralAttribute";
    public const string Extract = "Quern.ExtractAttribute";
    public const string Key = "Quern.KeyAttribute";
    public const string Column = "Quern.ColumnAttribute";
    public const string RenamedFrom = "Quern.RenamedFromAttribute";
    public const string Precision = "Quern.PrecisionAttribute";
    public const string Unique = "Quern.UniqueAttribute";
    public const string NotNull = "Quern.NotNullAttribute";
    public const string AcceptedValues = "Quern.AcceptedValuesAttribute";
    public const string Between = "Quern.BetweenAttribute";
    public const string References = "Quern.ReferencesAttribute<T>";
    public const string Pii = "Quern.PiiAttribute";
    public const string MasksPii = "Quern.MasksPiiAttribute";
    public const string Test = "Quern.TestAttribute";
    public const string EnumValue = "Quern.EnumValueAttribute";
    public const string Json = "Quern.Json";
    public const string JsonItems = "Quern.JsonItems";
    public const string SubtotalKeys = "Quern.SubtotalKeys";
    public const string Query = "Quern.Query<T>";
    public const string MadeQuery = "Quern.Query";
    public const string OrderedQuery = "Quern.OrderedQuery<T>";
    public const string Grouping = "Quern.Grouping<TKey, T>";
    public const string OrderedGrouping = "Quern.OrderedGrouping<T>";
    public const string Window = "Quern.Window<T>";
    public const string OrderedWindow = "Quern.OrderedWindow<T>";
    public const string WindowFrame = "Quern.WindowFrame<T>";
    public const string Target = "Quern.Target<T>";
    public const string Sql = "Quern.Sql";
    public const string SqlAttribute = "Quern.SqlAttribute";
    public const string RelationList = "Quern.Registry.RelationListAttribute";

    static readonly SymbolDisplayFormat MetadataLike = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    /// <summary>Full name without <c>global::</c>: a relation's id.</summary>
    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(MetadataLike);

    /// <summary>Full name with <c>global::</c> and without a nullable annotation, as emitted code writes it.</summary>
    public static string CSharpName(this ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>Whether a type is one of Quern's own, compared by its open form. It is asked of each attribute, so it writes no name.</summary>
    public static bool Is(this ITypeSymbol? type, string name)
    {
        if (type is not INamedTypeSymbol { ContainingType: null } named)
            return false;
        var end = name.IndexOf('<');
        if ((end >= 0) != named.IsGenericType)
            return false;
        if (end < 0)
            end = name.Length;
        var start = name.LastIndexOf('.', end - 1) + 1;
        return IsPart(named.Name, name, start, end) && IsNamespace(named.ContainingNamespace, name, start - 1);
    }

    static bool IsNamespace(INamespaceSymbol? space, string name, int end)
    {
        while (end > 0)
        {
            var start = name.LastIndexOf('.', end - 1) + 1;
            if (space is null || !IsPart(space.Name, name, start, end))
                return false;
            (space, end) = (space.ContainingNamespace, start - 1);
        }
        return space is { IsGlobalNamespace: true };
    }

    static bool IsPart(string part, string name, int start, int end) =>
        part.Length == end - start && string.CompareOrdinal(part, 0, name, start, part.Length) == 0;

    public static AttributeData? Attribute(this ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
            if (attribute.AttributeClass.Is(name))
                return attribute;
        return null;
    }

    public static object? Named(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == name)
                return argument.Value.Kind != TypedConstantKind.Array ? argument.Value.Value
                    : argument.Value.IsNull ? null
                    : argument.Value.Values.Select(v => v.Kind == TypedConstantKind.Array ? null : v.Value as string).ToArray();
        return null;
    }

    /// <summary>A constructor argument; null when it is null, an array, or missing, as in code that is being typed.</summary>
    public static object? ArgumentValue(this AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index] is { Kind: not TypedConstantKind.Array } argument ? argument.Value : null;

    /// <summary><c>CustomerId</c> ⇒ <c>customer_id</c>, <c>HTTPStatus2xx</c> ⇒ <c>http_status2xx</c>.</summary>
    public static string SnakeCase(string name, char separator = '_')
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                result.Append(separator);
            result.Append(char.ToLowerInvariant(name[i]));
        }
        return result.ToString();
    }
}
