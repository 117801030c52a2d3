using Microsoft.CodeAnalysis;

namespace Quern.Generators.Parsing.Functions;

/// <summary>The methods, constructors and properties that have SQL.</summary>
internal static class FunctionTable
{
    static readonly HashSet<string> Options = new(["DatePart", "MidpointRounding", "StringComparison", "StringSplitOptions"], StringComparer.Ordinal);

    /// <summary>All rows, as the documentation lists them.</summary>
    public static IReadOnlyList<FunctionGroup> Groups { get; } =
    [
        new("Operators", OperatorForms.Rows),
        new("Text", [.. TextFunctions.Rows, .. CharacterFunctions.Rows]),
        new("Arrays", ArrayFunctions.Rows),
        new("Numbers", NumberFunctions.Rows),
        new("Dates and times", TemporalFunctions.Rows),
        new("Spans and times of day", TimeSpanFunctions.Rows),
        new("Conversions", [.. ConversionFunctions.Rows, .. ConvertFunctions.Rows]),
        new("Values as text", FormatFunctions.Rows),
        new("Enums", EnumFunctions.Rows),
        new("JSON", JsonFunctions.Rows),
    ];

    /// <summary>All aggregates, as the documentation lists them.</summary>
    public static IReadOnlyList<AggregateRow> Aggregates => AggregateFunctions.Rows;

    /// <summary>All window functions and frames, as the documentation lists them.</summary>
    public static IReadOnlyList<WindowFunctionRow> WindowFunctions => Functions.WindowFunctions.Rows;

    static readonly Dictionary<(string Name, int Parameters), AggregateRow> AggregatesByName = Aggregates.Where(r => !r.IsSyntax).ToDictionary(r => Form(r.Member));

    static readonly Dictionary<(string Name, int Parameters), WindowFunctionRow> WindowFunctionsByName =
        WindowFunctions.Where(r => !r.IsFrame).ToDictionary(r => Form(r.Member));

    static readonly Dictionary<(string Type, string Name), List<(MemberSignature Signature, FunctionRow Row)>> ByName = Index();

    /// <summary>The row of a method, constructor or property; null when it has none.</summary>
    public static FunctionRow? Find(ISymbol member)
    {
        if (member.ContainingType is { } type && ByName.TryGetValue((type.Name, member.MetadataName), out var rows))
            foreach (var (signature, row) in rows)
                if (signature.Matches(member))
                    return row;
        return null;
    }

    /// <summary>The row of an operator on operands of these types, null or not; null when it has none.</summary>
    public static FunctionRow? Find(string symbol, params ITypeSymbol?[] operands)
    {
        if (ByName.TryGetValue(("operator", symbol), out var rows))
            foreach (var (signature, row) in rows)
                if (signature.Matches(operands))
                    return row;
        return null;
    }

    /// <summary>The row of an aggregate; null when it has none.</summary>
    /// <param name="method">A method of a group, a query or a window, whichever of its overloads for a value's type.</param>
    public static AggregateRow? FindAggregate(IMethodSymbol method) =>
        AggregatesByName.TryGetValue((method.Name, method.Parameters.Length), out var row) ? row : null;

    /// <summary>The row of a window function; null when it has none.</summary>
    public static WindowFunctionRow? FindWindowFunction(IMethodSymbol method) =>
        WindowFunctionsByName.TryGetValue((method.Name, method.Parameters.Length), out var row) ? row : null;

    // `Percentile(fraction, value)`: its name, and how many parameters it has.
    static (string Name, int Parameters) Form(string member)
    {
        var open = member.IndexOf('(');
        return (member.Substring(0, open), open == member.Length - 2 ? 0 : member.Count(c => c == ',') + 1);
    }

    /// <summary>Whether a parameter steers a function instead of being a value.</summary>
    public static bool IsOption(ITypeSymbol type) => type.TypeKind == TypeKind.Enum && Options.Contains(type.Name);

    static Dictionary<(string, string), List<(MemberSignature, FunctionRow)>> Index()
    {
        var index = new Dictionary<(string, string), List<(MemberSignature, FunctionRow)>>();
        foreach (var row in Groups.SelectMany(g => g.Rows).Where(r => !r.IsSyntax))
            foreach (var member in row.Members)
            {
                var signature = MemberSignature.Parse(member);
                if (!index.TryGetValue((signature.Type, signature.Name), out var rows))
                    index.Add((signature.Type, signature.Name), rows = []);
                rows.Add((signature, row));
            }
        return index;
    }
}
