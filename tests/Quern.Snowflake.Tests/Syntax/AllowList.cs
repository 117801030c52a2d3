using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quern.Snowflake.Tests.Syntax;

/// <summary>
/// Checks a syntax tree against the clauses, operators, functions with their numbers of arguments, and types that Snowflake
/// documents. Parsers take much that Snowflake does not; whatever is not in the list is refused, whether anyone thought of it
/// or not.
/// </summary>
sealed class AllowList
{
    readonly HashSet<string> nodes = new(StringComparer.Ordinal);
    readonly HashSet<string> values = new(StringComparer.Ordinal);
    readonly HashSet<string> types = new(StringComparer.Ordinal);
    readonly Dictionary<string, (int Least, int Most)> functions = new(StringComparer.Ordinal);

    /// <param name="lines">Lines of kind, name (and a function's number of arguments), and page of Snowflake's documentation.</param>
    public AllowList(IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(l => l.Length > 0 && l[0] != '#'))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 3)
                throw new FormatException($"The allow-list names no page in: {line}");
            switch (parts[0])
            {
                case "node":
                    nodes.UnionWith(parts[1..^1]);
                    break;
                case "value":
                    values.UnionWith(parts[1..^1]);
                    break;
                case "type":
                    types.UnionWith(parts[1..^1]);
                    break;
                case "function":
                    var bounds = parts[2].Split('-').Select(n => n == "*" ? int.MaxValue : int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
                    functions.Add(parts[1], (bounds[0], bounds[^1]));
                    break;
                default:
                    throw new FormatException($"The allow-list has no kind '{parts[0]}'.");
            }
        }
    }

    public static AllowList Snowflake { get; } = new(Read());

    static IEnumerable<string> Read()
    {
        using var reader = new StreamReader(typeof(AllowList).Assembly.GetManifestResourceStream("snowflake.txt")!);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    /// <summary>What the tree has that the list has not.</summary>
    public IReadOnlyList<string> Violations(JsonNode tree)
    {
        var found = new List<string>();
        Check(tree, found);
        return found;
    }

    void Check(JsonNode? node, List<string> found)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array)
                    Check(item, found);
                break;
            // A name.
            case JsonObject identifier when identifier.ContainsKey("value") && identifier.All(m => m.Key is "value" or "quote_style"):
                break;
            case JsonObject members:
                foreach (var (name, value) in members)
                    if (!IsDefault(value))
                        Check(name, value!, found);
                break;
            // A bare text is the name of a variant: that of a clause, an operator, a kind of join.
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && !values.Contains((string)value!):
                found.Add($"value {value}");
                break;
        }
    }

    void Check(string name, JsonNode value, List<string> found)
    {
        switch (name)
        {
            // Contents of names and literals.
            case "Identifier" or "CompoundIdentifier" or "alias" or "SingleQuotedString" or "Number" or "Placeholder":
                return;
            case "data_type":
                CheckType(value, found);
                return;
            case "Function":
                CheckFunction(value, found);
                break;
            case "Trim" or "Floor" or "Ceil" or "Substring" or "Extract" or "Position":
                CheckKeyword(name, value, found);
                return;
            case "distinct" when value is JsonObject:
                found.Add("DISTINCT ON");
                return;
        }
        if (!nodes.Contains(name))
            found.Add($"node {name}");
        else
            Check(value, found);
    }

    void CheckFunction(JsonNode function, List<string> found)
    {
        var name = string.Join(".", function["name"]!.AsArray().Select(p => (string)p!["Identifier"]!["value"]!));
        // Those of a table function stand beside its name.
        var arguments = (function["args"] as JsonArray ?? function["args"]?["List"]?["args"]?.AsArray())?.Count ?? 0;
        if (!functions.TryGetValue(name, out var arity))
            found.Add($"function {name}");
        else if (arguments < arity.Least || arguments > arity.Most)
            found.Add($"function {name} with {arguments} arguments");
    }

    // Functions that have a grammar of their own in the parser.
    void CheckKeyword(string name, JsonNode node, List<string> found)
    {
        var function = name.ToUpperInvariant();
        if (!functions.ContainsKey(function))
            found.Add($"function {function}");
        foreach (var (_, value) in node.AsObject().Where(m => m.Key is "expr" or "trim_characters" or "substring_from" or "substring_for" or "r#in"))
            Check(value, found);
    }

    void CheckType(JsonNode type, List<string> found)
    {
        var name = type switch
        {
            JsonValue => (string)type!,
            JsonObject o when o["Custom"] is JsonArray custom => (string)custom[0]![0]!["Identifier"]!["value"]!,
            JsonObject o => o.First().Key,
            _ => type.ToJsonString(),
        };
        if (!types.Contains(name))
            found.Add($"type {name}");
    }

    static bool IsDefault(JsonNode? value) => value switch
    {
        null => true,
        JsonArray array => array.Count == 0 || array.All(IsDefault),
        JsonObject o => o.Count == 0,
        JsonValue v => v.GetValueKind() switch
        {
            JsonValueKind.True or JsonValueKind.False => v.GetValueKind() == JsonValueKind.False,
            JsonValueKind.String => (string)v! is "None" or "NONE" or "",
            _ => false,
        },
        _ => false,
    };
}
