using System.Text.RegularExpressions;
using Quern.Registry;

namespace Quern.Tests.Pipelines;

/// <summary>Makes templates from text as people write it: <c>{id}</c> is a relation, <c>:name</c> a parameter.</summary>
static partial class TestSqlText
{
    public static SqlTemplate Template(string text)
    {
        var handler = new SqlTemplateHandler(text.Length, 0);
        foreach (var piece in Holes().Split(text))
            if (piece.StartsWith('{'))
                handler.AppendFormatted(new RelationRef(piece[1..^1]));
            else if (piece.StartsWith(':'))
                handler.AppendFormatted(new ParameterRef(piece[1..]));
            else
                handler.AppendLiteral(piece);
        return SqlTemplate.Of(handler);
    }

    [GeneratedRegex(@"(\{[^}]+\}|(?<!:):[a-z_]+)")]
    private static partial Regex Holes();
}
