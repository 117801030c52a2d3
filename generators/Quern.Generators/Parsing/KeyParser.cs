using Microsoft.CodeAnalysis;
using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>Reads what attributes say about keys, cursors and clustering, and checks that each names a column that can be one.</summary>
internal sealed class KeyParser(INamedTypeSymbol record, IReadOnlyList<ParsedColumn> columns, DiagnosticBag diagnostics)
{
    static readonly string[] Strategies = ["Merge", "Append", "DeleteInsert"];
    static readonly string[] SchemaChanges = ["Fail", "Ignore", "AppendNewColumns", "SyncAllColumns"];

    /// <summary>Names of the [Key] columns.</summary>
    public EquatableArray<string> Declared { get; } = DeclaredBy(columns);

    /// <summary>Names of those of a record's columns that are a [Key].</summary>
    public static EquatableArray<string> DeclaredBy(IEnumerable<ParsedColumn> columns) =>
        columns.Where(c => c.Attributes.Any(a => a.AttributeClass.Is(Names.Key))).Select(c => c.Spec.Name).ToEquatableArray();

    public IncrementalSpec Incremental(AttributeData attribute)
    {
        var strategy = NameOf(Strategies, attribute.Named("Strategy"));
        var isKeyless = strategy == "Append" && attribute.Named("UniqueKey") is null && Declared.Count == 0;
        return new IncrementalSpec
        {
            Strategy = strategy,
            UniqueKey = isKeyless ? [] : Key(attribute, "UniqueKey", "an incremental model with the strategy " + strategy),
            ClusterBy = ClusterBy(attribute),
            OnSchemaChange = NameOf(SchemaChanges, attribute.Named("OnSchemaChange")),
            Cursors = [],
        };
    }

    public ExtractSpec Extract(AttributeData attribute, string relationName)
    {
        var cursor = Column(attribute, "Cursor");
        if (cursor is { Spec.IsNullable: true })
            diagnostics.Add(Descriptors.NullableKey, attribute.Argument("Cursor"), record.Name, cursor.Property.Name, "the cursor", cursor.Property.Type.ToDisplayString().TrimEnd('?'));
        var source = attribute.ArgumentValue(0) as string ?? "";
        if (source.Length == 0)
            diagnostics.Add(Descriptors.EmptyName, attribute.Argument(0), "The source of [Extract]", record.Name);
        return new ExtractSpec(
            source,
            attribute.Named("Table") as string ?? relationName,
            cursor is null && attribute.Named("Key") is null && Declared.Count == 0 ? [] : Key(attribute, "Key", "an extraction with a cursor"),
            cursor?.Spec.Name,
            attribute.Named("Lookback") is string lookback ? Lookback(lookback, attribute.Argument("Lookback")) : 0,
            attribute.Named("BatchSize") as int? ?? 100_000);
    }

    /// <summary>A lookback in microseconds; 0, with a diagnostic, when it can't be read.</summary>
    public long Lookback(string text, Location? location)
    {
        if (ColumnTypes.Lookback(text) is { } lookback)
            return lookback;
        diagnostics.Add(Descriptors.WrongLookback, location, text, record.Name);
        return 0;
    }

    EquatableArray<string> Key(AttributeData attribute, string argument, string needs)
    {
        if (attribute.Named(argument) is null)
        {
            if (Declared.Count == 0)
                diagnostics.Add(Descriptors.MissingKey, attribute.Location(), record.Name, needs, argument);
            foreach (var column in columns.Where(c => c.Spec.IsNullable && c.Attributes.Any(a => a.AttributeClass.Is(Names.Key))))
                diagnostics.Add(Descriptors.NullableKey, column.Property.Locations[0], record.Name, column.Property.Name, "the key", column.Property.Type.ToDisplayString().TrimEnd('?'));
            return Declared;
        }
        if (Column(attribute, argument) is not { } key)
            return [];
        if (key.Spec.IsNullable)
            diagnostics.Add(Descriptors.NullableKey, attribute.Argument(argument), record.Name, key.Property.Name, "the key", key.Property.Type.ToDisplayString().TrimEnd('?'));
        return [key.Spec.Name];
    }

    ParsedColumn? Column(AttributeData attribute, string argument)
    {
        if (attribute.Named(argument) is not string property)
            return null;
        var column = columns.FirstOrDefault(c => c.Property.Name == property);
        if (column is null)
            Unknown(attribute, argument, property, attribute.Argument(argument));
        else
            SuggestNameof(attribute, argument, property, attribute.Argument(argument));
        if (column is not null && !IsArray(column, argument == "Cursor" ? "be a cursor" : "be a key", attribute.Argument(argument)))
            return column;
        return null;
    }

    bool IsArray(ParsedColumn column, string role, Location? location)
    {
        if (column.Spec.Type.Kind != SqlTypeKind.Array)
            return false;
        diagnostics.Add(Descriptors.ArrayAsKey, location, record.Name, column.Property.Name, role);
        return true;
    }

    // A number that no member has can be cast to an enum; it counts as the default.
    static string NameOf(string[] members, object? value) => value is int index && index >= 0 && index < members.Length ? members[index] : members[0];

    EquatableArray<string> ClusterBy(AttributeData attribute)
    {
        var result = new List<string>();
        var properties = attribute.Named("ClusterBy") as string?[] ?? [];
        for (var i = 0; i < properties.Length; i++)
        {
            var column = columns.FirstOrDefault(c => c.Property.Name == properties[i]);
            if (column is null)
                Unknown(attribute, "ClusterBy", properties[i] ?? "", attribute.Argument("ClusterBy", i));
            else
            {
                SuggestNameof(attribute, "ClusterBy", column.Property.Name, attribute.Argument("ClusterBy", i));
                if (!IsArray(column, "order rows", attribute.Argument("ClusterBy", i)))
                    result.Add(column.Spec.Name);
            }
        }
        return result.ToEquatableArray();
    }

    void SuggestNameof(AttributeData attribute, string argument, string property, Location? location)
    {
        if (location.IsTextLiteral())
            diagnostics.Add(Descriptors.NamedByText, location, Describe(attribute, argument), property, property);
    }

    void Unknown(AttributeData attribute, string argument, string property, Location? location) =>
        diagnostics.Add(Descriptors.UnknownColumn, location, Describe(attribute, argument), record.Name, property, string.Join(", ", columns.Select(c => c.Property.Name)));

    static string Describe(AttributeData attribute, string argument) => $"{argument} of [{attribute.AttributeClass!.Name.Replace("Attribute", "")}]";
}
