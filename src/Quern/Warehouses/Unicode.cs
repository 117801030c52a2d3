namespace Quern.Warehouses;

/// <summary>Text that drivers would cut or change on the way to an engine.</summary>
public static class Unicode
{
    /// <summary>Names what keeps the text from being stored as it is: a NUL character, half of a surrogate pair; null when nothing does.</summary>
    public static string? FirstDefect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0', StringComparison.Ordinal))
            return "a NUL character";
        // Most text has no surrogate at all, and the vectorized search says so quickly.
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else
                return "half of a surrogate pair";
        }
        return null;
    }
}
