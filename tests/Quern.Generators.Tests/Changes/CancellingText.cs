using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Quern.Generators.Tests.Changes;

/// <summary>
/// A text that cancels who reads it: after some reads, or when it is asked for its lines, as a translation does for the
/// place of a relation. It does so once, after the parser is done with it.
/// </summary>
sealed class CancellingText(SourceText text, CancellationTokenSource cancellation, int? readsBefore) : SourceText
{
    int reads;

    public override Encoding? Encoding => text.Encoding;

    public override int Length => text.Length;

    public override char this[int position] => text[position];

    public override void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count) =>
        text.CopyTo(sourceIndex, destination, destinationIndex, count);

    public override string ToString(TextSpan span)
    {
        if (readsBefore is { } before && reads++ == before)
            cancellation.Cancel();
        return text.ToString(span);
    }

    protected override TextLineCollection GetLinesCore()
    {
        cancellation.Cancel();
        return text.Lines;
    }
}
