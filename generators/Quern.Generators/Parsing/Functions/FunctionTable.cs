using Microsoft.CodeAnalysis;

namespace Quern.Generators.Parsing.Functions;

/// <summary>The methods, constructors and properties that have SQL.</summary>
internal static class FunctionTable
{
    static readonly HashSet<string> Options = new(["DatePart", "MidpointRounding", "StringComparison"], StringComparer.Ordinal);

    /// <summary>All rows, as the documentation lists them.</summary>
    public static IReadOnlyList<FunctionGroup> Groups { get; } =
    [
        new("Text", TextFunctions.Rows),
        new("Numbers", NumberFunctions.Rows),
        new("Dates and times", TemporalFunctions.Rows),
        new("Conversions", ConversionFunctions.Rows),
        new("Enums", EnumFunctions.Rows),
        new("JSON", JsonFunctions.Rows),
    ];

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
