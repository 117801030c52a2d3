using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Quern.CodeFixes;

/// <summary>Changes of text at syntax.</summary>
internal static class Edits
{
    /// <summary>Writes something before a token.</summary>
    public static (SyntaxTree, TextChange) Before(SyntaxToken token, string text) => (token.SyntaxTree!, new TextChange(new TextSpan(token.SpanStart, 0), text));

    /// <summary>Writes something after a token.</summary>
    public static (SyntaxTree, TextChange) After(SyntaxToken token, string text) => (token.SyntaxTree!, new TextChange(new TextSpan(token.Span.End, 0), text));

    /// <summary>Writes something in place of syntax.</summary>
    public static (SyntaxTree, TextChange) Replace(SyntaxNodeOrToken syntax, string text) => (syntax.SyntaxTree!, new TextChange(syntax.Span, text));

    /// <summary>Takes an attribute away, with its list when it is the only one of it; comments stay.</summary>
    public static (SyntaxTree, TextChange) Remove(AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        var text = attribute.SyntaxTree.GetText();
        var (start, end) = (list.SpanStart, list.Span.End);
        if (list.Attributes.Count > 1)
        {
            var index = list.Attributes.IndexOf(attribute);
            (start, end) = index > 0
                ? (list.Attributes.GetSeparator(index - 1).SpanStart, attribute.Span.End)
                : (attribute.SpanStart, list.Attributes.GetSeparator(0).Span.End);
            if (index > 0)
                return (attribute.SyntaxTree, new TextChange(TextSpan.FromBounds(start, end), ""));
        }
        // The blanks after it, and the line's end where nothing else is left of the line.
        while (end < text.Length && text[end] is ' ' or '\t')
            end++;
        var line = text.Lines.GetLineFromPosition(start);
        if (end == line.End && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(line.Start, start))))
            (start, end) = (line.Start, line.EndIncludingLineBreak);
        return (attribute.SyntaxTree, new TextChange(TextSpan.FromBounds(start, end), ""));
    }

    /// <summary>Takes an argument away, with its list when it is the only one of it.</summary>
    public static (SyntaxTree, TextChange) Remove(AttributeArgumentSyntax argument)
    {
        var list = (AttributeArgumentListSyntax)argument.Parent!;
        var index = list.Arguments.IndexOf(argument);
        var span = list.Arguments.Count == 1 ? list.Span
            : index > 0 ? TextSpan.FromBounds(list.Arguments[index - 1].Span.End, argument.Span.End)
            : TextSpan.FromBounds(argument.SpanStart, list.Arguments[1].SpanStart);
        return (argument.SyntaxTree, new TextChange(span, ""));
    }

    /// <summary>A name as source writes it: <c>@class</c>.</summary>
    public static string Name(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>The white space that the line of a token begins with.</summary>
    public static string Indentation(SyntaxToken token)
    {
        var text = token.SyntaxTree!.GetText();
        var line = text.Lines.GetLineFromPosition(token.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>How the file ends its lines.</summary>
    public static string LineEnd(SyntaxTree tree)
    {
        var text = tree.GetText();
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }

    /// <summary>Whether two tokens stand on different lines.</summary>
    public static bool Breaks(SyntaxToken first, SyntaxToken second)
    {
        var lines = first.SyntaxTree!.GetText().Lines;
        return lines.IndexOf(first.SpanStart) != lines.IndexOf(second.SpanStart);
    }
}
