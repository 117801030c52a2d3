using Microsoft.CodeAnalysis;

namespace Quern.Generators.Parsing.Functions;

/// <summary>
/// A member as the function table spells it: <c>string.Length</c>, <c>string.Substring(int, int)</c>,
/// <c>new DateOnly(int, int, int)</c>, <c>Math.Abs(…)</c> for all overloads. A <c>?</c> after a parameter's type stands for
/// <c>Nullable&lt;T&gt;</c>; generic arguments are left out. An <c>out</c> parameter is the last one. Matched by simple names first: writing a symbol's full name is dear.
/// </summary>
internal sealed class MemberSignature
{
    const string Constructor = ".ctor";

    static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["bool"] = "Boolean",
        ["char"] = "Char",
        ["short"] = "Int16",
        ["int"] = "Int32",
        ["long"] = "Int64",
        ["float"] = "Single",
        ["double"] = "Double",
        ["decimal"] = "Decimal",
        ["string"] = "String",
        ["object"] = "Object",
    };

    static readonly Dictionary<string, string> Namespaces = new(StringComparer.Ordinal)
    {
        ["Enumerable"] = "System.Linq",
        ["Json"] = "Quern",
        ["Sql"] = "Quern",
        ["ISOWeek"] = "System.Globalization",
        ["Regex"] = "System.Text.RegularExpressions",
        ["Capture"] = "System.Text.RegularExpressions",
        ["Group"] = "System.Text.RegularExpressions",
    };

    readonly string @namespace;
    readonly string[]? parameters;

    MemberSignature(string type, string name, string[]? parameters, bool isProperty)
    {
        Type = Keywords.TryGetValue(type, out var keyword) ? keyword : type;
        @namespace = Namespaces.TryGetValue(type, out var known) ? known : "System";
        Name = name;
        this.parameters = parameters;
        IsProperty = isProperty;
    }

    /// <summary>The simple name of the containing type in metadata.</summary>
    public string Type { get; }

    /// <summary>The member's name in metadata.</summary>
    public string Name { get; }

    public bool IsProperty { get; }

    public static MemberSignature Parse(string text)
    {
        var open = text.IndexOf('(');
        var path = open < 0 ? text : text.Substring(0, open);
        var list = open < 0 ? null : text.Substring(open + 1, text.Length - open - 2);
        var parameters = list is null or "…" ? null
            : list.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(p => Metadata(p.Trim())).ToArray();
        if (path.StartsWith("operator ", StringComparison.Ordinal))
            return new MemberSignature("operator", path.Substring(9), parameters, isProperty: false);
        if (path.StartsWith("new ", StringComparison.Ordinal))
            return new MemberSignature(path.Substring(4), Constructor, parameters, isProperty: false);
        var dot = path.LastIndexOf('.');
        return new MemberSignature(path.Substring(0, dot), path.Substring(dot + 1), parameters, isProperty: open < 0);
    }

    /// <summary>Whether a symbol whose type's and own simple names are these is this member.</summary>
    public bool Matches(ISymbol member)
    {
        if (!IsIn(member.ContainingNamespace, @namespace) || member is IPropertySymbol != IsProperty)
            return false;
        if (parameters is null || member.OriginalDefinition is not IMethodSymbol method)
            return true;
        if (method.Parameters.Length != parameters.Length)
            return false;
        for (var i = 0; i < parameters.Length; i++)
            if (!IsNamed(method.Parameters[i].Type, parameters[i]))
                return false;
        return true;
    }

    /// <summary>Whether an operator takes these operands, lifted to null or not.</summary>
    public bool Matches(ITypeSymbol?[] operands) =>
        parameters is not null && operands.Length == parameters.Length
        && operands.Zip(parameters, (type, name) => type is not null && ColumnTypes.Underlying(type).Name == name).All(same => same);

    static bool IsNamed(ITypeSymbol type, string name) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
            name[name.Length - 1] == '?' && IsPrefix(nullable.TypeArguments[0].Name, name, 1),
        IArrayTypeSymbol array => name.EndsWith("[]", StringComparison.Ordinal) && IsPrefix(array.ElementType.Name, name, 2),
        _ => type.Name == name,
    };

    static bool IsPrefix(string type, string name, int suffix) =>
        type.Length == name.Length - suffix && name.StartsWith(type, StringComparison.Ordinal);

    static bool IsIn(INamespaceSymbol? symbol, string name)
    {
        for (var end = name.Length; ; symbol = symbol.ContainingNamespace)
        {
            if (symbol is null || symbol.IsGlobalNamespace)
                return false;
            var dot = name.LastIndexOf('.', end - 1);
            if (string.CompareOrdinal(name, dot + 1, symbol.Name, 0, Math.Max(end - dot - 1, symbol.Name.Length)) != 0)
                return false;
            if (dot < 0)
                return symbol.ContainingNamespace.IsGlobalNamespace;
            end = dot;
        }
    }

    static string Metadata(string parameter)
    {
        if (parameter.StartsWith("out ", StringComparison.Ordinal))
            parameter = parameter.Substring(4);
        var end = parameter.EndsWith("[]", StringComparison.Ordinal) ? parameter.Length - 2 : parameter[parameter.Length - 1] == '?' ? parameter.Length - 1 : parameter.Length;
        var name = parameter.Substring(0, end);
        return (Keywords.TryGetValue(name, out var keyword) ? keyword : name) + parameter.Substring(end);
    }
}
