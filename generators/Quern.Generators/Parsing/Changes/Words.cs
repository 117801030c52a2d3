using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Quern.Generators.Parsing.Changes;

/// <summary>
/// The words of a piece of source, hashed. All identifiers are among them; keywords and words in comments and strings are
/// too, which is harmless: a name too many costs a needless translation. So no token need be looked at.
/// </summary>
internal static class Words
{
    /// <summary>Stand around a name that is declared here, not used: such a name leads nowhere.</summary>
    public const char DeclaredFrom = '\u0002', DeclaredTo = '\u0003';

    const uint Offset = 2166136261;
    const uint Prime = 16777619;

    /// <summary>The hash of a name (FNV-1a), never 0.</summary>
    public static int Hash(string name)
    {
        var hash = Offset;
        foreach (var c in name)
            hash = Add(hash, c);
        return Finish(hash);
    }

    /// <summary>Each word once.</summary>
    public static int[] Of(string text)
    {
        var words = new HashSet<int>();
        var (hash, isWord, isNumber) = (Offset, false, false);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i == text.Length ? ' ' : text[i];
            // An identifier may be written with escapes: `\u0041bc` is `Abc`.
            if (c == '\\' && Escape(text, i) is var (escaped, length) && length > 0)
                (c, i) = (escaped, i + length - 1);
            if (c == DeclaredFrom)
                i = Math.Max(i, text.IndexOf(DeclaredTo, i));
            if (IsPart(c))
            {
                isNumber |= !isWord && c is >= '0' and <= '9';
                isWord = true;
                hash = Add(hash, c);
            }
            // C# leaves formatting characters out of names.
            else if (isWord && !(c > 127 && char.GetUnicodeCategory(c) == UnicodeCategory.Format))
            {
                if (!isNumber)
                    words.Add(Finish(hash));
                (hash, isWord, isNumber) = (Offset, false, false);
            }
        }
        return [.. words];
    }

    static bool IsPart(char c) => c < 128
        ? c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'
        : SyntaxFacts.IsIdentifierPartCharacter(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format;

    static (char Character, int Length) Escape(string text, int i)
    {
        var digits = i + 1 < text.Length ? text[i + 1] switch { 'u' => 4, 'U' => 8, _ => 0 } : 0;
        return digits > 0 && i + 2 + digits <= text.Length
            && int.TryParse(text.Substring(i + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code is >= 0 and <= char.MaxValue
            ? ((char)code, digits + 2)
            : default;
    }

    static uint Add(uint hash, char c) => unchecked((hash ^ c) * Prime);

    // 0 and -1 have a meaning in keys.
    static int Finish(uint hash) => unchecked((int)hash) is var h && h is 0 or -1 ? 1 : h;
}
