using System.Text.Json.Nodes;

namespace Quern.SnowflakeTranslation;

/// <summary>What two parsers of other projects make of a statement.</summary>
/// <param name="Tree">The syntax tree of sqlparser-rs; null when it can't parse the statement.</param>
/// <param name="Errors">What the parsers say against it.</param>
public sealed record ParsedStatement(JsonNode? Tree, IReadOnlyList<string> Errors);

/// <summary>The parsers: sqlparser-rs and polyglot, in their Snowflake modes.</summary>
public static class SnowflakeParsers
{
    public static ParsedStatement Parse(string sql)
    {
        var answer = NodeProcess.Ask(new { parse = sql });
        return new ParsedStatement(answer["tree"], [.. answer["errors"]!.AsArray().Select(e => (string)e!)]);
    }
}
