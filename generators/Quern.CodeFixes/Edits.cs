using Microsoft.CodeAnalysis;
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
