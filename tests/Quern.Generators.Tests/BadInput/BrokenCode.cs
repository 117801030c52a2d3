using Microsoft.CodeAnalysis;

namespace Quern.Generators.Tests.BadInput;

/// <summary>A file's text with something wrong in it, as typing, pasting or a merge leaves it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Edit">What was done to it.</param>
sealed record BrokenCode(string Text, string Edit)
{
    public static BrokenCode Of(SyntaxTree tree, Random random)
    {
        var text = tree.ToString();
        var tokens = tree.GetRoot().DescendantTokens().Where(t => t.Span.Length > 0).ToArray();
        SyntaxToken Any() => tokens[random.Next(tokens.Length)];
        return random.Next(8) switch
        {
            0 => Truncated(text, random.Next(text.Length)),
            1 => Doubled(text, Any()),
            2 => Swapped(text, Any(), Any()),
            3 => random.Next(tokens.Length - 1) is var i ? Swapped(text, tokens[i], tokens[i + 1]) : throw new InvalidOperationException(),
            4 => Replaced(text, Any(), Any()),
            _ => Deleted(text, [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any())]),
        };
    }

    static BrokenCode Truncated(string text, int at) => new(text[..at], $"ends at {at}");

    static BrokenCode Doubled(string text, SyntaxToken token) =>
        new(text.Insert(token.Span.End, $" {token} "), $"has '{token}' at {token.SpanStart} twice");

    static BrokenCode Replaced(string text, SyntaxToken token, SyntaxToken by) =>
        new(text.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, by.ToString()), $"has '{by}' for '{token}' at {token.SpanStart}");

    static BrokenCode Swapped(string text, SyntaxToken one, SyntaxToken other)
    {
        var (first, last) = one.SpanStart <= other.SpanStart ? (one, other) : (other, one);
        return first == last ? Doubled(text, one) : new(
            text[..first.SpanStart] + last + text[first.Span.End..last.SpanStart] + first + text[last.Span.End..],
            $"has '{first}' at {first.SpanStart} and '{last}' at {last.SpanStart} swapped");
    }

    static BrokenCode Deleted(string text, SyntaxToken[] tokens)
    {
        var deleted = tokens.Distinct().OrderByDescending(t => t.SpanStart).ToArray();
        foreach (var token in deleted)
            text = text.Remove(token.SpanStart, token.Span.Length);
        return new(text, $"lacks {string.Join(", ", deleted.Select(t => $"'{t}' at {t.SpanStart}"))}");
    }
}
