using Microsoft.CodeAnalysis;
using Quern.Generators.Model;
using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>Reads what checks need to know of a query beyond its IR.</summary>
internal static class QueryFactsReader
{
    public static QueryFacts Read(
        INamedTypeSymbol record, IReadOnlyList<ParsedColumn> columns, IMethodSymbol define, RelationSpec model, TranslationContext context) => new(
        Read(define)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Select(row => SymbolEqualityComparer.Default.Equals(row, record)
                ? Input("target", row.Name, columns, model.Incremental is { Strategy: not "DeleteInsert" } i ? [i.UniqueKey] : [])
                : Input(row.FullName(), row.Name, ColumnParser.Read(row), Keys(row)))
            .ToEquatableArray(),
        context.Joins.ToEquatableArray(),
        // A query that stands in several places is translated for each.
        context.Comparisons.Distinct().ToEquatableArray(),
        context.Windows.ToEquatableArray(),
        columns.Select(c => new ColumnFacts(c.Spec.Name, c.Property.Name, c.Spec.Pii, Has(c, Names.Precision), LocationSpec.From(c.Property.Locations[0]))).ToEquatableArray(),
        context.Masked.ToEquatableArray())
    {
        Orders = context.Orders.ToEquatableArray(),
        Moments = context.Moments.ToEquatableArray(),
        Declared = context.Declared.ToEquatableArray(),
    };

    // An ephemeral model stands for what it reads. One that reads itself has been refused by now.
    static IEnumerable<INamedTypeSymbol> Read(IMethodSymbol define) =>
        define.Parameters.Select(p => (p.Type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault()).OfType<INamedTypeSymbol>()
            .SelectMany(row => row.Attribute(Names.Ephemeral) is null ? [row] : row.GetMembers("Define").OfType<IMethodSymbol>().SelectMany(Read));

    static InputFacts Input(string id, string name, IReadOnlyList<ParsedColumn> columns, IEnumerable<EquatableArray<string>> keys)
    {
        // Several rows may have null for a unique column, and null equals null in C#.
        var usable = keys.Where(k => k.Count > 0 && k.All(name => columns.Any(c => c.Spec.Name == name && !c.Spec.IsNullable))).Distinct().ToEquatableArray();
        return new(
            id, name, usable,
            columns.Select(c => (c.Spec.Name, Kinds: c.Spec.Pii)).Where(c => c.Kinds is not null).Select(c => new PiiFacts(c.Name, c.Kinds!.Value)).ToEquatableArray(),
            columns.Where(c => usable.Any(k => k.Contains(c.Spec.Name))).Select(c => (c.Spec.Name, c.Property.Name)).ToEquatableArray())
        {
            Texts = columns.Select(Texts).OfType<TextSet>().ToEquatableArray(),
            Nullable = columns.Where(c => c.Spec.IsNullable).Select(c => c.Spec.Name).ToEquatableArray(),
        };
    }

    static IEnumerable<EquatableArray<string>> Keys(INamedTypeSymbol relation)
    {
        var columns = ColumnParser.Read(relation);
        yield return columns.Where(c => Has(c, Names.Key)).Select(c => c.Spec.Name).ToEquatableArray();
        foreach (var column in columns.Where(c => Has(c, Names.Unique)))
            yield return [column.Spec.Name];
        // DeleteInsert keeps many rows a key.
        if (relation.Attribute(Names.Incremental) is { } incremental && incremental.Named("Strategy") is not 2)
            yield return Named(incremental, "UniqueKey");
        if (relation.Attribute(Names.Extract) is { } extract)
            yield return Named(extract, "Key");

        EquatableArray<string> Named(AttributeData attribute, string argument) =>
            columns.Where(c => c.Property.Name == attribute.Named(argument) as string).Select(c => c.Spec.Name).ToEquatableArray();
    }

    // What a test only warns of may be there.
    static TextSet? Texts(ParsedColumn column) =>
        column.Spec.Type.Kind == SqlTypeKind.Array ? null
        : column.Spec.EnumMembers.Count > 0 ? new TextSet(column.Spec.Name, column.Spec.EnumMembers.Select(m => m.Value).ToEquatableArray())
        : column.Spec.Type.Kind == SqlTypeKind.Text
            && column.Attributes.FirstOrDefault(a => a.AttributeClass.Is(Names.AcceptedValues)) is { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } values] } accepted
            && accepted.Named("Severity") is not 1
            ? new TextSet(column.Spec.Name, values.Values.Where(v => v.Kind == TypedConstantKind.Primitive).Select(v => v.Value as string).OfType<string>().ToEquatableArray())
        : null;

    static bool Has(ParsedColumn column, string attribute) => column.Attributes.Any(a => a.AttributeClass.Is(attribute));
}
