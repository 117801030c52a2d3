using System.Diagnostics.CodeAnalysis;

namespace Quern;

public static partial class Sql
{
    /// <summary>The first characters of a text; the whole text when it has fewer, and null for null.</summary>
    /// <param name="text">The text.</param>
    /// <param name="count">How many characters, of one or two UTF-16 units each; a constant of at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Left(string? text, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return text is null ? null : text[..text.EnumerateRunes().Take(count).Sum(rune => rune.Utf16SequenceLength)];
    }
}
