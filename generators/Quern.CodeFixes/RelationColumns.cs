using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.CodeFixes;

/// <summary>What a record's symbol tells about its columns.</summary>
internal static class RelationColumns
{
    static readonly string[] KindAttributes = ["SourceAttribute", "TableAttribute", "ViewAttribute", "IncrementalAttribute", "EphemeralAttribute"];

    /// <summary>Whether a type is a source or model.</summary>
    public static bool IsRelation(this ITypeSymbol type) => type.GetAttributes().Any(a => a.AttributeClass is { } c && IsKind(c));

    /// <summary>Whether an attribute says how a relation comes to be.</summary>
    public static bool IsKind(INamedTypeSymbol attribute) => KindAttributes.Contains(attribute.Name) && IsQuern(attribute);

    /// <summary>Whether a property or type has an attribute of Quern.</summary>
    public static AttributeData? QuernAttribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass is { } c && c.Name == name + "Attribute" && IsQuern(c));

    /// <summary>An attribute of Quern on a column: on the property, or on the parameter that it is of a positional record.</summary>
    public static AttributeSyntax? ColumnAttribute(this IPropertySymbol column, string name, CancellationToken cancel) =>
        (column.QuernAttribute(name) ?? column.Parameter()?.QuernAttribute(name))?.ApplicationSyntaxReference?.GetSyntax(cancel) as AttributeSyntax;

    /// <summary>The properties that are columns, a base record's first.</summary>
    public static IEnumerable<IPropertySymbol> Columns(this ITypeSymbol record) =>
        (record.BaseType is { SpecialType: SpecialType.None } baseRecord ? baseRecord.Columns() : [])
            .Concat(record.GetMembers().OfType<IPropertySymbol>().Where(p => p is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, SetMethod: not null }));

    /// <summary>Whether a column may be null. A reference where nullness is not followed may.</summary>
    public static bool MayBeNull(this IPropertySymbol column) =>
        column.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || (column.Type.IsReferenceType && column.NullableAnnotation != NullableAnnotation.NotAnnotated);

    /// <summary>The full name of a relation's record: its id.</summary>
    public static string Id(this ITypeSymbol record) => record.ToDisplayString(MetadataLike);

    static readonly SymbolDisplayFormat MetadataLike = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    static IParameterSymbol? Parameter(this IPropertySymbol column) =>
        column.DeclaringSyntaxReferences.FirstOrDefault() is { } place
            ? column.ContainingType.InstanceConstructors.SelectMany(c => c.Parameters).FirstOrDefault(p => p.Name == column.Name && p.DeclaringSyntaxReferences.Any(r => r.Span == place.Span && r.SyntaxTree == place.SyntaxTree))
            : null;

    /// <summary>Where a column is written: a property, or a parameter of a positional record. Null for one of another project.</summary>
    public static ColumnSyntax? Declaration(this IPropertySymbol column, CancellationToken cancel) => column.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) switch
    {
        PropertyDeclarationSyntax p => new(p, p.Type, p.Initializer is not null, p.Modifiers.Any(SyntaxKind.RequiredKeyword)),
        ParameterSyntax { Type: { } type } p => new(p, type, HasInitializer: true, IsRequired: true),
        _ => null,
    };

    static bool IsQuern(INamedTypeSymbol attribute) => attribute.ContainingNamespace is { Name: "Quern", ContainingNamespace.IsGlobalNamespace: true };
}

/// <summary>A column as it is written.</summary>
/// <param name="Node">The property or parameter.</param>
/// <param name="Type">Its type.</param>
/// <param name="HasInitializer">Whether it has a value without being set.</param>
/// <param name="IsRequired">Whether C# demands that it is set.</param>
internal sealed record ColumnSyntax(SyntaxNode Node, TypeSyntax Type, bool HasInitializer, bool IsRequired);
