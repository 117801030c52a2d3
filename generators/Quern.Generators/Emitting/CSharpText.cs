using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Quern.Generators.Emitting;

/// <summary>Writes text as C# tokens.</summary>
internal static class CSharpText
{
    /// <summary>A string literal.</summary>
    public static string Literal(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary><c>["a", "b"]</c></summary>
    public static string Literals(IEnumerable<string> values) => "[" + string.Join(", ", values.Select(Literal)) + "]";

    /// <summary>An identifier as code spells it: <c>event</c> becomes <c>@event</c>.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>A namespace or a type's full name as code spells it.</summary>
    public static string DottedName(string name) => string.Join(".", name.Split('.').Select(Identifier));

    /// <summary>A type by its full name, safe from what the surrounding code declares.</summary>
    public static string Type(string fullName) => "global::" + DottedName(fullName);

    /// <summary>An identifier made of any text: what can't stand in one becomes an underscore.</summary>
    public static string IdentifierFrom(string text)
    {
        var identifier = new StringBuilder(text.Length + 1);
        foreach (var c in text)
            identifier.Append(SyntaxFacts.IsIdentifierPartCharacter(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format ? c : '_');
        if (identifier.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(identifier[0]))
            identifier.Insert(0, '_');
        return identifier.ToString();
    }
}
