using System.Text.RegularExpressions;
using Quern.Registry;

namespace Quern.Planning;

/// <summary>One pattern of a selection.</summary>
sealed record SelectionPattern(string Text, string Name, bool IsTag, bool WithUpstream, bool WithDownstream)
{
    const string TagPrefix = "tag:";
    readonly Regex expression = new(
        "^" + Regex.Escape(Name).Replace("\\*", ".*", StringComparison.Ordinal) + "$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <exception cref="SelectionException">The pattern has no name.</exception>
    public static SelectionPattern Parse(string text)
    {
        var withUpstream = text.StartsWith('+');
        var name = withUpstream ? text[1..] : text;
        var withDownstream = name.EndsWith('+');
        if (withDownstream)
            name = name[..^1];
        var isTag = name.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase);
        if (isTag)
            name = name[TagPrefix.Length..];
        return name.Length > 0
            ? new SelectionPattern(text, name, isTag, withUpstream, withDownstream)
            : throw new SelectionException(
                $"'{text}' selects nothing. Write a name, 'schema.name' or 'tag:x', with '+' in front for what it depends on and behind for what depends on it.");
    }

    public bool Matches(RelationDefinition relation) =>
        IsTag
            ? relation.Tags.Any(expression.IsMatch)
            : expression.IsMatch(relation.Name) || expression.IsMatch(relation.DisplayName) || expression.IsMatch(relation.Id);

    public string DescribeNoMatch(RelationRegistry registry)
    {
        IEnumerable<string> candidates = IsTag
            ? registry.Relations.SelectMany(r => r.Tags)
            : registry.Relations.SelectMany(r => new[] { r.Name, r.DisplayName });
        var near = NearNames.Find(Name, candidates);
        var hint = near.Count > 0
            ? $" Did you mean {string.Join(" or ", near.Select(n => $"'{(IsTag ? TagPrefix : "")}{n}'"))}?"
            : " The command 'ls' lists what there is.";
        return $"No {(IsTag ? "relation has the tag" : "source or model has the name")} '{Name}'" + (Text == Name ? "." : $" (in '{Text}').") + hint;
    }
}
