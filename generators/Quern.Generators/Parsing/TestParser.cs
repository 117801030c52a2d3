using System.Globalization;
using Microsoft.CodeAnalysis;
using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>Makes data tests of column types and attributes.</summary>
internal sealed class TestParser(INamedTypeSymbol record, DiagnosticBag diagnostics)
{
    readonly List<TestSpec> tests = [];

    public IReadOnlyList<TestSpec> Parse(IReadOnlyList<ParsedColumn> columns)
    {
        Key([.. columns.Where(c => Attribute(c, Names.Key) is not null)]);
        foreach (var column in columns)
        {
            var name = column.Spec.Name;
            var isArray = column.Spec.Type.Kind == SqlTypeKind.Array;
            if (!column.Spec.IsNullable)
                Add(ImpliedTests.NotNull(column.Spec, IsWarning(Attribute(column, Names.Key))));
            else if (Attribute(column, Names.NotNull) is { } notNull)
                Add(ImpliedTests.NotNull(column.Spec, IsWarning(notNull)));
            if (isArray)
                NoKey(column);
            else if (Attribute(column, Names.Unique) is { } unique)
                Add("Unique", $"unique_{name}", column, unique, $"{name} must be unique");
            if (isArray && !column.Spec.Type.HasNullableElements)
                Add("NotNull", $"not_null_elements_{name}", column, null, $"{name} must not hold null", t => t with { IsOfElements = true });
            if (column.Spec.EnumMembers.Count > 0)
                Add("AcceptedValues", $"accepted_values_{name}", column, null, $"{name} must {(isArray ? "hold nothing but" : "be one of")} {Join(column.Spec.EnumMembers.Select(m => m.Value))}",
                    t => t with { Values = column.Spec.EnumMembers.Select(m => (Expr)LiteralExpr.Text(m.Value)).ToEquatableArray(), IsOfElements = isArray });
            if (Attribute(column, Names.AcceptedValues) is { } accepted)
                AcceptedValues(column, accepted);
            if (Attribute(column, Names.Between) is { } between)
                Between(column, between);
            foreach (var reference in isArray ? [] : column.Attributes.Where(a => a.AttributeClass.Is(Names.References)))
                References(column, reference);
            Add(ImpliedTests.ColumnType(column.Spec));
        }
        return tests;
    }

    static AttributeData? Attribute(ParsedColumn column, string name) => column.Attributes.FirstOrDefault(a => a.AttributeClass.Is(name));

    void Key(IReadOnlyList<ParsedColumn> key)
    {
        if (key.Count == 0)
            return;
        var names = key.Select(c => c.Spec.Name).ToEquatableArray();
        tests.Add(new TestSpec
        {
            Kind = "Unique",
            Name = "unique_" + string.Join("_", names),
            Columns = names,
            IsWarning = IsWarning(Attribute(key[0], Names.Key)),
            Description = names.Count == 1 ? $"{names[0]} must be unique" : $"({string.Join(", ", names)}) must be unique together",
        });
    }

    void NoKey(ParsedColumn column)
    {
        foreach (var (name, role) in new[] { (Names.Key, "be a key"), (Names.Unique, "be tested for being unique"), (Names.References, "refer to another relation") })
            if (Attribute(column, name) is { } attribute)
                diagnostics.Add(Descriptors.ArrayAsKey, attribute.Location(), record.Name, column.Property.Name, role);
    }

    void Add(string kind, string name, ParsedColumn column, AttributeData? attribute, string description, Func<TestSpec, TestSpec>? more = null)
    {
        var test = new TestSpec { Kind = kind, Name = name, Columns = [column.Spec.Name], IsWarning = IsWarning(attribute), Description = description };
        Add(more?.Invoke(test) ?? test);
    }

    void Add(TestSpec test)
    {
        if (tests.All(t => t.Name != test.Name))
            tests.Add(test);
    }

    static bool IsWarning(AttributeData? attribute) => attribute?.Named("Severity") is 1;

