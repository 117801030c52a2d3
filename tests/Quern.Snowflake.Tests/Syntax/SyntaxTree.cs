using System.Text.Json.Nodes;

namespace Quern.Snowflake.Tests.Syntax;

/// <summary>What can be read off a syntax tree of sqlparser-rs.</summary>
static class SyntaxTree
{
    /// <summary>The members of objects below a node, at any depth: their names and values.</summary>
    public static IEnumerable<(string Name, JsonNode Value)> Members(JsonNode? node) => node switch
    {
        JsonObject members => members.Where(m => m.Value is not null).SelectMany(m => Members(m.Value).Prepend((m.Key, m.Value!))),
        JsonArray items => items.SelectMany(Members),
        _ => [],
    };

    /// <summary>The values of members of a name.</summary>
    public static IEnumerable<JsonNode> All(JsonNode? node, string name) => Members(node).Where(m => m.Name == name).Select(m => m.Value);

    /// <summary>The aliases that the FROM of a SELECT or a DELETE binds; a table without one is called by its name.</summary>
    public static IEnumerable<string> Aliases(JsonNode? from) => from switch
    {
        JsonArray items => items.SelectMany(Aliases),
        JsonObject members => members.SelectMany(m => m.Key switch
        {
            "relation" => Alias(m.Value!.AsObject().First().Value!) is { } alias ? [alias] : Aliases(m.Value["NestedJoin"]),
            "joins" or "table_with_joins" or "WithFromKeyword" => Aliases(m.Value),
            _ => [],
        }),
        _ => [],
    };

    static string? Alias(JsonNode item) => (string?)item["alias"]?["name"]?["value"] ?? (string?)item["name"]?.AsArray()[^1]?["Identifier"]?["value"];

    /// <summary>The aliases that columns below a node are asked of; every column that is printed names one.</summary>
    public static IEnumerable<string> Sources(JsonNode? node) =>
        All(node, "CompoundIdentifier").Select(name => (string)name.AsArray()[0]!["value"]!);

    /// <summary>The aliases of outer rows that a query refers to.</summary>
    public static HashSet<string> OuterSources(JsonNode query)
    {
        var bound = new HashSet<string>(All(query, "from").SelectMany(Aliases));
        return [.. Sources(query).Where(s => !bound.Contains(s))];
    }

    /// <summary>A function's name.</summary>
    public static string Name(JsonNode function) => string.Join(".", function["name"]!.AsArray().Select(p => (string)p!["Identifier"]!["value"]!));
}
