using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Records that are read from JSON documents.
internal sealed partial class Translator
{
    /// <summary><c>o.Data.As&lt;Meta&gt;()</c>.</summary>
    JsonRecordShape JsonRecord(IInvocationOperation invocation, Scope scope)
    {
        var type = invocation.TargetMethod.TypeArguments[0];
        if (JsonMembers.Refusal(type) is { } reason)
            throw new TranslationException(Diagnostics.Descriptors.NotInJson, TypeArgument(invocation.Syntax).GetLocation(), type.Name, reason);
        var naming = invocation.Arguments[0];
        return JsonRecordShape.Of(
            (INamedTypeSymbol)type, Scalar(invocation.Instance!, scope),
            naming.Value.ConstantValue is { HasValue: true, Value: int known } ? known : throw TranslationException.Syntax(naming, $"'{Snippet(naming)}', which is not a constant,", "use a constant"));
    }

    static SyntaxNode TypeArgument(SyntaxNode invocation) =>
        invocation.DescendantNodes().OfType<GenericNameSyntax>().LastOrDefault(n => n.Identifier.ValueText == "As")?.TypeArgumentList.Arguments[0] ?? invocation;

    /// <summary>The values that a key function gives of a row.</summary>
    IEnumerable<Expr> Key(IOperation key, Scope scope, Shape element) => Comparable(Apply(key, scope, element), key);

    // Records are equal when their members are, documents when all that is in them is.
    static Shape WithoutRecords(Shape shape, IOperation place, string what) => HoldsRecords(shape)
        ? throw TranslationException.Syntax(place, $"A record that is read from JSON in {what}", "select those of its members that count")
        : shape;

    static bool HoldsRecords(Shape shape) => shape is JsonRecordShape || (shape is RowShape row && row.Members.Any(m => HoldsRecords(m.Value)));
}
