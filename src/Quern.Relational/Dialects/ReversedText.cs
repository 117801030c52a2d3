using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>Where a text begins last in another, on engines that find the first place only and turn text round character by character.</summary>
internal static class ReversedText
{
    /// <summary>How many characters stand before the last place; any number where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="part">What is looked for.</param>
    /// <param name="find">Writes the first place, from 1, of one text in another.</param>
    public static Sql LastPlace(SqlArgument text, SqlArgument part, Func<Sql, Sql, Sql> find) => part.Expr is LiteralExpr { Value: string { Length: 1 } }
        ? Sql.Of($"LENGTH({text.Sql}) - {find(part.Sql, Sql.Of($"REVERSE({text.Sql})"))}")
        : Sql.Of($"LENGTH({text.Sql}) - {find(Sql.Of($"REVERSE({part.Sql})"), Sql.Of($"REVERSE({text.Sql})"))} - LENGTH({part.Sql}) + 1");
}
