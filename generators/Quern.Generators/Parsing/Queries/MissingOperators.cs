using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quern.Generators.Diagnostics;

namespace Quern.Generators.Parsing.Queries;

/// <summary>
/// What to write instead of LINQ's operators that queries don't have. C# itself, looking for any extension of the name, complains
/// of one that has nothing to do with it.
/// </summary>
internal static class MissingOperators
{
    const string FirstValue = "write OrderBy(key).First(x => x.Column) for a value of the row, or Take(1) for the row itself";
    const string ByNumber = "number the rows with Over, and join or group by the number";
    const string OfRows = "aggregate its rows, as in g.Sum(x => x.Amount), or do it with the query before grouping";
    const string ByKey = "filter by the key, with Any or !Any of the other query";

    static readonly Dictionary<string, string> Instead = new(StringComparer.Ordinal)
    {
        ["First"] = FirstValue,
        ["FirstOrDefault"] = FirstValue,
        ["Single"] = FirstValue,
        ["SingleOrDefault"] = FirstValue,
        ["Last"] = "write OrderBy(key).Last(x => x.Column) for a value of the row, or OrderByDescending(key).Take(1) for the row itself",
        ["LastOrDefault"] = "write OrderBy(key).Last(x => x.Column) for a value of the row, or OrderByDescending(key).Take(1) for the row itself",
        ["MinBy"] = "write OrderBy(key).First(x => x.Column) for a value of the row, or OrderBy(key).DistinctBy(…) before grouping for the row itself",
        ["MaxBy"] = "write OrderBy(key).Last(x => x.Column) for a value of the row, or OrderByDescending(key).DistinctBy(…) before grouping for the row itself",
        ["DistinctBy"] = "say which row of each key is meant: OrderBy(…).DistinctBy(…)",
        ["Select"] = OfRows,
        ["SelectMany"] = OfRows,
        ["Distinct"] = OfRows,
        ["Take"] = OfRows,
        ["Skip"] = OfRows,
        ["ToList"] = OfRows,
        ["ElementAt"] = ByNumber,
        ["ElementAtOrDefault"] = ByNumber,
        ["Index"] = ByNumber,
        ["Zip"] = ByNumber,
        ["Chunk"] = ByNumber,
        ["TakeLast"] = "order the other way round, and Take",
        ["SkipLast"] = "order the other way round, and Skip",
        ["Reverse"] = "order the other way round, with OrderByDescending",
        ["TakeWhile"] = "filter with Where; where the end depends on other rows, on a value that Over computes",
        ["SkipWhile"] = "filter with Where; where the beginning depends on other rows, on a value that Over computes",
        ["Append"] = "write Concat(Query.Of(row))",
        ["Prepend"] = "write Concat(Query.Of(row))",
        ["UnionBy"] = "write Concat(…).OrderBy(…).DistinctBy(…)",
        ["IntersectBy"] = ByKey,
        ["ExceptBy"] = ByKey,
        ["CountBy"] = "group by the key, and count",
        ["AggregateBy"] = "group by the key, and aggregate",
        ["LongCount"] = "write Count, which gives a long",
        ["OfType"] = "filter with Where",
        ["Cast"] = "convert in Select",
        ["ToArray"] = "leave the query a query; only tests take rows out of it, with ToList",
        ["AsEnumerable"] = "leave the query a query",
        ["AsQueryable"] = "leave the query a query",
    };

    /// <summary>The error for a call in an expression that C# can't bind, because a query has no such operator; null where something else is wrong.</summary>
    public static TranslationException? Find(SyntaxNode broken, Func<SyntaxNode, ITypeSymbol?> typeOf)
    {
        foreach (var access in broken.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Select(i => i.Expression).OfType<MemberAccessExpressionSyntax>())
            if (Instead.TryGetValue(access.Name.Identifier.ValueText, out var instead) && typeOf(access.Expression) is { } type && What(type) is { } what && !Has(type, access.Name.Identifier.ValueText))
                return new TranslationException(Descriptors.MissingOperator, access.Name.Identifier.GetLocation(), what, access.Name.Identifier.ValueText, instead);
        return null;
    }

    static string? What(ITypeSymbol type) =>
        type.Is(Names.Grouping) || type.Is(Names.OrderedGrouping) ? "A group"
        : type.Is(Names.Window) || type.Is(Names.OrderedWindow) || type.Is(Names.WindowFrame) ? "A window"
        : type.Is(Names.Query) || type.Is(Names.OrderedQuery) ? "A query"
        : null;

    static bool Has(ITypeSymbol? type, string name) => type is not null && (!type.GetMembers(name).IsEmpty || Has(type.BaseType, name));
}
