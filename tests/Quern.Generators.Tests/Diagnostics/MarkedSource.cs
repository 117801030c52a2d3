using System.Text;

namespace Quern.Generators.Tests.Diagnostics;

/// <summary>Source with the expected diagnostics written into it: <c>{|QRN1004:"Nope"|}</c>.</summary>
sealed record MarkedSource(string Text, IReadOnlyList<(string Id, string Span)> Expected)
{
    public static MarkedSource Parse(string marked)
    {
        var text = new StringBuilder();
        var expected = new List<(string, string)>();
        for (var at = 0; at < marked.Length;)
        {
            var open = marked.IndexOf("{|QRN", at, StringComparison.Ordinal);
            if (open < 0)
            {
                text.Append(marked, at, marked.Length - at);
                break;
            }
            var colon = marked.IndexOf(':', open);
            var close = marked.IndexOf("|}", colon, StringComparison.Ordinal);
            text.Append(marked, at, open - at).Append(marked, colon + 1, close - colon - 1);
            expected.Add((marked[(open + 2)..colon], marked[(colon + 1)..close]));
            at = close + 2;
        }
        return new MarkedSource(text.ToString(), expected);
    }
}
