using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Quern.CodeFixes;

/// <summary>QRN2103: adds to an order the columns of the key that it lacks, so that no two rows tie.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TieBreakFix() : RelationFix("QRN2103")
{
    const int Relation = 3;
    const int Properties = 4;

    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        var relation = place.Argument(Relation);
        var missing = place.Argument(Properties).Split([','], StringSplitOptions.RemoveEmptyEntries);
        if (relation.Length == 0 || missing.Length == 0)
            yield break;
        var isInQuery = place.Node.FirstAncestorOrSelf<OrderingSyntax>()?.Span == place.Diagnostic.Location.SourceSpan;
        if ((isInQuery ? InQuery(place, relation, missing) : InCalls(place, relation, missing)) is { } change)
            yield return new($"Order by {string.Join(" and ", missing.Select(m => $"'{m}'"))} too", [change]);
    }

    // `orderby o.Total` → `orderby o.Total, o.Id`
    static (SyntaxTree, TextChange)? InQuery(FixPlace place, string relation, string[] missing)
    {
        var ordering = place.Node.FirstAncestorOrSelf<OrderingSyntax>()!;
        var rows = place.Model.LookupSymbols(ordering.SpanStart).OfType<IRangeVariableSymbol>().Select(v => v.Name)
            .Where(v => place.Model.GetSpeculativeTypeInfo(ordering.SpanStart, SyntaxFactory.IdentifierName(v), SpeculativeBindingOption.BindAsExpression).Type is { } type && type.Id() == relation)
            .ToArray();
        return rows is [var row] ? Edits.After(ordering.GetLastToken(), string.Concat(missing.Select(m => $", {Edits.Name(row)}.{Edits.Name(m)}"))) : null;
    }

    // `.OrderBy(o => o.Total)` → `.OrderBy(o => o.Total).ThenBy(o => o.Id)`; `.Take(10)` → `.OrderBy(o => o.Id).Take(10)`
    static (SyntaxTree, TextChange)? InCalls(FixPlace place, string relation, string[] missing)
    {
        var taken = place.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>();
        for (var call = taken; call?.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } access; call = access.Expression as InvocationExpressionSyntax)
            if (method is "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending")
                return call.ArgumentList.Arguments is [{ Expression: LambdaExpressionSyntax lambda }] && Parameter(lambda) is { } row && IsOf((place.Model.GetDeclaredSymbol(row, place.Cancel) as IParameterSymbol)?.Type, relation)
                    ? Edits.After(call.GetLastToken(), string.Concat(missing.Select(m => $".ThenBy({row.Identifier.Text} => {row.Identifier.Text}.{Edits.Name(m)})")))
                    : null;
        // The diagnostic stands on the call where rows are taken in no order at all.
        return taken?.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Take" or "Skip" } limit && limit.Name.SpanStart == place.Diagnostic.Location.SourceSpan.Start
            && place.Model.GetTypeInfo(limit.Expression, place.Cancel).Type is INamedTypeSymbol { Name: "Query", TypeArguments: [var element] } && IsOf(element, relation)
            ? Edits.After(limit.Expression.GetLastToken(), string.Concat(missing.Select((m, index) => $".{(index == 0 ? "OrderBy" : "ThenBy")}(x => x.{Edits.Name(m)})")))
            : null;
    }

    static ParameterSyntax? Parameter(LambdaExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var only] } => only,
        _ => null,
    };

    static bool IsOf(ITypeSymbol? type, string relation) => type is not null && type.Id() == relation;
}
