using System.Text;

namespace Quern;

public static partial class Sql
{
    /// <summary>
    /// Whether a whole text has the form of a pattern, in which <c>%</c> stands for any text and <c>_</c> for any one
    /// character; false for null. Nothing escapes them: to look for them, use <c>Contains</c>.
    /// </summary>
    public static bool Like(string? text, string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return text is not null && IsLike([.. text.EnumerateRunes()], [.. pattern.EnumerateRunes()]);
    }

    // After a mismatch the last % takes one character more; earlier ones never need to.
    static bool IsLike(ReadOnlySpan<Rune> text, ReadOnlySpan<Rune> pattern)
    {
        var (at, next, resumeAt, resumeNext) = (0, 0, 0, -1);
        while (at < text.Length)
        {
            if (next < pattern.Length && pattern[next].Value == '%')
            {
                (resumeAt, resumeNext) = (at, ++next);
            }
            else if (next < pattern.Length && (pattern[next].Value == '_' || pattern[next] == text[at]))
            {
                at++;
                next++;
            }
            else if (resumeNext >= 0)
            {
                (at, next) = (++resumeAt, resumeNext);
            }
            else
            {
                return false;
            }
        }
        return pattern[next..].TrimStart(new Rune('%')).IsEmpty;
    }
}
