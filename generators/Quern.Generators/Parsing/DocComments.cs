using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Quern.Generators.Parsing;

/// <summary>Takes descriptions from doc comments.</summary>
internal static class DocComments
{
    /// <summary>The summary as one line of text; null when there is none.</summary>
    public static string? Summary(ISymbol symbol)
    {
        var xml = symbol.GetDocumentationCommentXml();
        if (string.IsNullOrWhiteSpace(xml))
            return null;
        try
        {
            var summary = XElement.Parse(xml!).Element("summary");
            if (summary is null)
                return null;
            foreach (var reference in summary.Descendants().Where(e => e.IsEmpty).ToList())
                reference.ReplaceWith(Reference(reference));
            var text = string.Join(" ", summary.Value.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
            return text.Length == 0 ? null : text;
        }
        catch (XmlException)
        {
            // C# warns about a comment that is no XML; a description is not worth an error.
            return null;
        }
    }

    static string Reference(XElement reference)
    {
        var name = (reference.Attribute("cref") ?? reference.Attribute("langword") ?? reference.Attribute("name"))?.Value ?? "";
        return name.Substring(name.LastIndexOf('.') + 1);
    }
}
