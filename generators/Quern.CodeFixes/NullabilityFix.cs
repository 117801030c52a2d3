using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.CodeFixes;

/// <summary>QRN2003, QRN2105: declares a column that may be null as nullable. QRN1006: declares a column of a key or cursor as not nullable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NullabilityFix() : RelationFix("QRN1006", "QRN2003", "QRN2105")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        var named = place.Argument(1);
        if (place.Record?.Columns().FirstOrDefault(c => c.Name == named) is not { } column || column.Declaration(place.Cancel) is not { } syntax)
            yield break;
        var type = column.Type.ToMinimalDisplayString(place.Model, syntax.Type.SpanStart).TrimEnd('?');
        if (place.Diagnostic.Id != "QRN1006")
        {
            // Where C# does not follow nullness, only a value's type can say it.
            if (!column.MayBeNull() && (column.Type.IsValueType || place.Model.Compilation.GetSemanticModel(syntax.Node.SyntaxTree).GetNullableContext(syntax.Type.SpanStart).AnnotationsEnabled()))
                yield return new($"Declare '{column.Name}' as '{type}?'", [Edits.After(syntax.Type.GetLastToken(), "?")], Choice: "nullable");
        }
        else if (syntax.Type is NullableTypeSyntax nullable)
            yield return new(
                $"Declare '{column.Name}' as '{type}'",
                syntax.IsRequired || syntax.HasInitializer
                    ? [Edits.Replace(nullable.QuestionToken, "")]
                    : [Edits.Before(syntax.Type.GetFirstToken(), "required "), Edits.Replace(nullable.QuestionToken, "")],
                Choice: "required");
    }
}
