using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Quern.CodeFixes;

/// <summary>
/// QRN2105: gives a column the empty text, zero or false where its value is null. Of a row that may be missing it asks the
/// column by <c>?.</c>, so that the query means the same over lists.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DefaultValueFix() : RelationFix("QRN2105")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        var named = place.Argument(1);
        // Of the rows of a union it may be any one's value.
        if (place.Record?.Columns().FirstOrDefault(c => c.Name == named) is not { } column || Literal(column.Type) is not { } literal
            || DefinedRows.Of(place.Record, place).ToArray() is not [var row] || DefinedRows.Value(row, named, place) is not { } value)
            yield break;
        var model = place.ModelOf(value);
        if (Bare(value, model) is not { } bare)
            yield break;
        var mended = $"{bare} ?? {literal}";
        var type = model.GetSpeculativeTypeInfo(value.SpanStart, SyntaxFactory.ParseExpression(mended), SpeculativeBindingOption.BindAsExpression).Type;
        if (type is not null and not IErrorTypeSymbol && model.Compilation.ClassifyConversion(type, column.Type) is { Exists: true, IsImplicit: true, IsUserDefined: false })
            yield return new($"Give '{column.Name}' the value {literal} in place of null", [Edits.Replace(value, mended)]);
    }

    static string? Literal(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => "\"\"",
        SpecialType.System_Boolean => "false",
        SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double or SpecialType.System_Single => "0",
        SpecialType.System_Decimal => "0m",
        _ => null,
    };

    // Without what says that it is not null: `o.Note!` → `o.Note`, `c.ParentId!.Value` → `c.ParentId`.
    static string? Bare(ExpressionSyntax value, SemanticModel model)
    {
        while (true)
            switch (value)
            {
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven:
                    value = forgiven.Operand;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } access when IsNullable(Forgiven(access.Expression), model):
                    value = access.Expression;
                    break;
                case MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax:
                    return Asked(value, model);
                case ConditionalAccessExpressionSyntax or IdentifierNameSyntax:
                    return value.ToString();
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }:
                    return value.ToString();
                default:
                    return null;
            }
    }

    static bool IsNullable(ExpressionSyntax value, SemanticModel model) =>
        model.GetTypeInfo(value).Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    static ExpressionSyntax Forgiven(ExpressionSyntax value) =>
        value is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven ? Forgiven(forgiven.Operand) : value;

    // `c.Segment.Trim()` → `c?.Segment.Trim()` where there may be no c.
    static string Asked(ExpressionSyntax value, SemanticModel model)
    {
        var first = value;
        while (true)
            switch (first)
            {
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax method }:
                    first = method;
                    break;
                case ElementAccessExpressionSyntax element:
                    first = element.Expression;
                    break;
                case MemberAccessExpressionSyntax { Expression: var row } access when Forgiven(row) is IdentifierNameSyntax name:
                    return MayBeMissing(name, model)
                        ? name + "?" + value.SyntaxTree.GetText().ToString(TextSpan.FromBounds(row.Span.End, value.Span.End))
                        : value.ToString();
                case MemberAccessExpressionSyntax access:
                    first = Forgiven(access.Expression);
                    break;
                default:
                    return value.ToString();
            }
    }

    // The row that DefaultIfEmpty gives, or a parameter that a left join may give null.
    static bool MayBeMissing(IdentifierNameSyntax row, SemanticModel model) => model.GetSymbolInfo(row).Symbol switch
    {
        IRangeVariableSymbol variable => variable.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is FromClauseSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DefaultIfEmpty" } } },
        IParameterSymbol parameter => parameter.NullableAnnotation == NullableAnnotation.Annotated,
        _ => false,
    };
}
