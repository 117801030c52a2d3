using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.CodeFixes;

/// <summary>What a record's symbol tells about its columns.</summary>
internal static class RelationColumns
{
    static readonly string[] RelationAttributes = ["SourceAttribute", "TableAttribute", "ViewAttribute", "IncrementalAttribute", "EphemeralAttribute"];

    /// <summary>Whether a type is a source or model.</summary>
    public static bool IsRelation(this ITypeSymbol type) => type.GetAttributes().Any(a => a.AttributeClass is { } c && RelationAttributes.Contains(c.Name) && IsQuern(c));

    /// <summary>Whether a property or type has an attribute of Quern.</summary>
    public static AttributeData? QuernAttribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass is { } c && c.Name == name + "Attribute" && IsQuern(c));

    /// <summary>The properties that are columns, in order.</summary>
    public static IEnumerable<IPropertySymbol> Columns(this ITypeSymbol record) => record.GetMembers().OfType<IPropertySymbol>()
        .Where(p => p is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, SetMethod: not null });

    /// <summary>Whether a column may be null.</summary>
    public static bool MayBeNull(this IPropertySymbol column) =>
        column.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || column.NullableAnnotation == NullableAnnotation.Annotated;

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
