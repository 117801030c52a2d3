using System.Buffers.Binary;
using Microsoft.CodeAnalysis.Text;

namespace Quern.Generators.Parsing.Changes;

/// <summary>A text's 128-bit content hash.</summary>
internal readonly record struct Fingerprint(ulong High, ulong Low)
{
    public static Fingerprint Of(string text)
    {
        if (text.Length == 0)
            return default;
        var hash = SourceText.From(text).GetContentHash().AsSpan();
        return new Fingerprint(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash.Slice(8)));
    }
}
