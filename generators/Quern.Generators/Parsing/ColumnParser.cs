using System.Globalization;
using Microsoft.CodeAnalysis;
using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>A property of a record and the column that it is.</summary>
internal sealed record ParsedColumn(IPropertySymbol Property, ColumnSpec Spec, IReadOnlyList<AttributeData> Attributes);

/// <summary>Reads the columns of a record: its settable public properties in order of declaration, positional ones first.</summary>
internal static class ColumnParser
{
    public static IReadOnlyList<ParsedColumn> Parse(INamedTypeSymbol record, DiagnosticBag diagnostics)
    {
        var columns = new List<ParsedColumn>();
        var byName = new Dictionary<string, ParsedColumn>(StringComparer.OrdinalIgnoreCase);
        var constructor = PrimaryConstructor(record);
        foreach (var property in Properties(record))
        {
            var parameter = constructor?.Parameters.FirstOrDefault(p => p.Name == property.Name);
            var attributes = Attributes(property, parameter);
            if (Column(record, property, parameter, attributes, diagnostics) is not { } spec)
                continue;
            var column = new ParsedColumn(property, spec, attributes);
            if (byName.TryGetValue(spec.Name, out var other))
                diagnostics.Add(Descriptors.DuplicateColumn, property.Locations[0], other.Property.Name, property.Name, record.Name, spec.Name);
            else
                byName.Add(spec.Name, column);
            columns.Add(column);
        }
        return columns;
    }

    /// <summary>The columns of another relation, without diagnostics: its own parse reports what is wrong.</summary>
    public static IReadOnlyList<ParsedColumn> Read(INamedTypeSymbol record) => Known.GetValue(record, static r => Parse(r, new DiagnosticBag()));

    /// <summary>Whether C# can't find a column's type, so that code that sets the others would have an error of its own.</summary>
    public static bool IsAnyUnknown(INamedTypeSymbol record) => Properties(record).Any(p => ColumnTypes.Element(p.Type).TypeKind == TypeKind.Error);

    // A symbol belongs to one compilation and never changes; its columns go when it goes.
    static readonly System.Runtime.CompilerServices.ConditionalWeakTable<INamedTypeSymbol, IReadOnlyList<ParsedColumn>> Known = new();

    static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol record)
    {
        var types = new List<INamedTypeSymbol>();
        for (var type = record; type is { SpecialType: SpecialType.None }; type = type.BaseType!)
            types.Add(type);
        types.Reverse();
        return types.SelectMany(t => t.GetMembers().OfType<IPropertySymbol>()).Where(p =>
            p is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, SetMethod: not null });
    }

    // An attribute on a positional record's parameter belongs to the parameter unless it says `property:`.
    static List<AttributeData> Attributes(IPropertySymbol property, IParameterSymbol? parameter) =>
        [.. property.GetAttributes(), .. parameter?.GetAttributes() ?? []];

    /// <summary>The constructor whose parameters are the record's columns; null when columns are set by an initializer.</summary>
    public static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol record) =>
        record.InstanceConstructors.FirstOrDefault(c =>
            c.Parameters.Length > 0
            && (c.DeclaringSyntaxReferences.Length > 0
                ? c.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.RecordDeclarationSyntax)
                : IsDeconstructed(record, c)));

    // An assembly does not say which constructor is the primary one; the compiler has made a Deconstruct for it.
    static bool IsDeconstructed(INamedTypeSymbol record, IMethodSymbol constructor) =>
        record.GetMembers("Deconstruct").OfType<IMethodSymbol>().Any(m => m.Parameters.Select(p => p.Name).SequenceEqual(constructor.Parameters.Select(p => p.Name)));

    static ColumnSpec? Column(INamedTypeSymbol record, IPropertySymbol property, IParameterSymbol? parameter, List<AttributeData> attributes, DiagnosticBag diagnostics)
    {
        // A char is text in a query, but no column's values: readers and bulk loads know text as strings.
        if (ColumnTypes.Underlying(ColumnTypes.Element(property.Type)).SpecialType == SpecialType.System_Char || ColumnTypes.Of(property.Type) is not { } type)
        {
            // A type that C# itself can't find has C#'s own error already.
            if (property.Type.TypeKind != TypeKind.Error)
                diagnostics.Add(Descriptors.UnsupportedColumnType, property.Locations[0], record.Name, property.Name, property.Type.ToDisplayString());
            return null;
        }
        var named = attributes.FirstOrDefault(a => a.AttributeClass.Is(Names.Column));
        var name = named?.ArgumentValue(0) as string ?? (named is null ? Names.SnakeCase(property.Name) : "");
        if (name.Length == 0)
            diagnostics.Add(Descriptors.EmptyName, named?.Argument(0), "[Column]", $"{record.Name}.{property.Name}");
        if (attributes.FirstOrDefault(a => a.AttributeClass.Is(Names.Precision)) is { } precision)
            type = Precision(record, property, type, precision, diagnostics);
        return new ColumnSpec
        {
            Name = name,
            Property = property.Name,
            CSharpType = ColumnTypes.Underlying(ColumnTypes.Element(property.Type)).CSharpName(),
            Type = type,
            IsNullable = ColumnTypes.IsNullable(property.Type),
            IsConstructorParameter = parameter is not null,
            EnumMembers = ColumnTypes.EnumMembers(property.Type),
            Pii = Pii(attributes),
            Description = DocComments.Summary(property),
        };
    }

    static SqlType Precision(INamedTypeSymbol record, IPropertySymbol property, SqlType type, AttributeData attribute, DiagnosticBag diagnostics)
    {
        if (attribute.ConstructorArguments is [{ Value: int precision }, { Value: int scale }])
        {
            if (type.Kind == SqlTypeKind.Decimal && precision is >= 1 and <= 38 && scale >= 0 && scale <= precision)
                return SqlType.Decimal(precision, scale);
            if (type is { Kind: SqlTypeKind.Array, ElementKind: SqlTypeKind.Decimal } && precision is >= 1 and <= 38 && scale >= 0 && scale <= precision)
                return SqlType.Array(SqlType.Decimal(precision, scale), type.HasNullableElements);
            diagnostics.Add(
                Descriptors.WrongPrecision, attribute.Location(), precision.ToString(CultureInfo.InvariantCulture),
                scale.ToString(CultureInfo.InvariantCulture), record.Name, property.Name);
        }
        return type;
    }

    static EquatableArray<string>? Pii(IEnumerable<AttributeData> attributes) =>
        attributes.FirstOrDefault(a => a.AttributeClass.Is(Names.Pii)) is not { } attribute ? null
        : attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } kinds]
            ? kinds.Values.Select(v => v.Value as string ?? "").Where(k => k.Length > 0).ToEquatableArray()
            : [];
}