    void AcceptedValues(ParsedColumn column, AttributeData attribute)
    {
        var values = attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } given, ..] ? given.Values : [];
        var literals = values.Select(v => Literals.Of(v, column.Spec.Type)).ToList();
        if (literals.Count == 0 || literals.Contains(null))
        {
            Wrong(column, attribute, "AcceptedValues", $"needs one or more constants of the column's type, {column.Spec.Type}");
            return;
        }
        Add("AcceptedValues", $"accepted_values_{column.Spec.Name}", column, attribute, $"{column.Spec.Name} must be one of {Join(literals.Select(l => Convert.ToString(l!.Value, CultureInfo.InvariantCulture)!))}",
            t => t with { Values = literals.Select(l => (Expr)l!).ToEquatableArray() });
    }

    void Between(ParsedColumn column, AttributeData attribute)
    {
        var (min, max) = attribute.ConstructorArguments is [var low, var high]
            ? (Literals.Of(low, column.Spec.Type), Literals.Of(high, column.Spec.Type))
            : (null, null);
        if (min is null || max is null || !(column.Spec.Type.IsNumeric || column.Spec.Type.IsTemporal))
        {
            Wrong(column, attribute, "Between", column.Spec.Type.IsNumeric || column.Spec.Type.IsTemporal
                ? $"has bounds that are not of the column's type, {column.Spec.Type}; dates and times are written in ISO 8601, as \"2020-01-31\""
                : $"needs a numeric or temporal column, but it is {column.Spec.Type}");
            return;
        }
        var bounds = string.Format(CultureInfo.InvariantCulture, "{0} and {1}", min.Value, max.Value);
        Add("Between", $"between_{column.Spec.Name}", column, attribute, $"{column.Spec.Name} must be between {bounds}",
            t => t with { Min = min, Max = max });
    }

    void References(ParsedColumn column, AttributeData attribute)
    {
        var target = attribute.AttributeClass!.TypeArguments[0];
        if (target.TypeKind == TypeKind.Error || attribute.ConstructorArguments.Length == 0)
            return;
        var property = attribute.ArgumentValue(0) as string ?? "";
        if (target is not INamedTypeSymbol other || !RelationSymbols.IsRelation(other))
        {
            var name = target.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            diagnostics.Add(Descriptors.UnknownReference, attribute.Location(), name, property, $"'{name}' is no source or model; mark it with [Source], [Table], [View] or [Incremental]");
            return;
        }
        var columns = ColumnParser.Read(other);
        if (columns.FirstOrDefault(c => c.Property.Name == property) is not { } referenced)
        {
            diagnostics.Add(Descriptors.UnknownReference, attribute.Argument(0), other.Name, property, $"'{other.Name}' has the columns {string.Join(", ", columns.Select(c => c.Property.Name))}; use nameof");
            return;
        }
        if (referenced.Spec.Type.Kind != column.Spec.Type.Kind)
        {
            diagnostics.Add(
                Descriptors.ReferenceTypeMismatch, attribute.Location(), record.Name, column.Property.Name, column.Property.Type.ToDisplayString(),
                other.Name, property, referenced.Property.Type.ToDisplayString());
            return;
        }
        if (attribute.Argument(0) is var place && place.IsTextLiteral())
            diagnostics.Add(Descriptors.NamedByText, place, $"[References<{other.Name}>]", property, $"{other.Name}.{property}");
        var relation = RelationSymbols.Name(other);
        Add("Relationships", $"relationships_{column.Spec.Name}_{relation.Name}_{referenced.Spec.Name}", column, attribute,
            $"{column.Spec.Name} must be a {referenced.Spec.Name} of {relation.Schema}.{relation.Name}",
            t => t with { ReferencedRelationId = other.FullName(), ReferencedColumn = referenced.Spec.Name, Inputs = [other.FullName()] });
    }

    void Wrong(ParsedColumn column, AttributeData attribute, string name, string why) =>
        diagnostics.Add(Descriptors.WrongTestArgument, attribute.Location(), name, record.Name, column.Property.Name, why);

    static string Join(IEnumerable<string> values) => string.Join(", ", values.Select(v => $"'{v}'"));
}
