using System.Security.Cryptography;
using System.Text;

namespace Quern;

public static partial class Sql
{
    /// <summary>A part of a text between separators; empty when it has fewer parts, null for null.</summary>
    /// <param name="text">The text.</param>
    /// <param name="separator">What stands between the parts; not empty.</param>
    /// <param name="index">Which part, from 0.</param>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? SplitPart(string? text, string separator, int index)
    {
        ArgumentException.ThrowIfNullOrEmpty(separator);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (text is null)
            return null;
        var parts = text.Split(separator);
        return index < parts.Length ? parts[index] : "";
    }

    /// <summary>One key from several values: the MD5 of their MD5s, with <c>-</c> for null. Different lists of values give different keys.</summary>
    /// <param name="parts">The values as text, at least one.</param>
    public static string SurrogateKey(params string?[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Length);
        return Md5(string.Concat(parts.Select(part => Md5(part) ?? "-")));
    }

    /// <summary>The MD5 of a text's UTF-8 as 32 lower-case hexadecimal digits; null for null. To tell rows apart, not to keep secrets.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Md5(string? text) =>
#pragma warning disable CA5351 // The engines have it all, and nothing depends on its being hard to invert.
        text is null ? null : Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
