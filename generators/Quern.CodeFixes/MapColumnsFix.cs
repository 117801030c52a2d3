using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Quern.CodeFixes;

/// <summary>QRN2003 and C#'s CS9035: sets the columns that a query leaves out from the rows at hand that have a column of the same name and type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MapColumnsFix() : RelationFix("QRN2003", "CS9035")
{
    private protected override IEnumerable<FixOffer> Offers(FixPlace place)
    {
        if (Creation(place) is not { } creation || place.ModelOf(creation) is not { } model || model.GetTypeInfo(creation, place.Cancel).Type is not INamedTypeSymbol record || !record.IsRelation())
            yield break;
        var set = Assigned(creation);
        var rows = Rows(model, creation);
        var mapped = record.Columns()
            .Where(c => !set.Contains(c.Name) && c.Declaration(place.Cancel) is { } d && (d.IsRequired || (!d.HasInitializer && !c.MayBeNull())))
            .Select(c => (c.Name, Value: rows.Select(r => r.Value(c)).FirstOrDefault(v => v is not null)))
            .Where(m => m.Value is not null)
            .Select(m => $"{Edits.Name(m.Name)} = {m.Value}")
            .ToArray();
        if (mapped.Length > 0)
            yield return new(mapped.Length == 1 ? $"Set '{mapped[0]}'" : $"Set {mapped.Length} columns by name", [Insertion(creation, mapped)]);
    }

    // C# reports at the creation; Quern at the column, whose record's Define creates it.
    static BaseObjectCreationExpressionSyntax? Creation(FixPlace place) =>
        place.Diagnostic.Id == "CS9035"
            ? place.Node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>()
            : place.Record is { } record ? DefinedRows.Of(record, place).FirstOrDefault() : null;

    static HashSet<string> Assigned(BaseObjectCreationExpressionSyntax creation) =>
        [.. creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().Select(a => a.Left is IdentifierNameSyntax name ? name.Identifier.ValueText : "") ?? []];

    // Names in scope, the nearest first: parameters of the lambda, then those around it.
    static IReadOnlyList<Row> Rows(SemanticModel model, BaseObjectCreationExpressionSyntax creation) =>
        [.. model.LookupSymbols(creation.SpanStart)
            .Where(s => s is IRangeVariableSymbol or IParameterSymbol or ILocalSymbol && s.Locations.FirstOrDefault()?.SourceSpan.Start < creation.SpanStart)
            .OrderByDescending(s => s.Locations[0].SourceSpan.Start)
            .Select(s => new Row(Edits.Name(s.Name), RowType(model, creation, s)))];

    static ITypeSymbol? RowType(SemanticModel model, BaseObjectCreationExpressionSyntax creation, ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => parameter.Type,
        ILocalSymbol local => local.Type,
        // A range variable has no type of its own: what its name would mean here has.
        _ => model.GetSpeculativeTypeInfo(creation.SpanStart, SyntaxFactory.IdentifierName(symbol.Name), SpeculativeBindingOption.BindAsExpression).Type,
    };

    static (SyntaxTree, TextChange) Insertion(BaseObjectCreationExpressionSyntax creation, string[] mapped)
    {
        if (creation.Initializer is not { } initializer)
            return Edits.After(creation.GetLastToken(), $" {{ {string.Join(", ", mapped)} }}");
        if (initializer.Expressions.Count == 0)
            return Edits.Replace(initializer, $"{{ {string.Join(", ", mapped)} }}");
        var last = initializer.Expressions.Last();
        var separator = Edits.Breaks(initializer.OpenBraceToken, last.GetFirstToken())
            ? "," + Edits.LineEnd(creation.SyntaxTree) + Edits.Indentation(last.GetFirstToken())
            : ", ";
        return Edits.After(last.GetLastToken(), string.Concat(mapped.Select(m => separator + m)));
    }

    // A row, or a group whose key may be the column or have it.
    sealed record Row(string Name, ITypeSymbol? Type)
    {
        public string? Value(IPropertySymbol column)
        {
            if (Member(Type, column.Name) is { } member)
                return Fits(member, column) ? $"{Name}.{Edits.Name(column.Name)}" : null;
            return Type is { Name: "Grouping" } && Member(Type, "Key") is { } key && Member(key.Type, column.Name) is { } part && Fits(part, column)
                ? $"{Name}.Key.{Edits.Name(column.Name)}"
                : null;
        }

        static IPropertySymbol? Member(ITypeSymbol? type, string name) => type?.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault(p => !p.IsStatic);

        // Without flow analysis, what is selected in between does not say whether it may be null.
        static bool Fits(IPropertySymbol from, IPropertySymbol to) =>
            SymbolEqualityComparer.Default.Equals(from.Type, to.Type)
            && (to.MayBeNull() || !from.MayBeNull() || (from.ContainingType.IsAnonymousType && from.NullableAnnotation == NullableAnnotation.None));
    }
}
