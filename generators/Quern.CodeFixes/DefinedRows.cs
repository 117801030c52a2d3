using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.CodeFixes;

/// <summary>The rows that a model's <c>Define</c> makes, and what each column of them is set to.</summary>
internal static class DefinedRows
{
    /// <summary>The places that make a row of the model, in whichever part of the record <c>Define</c> stands.</summary>
    public static IEnumerable<BaseObjectCreationExpressionSyntax> Of(INamedTypeSymbol record, FixPlace place) =>
        record.GetMembers("Define").OfType<IMethodSymbol>().SelectMany(m => m.DeclaringSyntaxReferences).Select(r => r.GetSyntax(place.Cancel))
            .SelectMany(define => define.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
            .Where(c => SymbolEqualityComparer.Default.Equals(place.ModelOf(c).GetTypeInfo(c, place.Cancel).Type, record));

    /// <summary>What a row's column is set to, by the initializer or the constructor; null when it is not set there.</summary>
    public static ExpressionSyntax? Value(BaseObjectCreationExpressionSyntax row, string column, FixPlace place) =>
        row.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(a => a.Left is IdentifierNameSyntax name && name.Identifier.ValueText == column)?.Right
        ?? (place.ModelOf(row).GetSymbolInfo(row, place.Cancel).Symbol is IMethodSymbol constructor ? Argument(row, constructor, column) : null);

    static ExpressionSyntax? Argument(BaseObjectCreationExpressionSyntax row, IMethodSymbol constructor, string column) =>
        row.ArgumentList?.Arguments.Where((argument, index) =>
            (argument.NameColon?.Name.Identifier.ValueText ?? constructor.Parameters.ElementAtOrDefault(index)?.Name) == column).FirstOrDefault()?.Expression;
}
