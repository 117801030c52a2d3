using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Checking;

/// <summary>Equalities that C# takes and that do not ask what they seem to: by way of a type that loses digits or writes values in another way, or with a text that is never there.</summary>
internal static class ComparisonCheck
{
    /// <summary>Whether there may be something to say of an equality; most have no place worth remembering.</summary>
    public static bool Concerns(Expr left, Expr right) =>
        IsText(left) != IsText(right) || (left is ColumnExpr { Type.Kind: SqlTypeKind.Text } && right is ColumnExpr { Type.Kind: SqlTypeKind.Text }) || InAnotherType(left, right) is not null || (left is not LiteralExpr && right is not LiteralExpr && (IsInexact(left) || IsInexact(right)));

    /// <summary>What is wrong with the equalities, one thing at each place: a helper's stand where it is called.</summary>
    public static IEnumerable<DiagnosticSpec> Find(RelationSpec relation, QueryFacts facts) => All(relation, facts).GroupBy(d => d.Location).Select(g => g.First());

    static IEnumerable<DiagnosticSpec> All(RelationSpec relation, QueryFacts facts)
    {
        foreach (var (left, right, location) in facts.Comparisons)
            if (new[] { left, right }.FirstOrDefault(IsInexact) is CastExpr cast)
                yield return new(
                    Descriptors.InexactComparison.Id, location,
                    [
                        Describe(cast.Operand), Name(cast.Type), cast.Type.Kind == SqlTypeKind.Single ? "7" : "15",
                        cast.Operand.Type.IsFloating ? Tolerance : $"convert the other side to {Name(cast.Operand.Type)} instead",
                    ]);
            else if (InAnotherType(left, right) is { } other)
                yield return new(Descriptors.OtherTypeComparison.Id, location, [Describe(other.Operand), Name(other.Type), other.Reason, other.Mend]);
            else if ((Outside(left, right) ?? Outside(right, left)) is { } found)
                yield return new(Descriptors.TextOutsideSet.Id, location, [found.Column, found.Text, List(found.Set), string.Join("\0", found.Set)]);
            else if (left is ColumnExpr one && right is ColumnExpr two && Texts(one, relation.Query!, facts) is { } some && Texts(two, relation.Query!, facts) is { } others && !some.Overlaps(others))
                yield return new(Descriptors.DisjointTexts.Id, location, [one.Name, two.Name, List(some), List(others)]);

        (string Column, string Text, IEnumerable<string> Set)? Outside(Expr column, Expr constant) =>
            constant is LiteralExpr { Value: string text } && column is ColumnExpr named && Texts(named, relation.Query!, facts) is { } texts && !texts.Contains(text)
                ? (named.Name, text, texts)
                : null;
    }

    static string List(IEnumerable<string> texts) => string.Join(", ", texts.Select(t => $"'{t}'"));

    static bool IsText(Expr expr) => expr is LiteralExpr { Value: string, Type.Kind: SqlTypeKind.Text };

    // Doubles hold all of int, and singles of short.
    static bool IsInexact(Expr expr) => expr is CastExpr { Type.IsFloating: true } cast
        && (cast.Operand.Type.Kind is SqlTypeKind.Decimal or SqlTypeKind.Int64 || (cast.Type.Kind == SqlTypeKind.Single && cast.Operand.Type.Kind is SqlTypeKind.Int32 or SqlTypeKind.Double));

    const string Tolerance = "compare the difference with a tolerance, as in Math.Abs(a - b) < 1e-6";

    // What converts exactly and is compared where it is written in another way.
    static (Expr Operand, SqlType Type, string Reason, string Mend)? InAnotherType(Expr left, Expr right)
    {
        if (Widened(left) is { } single && Widened(right) is null && !IsExact(right))
            return (single, SqlType.Double, "0.1 as float is none of the doubles 0.1", Tolerance);
        if (Widened(right) is not null && Widened(left) is null && !IsExact(left))
            return InAnotherType(right, left);
        if (left is LiteralExpr || right is LiteralExpr || (Written(left) ?? Written(right)) is not { } value)
            return null;
        return Written(left) is { } a && Written(right) is { } b
            ? (a.Type == b.Type || (a.Type.IsInteger && b.Type.IsInteger)) ? (value, SqlType.Text, "values that are equal as they are", "compare them without ToString") : null
            : value.Type.Kind switch
            {
                SqlTypeKind.Uuid => (value, SqlType.Text, "one Guid may be written in capitals and in small letters", "parse the text with Sql.TryParseGuid"),
                SqlTypeKind.Date => (value, SqlType.Text, "one day may be written in several ways", "parse the text with Sql.TryParseDate"),
                SqlTypeKind.Boolean => (value, SqlType.Text, "'True', 'true' and '1' are different texts", "make a condition of the text, as in text.ToLower() == \"true\""),
                _ => (value, SqlType.Text, "7 and 007 are one number and two texts", "parse the text with Sql.TryParseInt64"),
            };
    }

    static Expr? Widened(Expr expr) => expr is CastExpr { Type.Kind: SqlTypeKind.Double, Operand: { Type.Kind: SqlTypeKind.Single } operand } ? operand : null;

    // A constant that a float holds, such as 0.5, or an integer of few digits.
    static bool IsExact(Expr expr) => expr is LiteralExpr { Value: double value } ? (float)value == value : expr is LiteralExpr or CastExpr { Operand.Type.Kind: SqlTypeKind.Int16 };

    // The value whose text is compared: `x.ToString()`, `$"{x}"`.
    static Expr? Written(Expr expr) => expr switch
    {
        ConcatExpr { Parts: [var only] } => Written(only),
        CastExpr { Type.Kind: SqlTypeKind.Text, Operand: { Type.Kind: not SqlTypeKind.Text } operand } => operand,
        _ => null,
    };

    // Known only where all that flows into the column says what it may be.
    static HashSet<string>? Texts(ColumnExpr column, Rel query, QueryFacts facts)
    {
        if (facts.Inputs.All(i => i.Texts.Count == 0))
            return null;
        if (query.SelfAndDescendants().OfType<ValuesRel>().FirstOrDefault(v => v.Alias == column.Source) is { } list)
            return [.. list.Rows.Select(row => row[list.Names.ToList().IndexOf(column.Name)].Value).OfType<string>()];
        // An argument that a helper does not use is no part of the query.
        if (!query.SelfAndDescendants().Any(r => r.BoundAliases().Contains(column.Source)))
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
        SqlTypeKind.Int16 => "short",
        SqlTypeKind.Boolean => "bool",
        SqlTypeKind.Date => "DateOnly",
        SqlTypeKind.Uuid => "Guid",
        SqlTypeKind.Single => "float",
        SqlTypeKind.Decimal => "decimal",
        _ => type.ToString(),
    };
}
