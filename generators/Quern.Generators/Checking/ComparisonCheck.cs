using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>Equalities that C# takes and that do not ask what they seem to: through a type that loses digits, or with a text that is never there.</summary>
internal static class ComparisonCheck
{
    /// <summary>Whether there may be something to say of an equality; most have no place worth remembering.</summary>
    public static bool Concerns(Expr left, Expr right) =>
        IsText(left) != IsText(right) || (left is not LiteralExpr && right is not LiteralExpr && (IsInexact(left) || IsInexact(right)));

    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts)
    {
        foreach (var (left, right, location) in facts.Comparisons)
            if (new[] { left, right }.FirstOrDefault(IsInexact) is CastExpr cast)
                yield return new(Descriptors.InexactComparison.Id, location, [Describe(cast.Operand), Name(cast.Type), cast.Type.Kind == SqlTypeKind.Single ? "7" : "15", Name(cast.Operand.Type)]);
            else if ((Outside(left, right) ?? Outside(right, left)) is { } found)
                yield return new(Descriptors.TextOutsideSet.Id, location, [found.Column, found.Text, found.Set]);

        (string Column, string Text, string Set)? Outside(Expr column, Expr constant) =>
            constant is LiteralExpr { Value: string text } && column is ColumnExpr named && Texts(named, relation.Query!, facts) is { } texts && !texts.Contains(text)
                ? (named.Name, text, string.Join(", ", texts.Select(t => $"'{t}'")))
                : null;
    }

    static bool IsText(Expr expr) => expr is LiteralExpr { Value: string, Type.Kind: SqlTypeKind.Text };

    // Doubles hold all of int, and singles of short.
    static bool IsInexact(Expr expr) => expr is CastExpr { Type.IsFloating: true } cast
        && (cast.Operand.Type.Kind is SqlTypeKind.Decimal or SqlTypeKind.Int64 || (cast.Type.Kind == SqlTypeKind.Single && cast.Operand.Type.Kind is SqlTypeKind.Int32 or SqlTypeKind.Double));

    // Known only where all that flows into the column says what it may be.
    static HashSet<string>? Texts(ColumnExpr column, Rel query, QueryFacts facts)
    {
        if (facts.Inputs.All(i => i.Texts.Count == 0))
            return null;
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var origins = Lineage.Of(column, query);
        foreach (var origin in origins)
            if (origin.IsDirect && facts.Input(origin.InputId)?.Texts.FirstOrDefault(t => t.Column == origin.InputColumn) is { } set)
                texts.UnionWith(set.Values);
            else
                return null;
        return origins.Count == 0 ? null : texts;
    }

    static string Describe(Expr operand) => operand is ColumnExpr column ? $"'{column.Name}' ({Name(operand.Type)})" : $"a {Name(operand.Type)}";

    static string Name(SqlType type) => type.Kind switch
    {
        SqlTypeKind.Int64 => "long",
        SqlTypeKind.Int32 => "int",
        SqlTypeKind.Single => "float",
        SqlTypeKind.Decimal => "decimal",
        _ => type.ToString(),
    };
}
