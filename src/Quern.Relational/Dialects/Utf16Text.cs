using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>
/// Positions in text as C# counts them, in UTF-16 units: a character outside the basic plane is two. Engines count
/// characters, so each of those gets a filler after it while positions are counted.
/// </summary>
internal static class Utf16Text
{
    // U+FFFF is no character and stands in no text.
    const string Filler = "CHR(65535)";

    /// <summary>Text with as many characters as the argument has UTF-16 units.</summary>
    /// <param name="text">The text.</param>
    /// <param name="astral">The range of characters of two units, as the engine's regular expressions write it.</param>
    public static Sql Of(SqlArgument text, string astral) =>
        Sql.Of($"REGEXP_REPLACE({text.Sql}, '([{astral}])', '\\1' || {Filler}, 'g')");

    /// <summary>C#'s Substring: outside of the text it is an error.</summary>
    /// <param name="call">Text, start, and length where there is one.</param>
    /// <param name="astral">As for <see cref="Of"/>.</param>
    /// <param name="fail">Writes an expression of type text that fails when it is computed.</param>
    public static SqlTerm Substring(FunctionCall call, string astral, Func<SqlArgument, Sql> fail)
    {
        var (text, start) = (call.Arguments[0], call.Arguments[1]);
        var length = call.Arguments.Count > 2 ? call.Arguments[2] : (SqlArgument?)null;
        var units = Of(text, astral);
        var end = length is { } l ? Add(start, l) : start.Term;
        var outside = new[] { start, length }.OfType<SqlArgument>()
            .Where(a => a.Expr is not LiteralExpr { Value: >= 0L })
            .Select(a => Sql.Of($"{a.Term.At(Precedence.Operator)} < 0"))
            .Append(Sql.Of($"LENGTH({units}) < {end.At(Precedence.Operator)}"));
        var first = Add(start, new SqlArgument(SqlTerm.Atom($"1"), LiteralExpr.Int(1))).Sql;
        var part = length is { } n ? Sql.Of($"SUBSTR({units}, {first}, {n.Sql})") : Sql.Of($"SUBSTR({units}, {first})");
        return SqlTerm.Atom($"CASE WHEN {Sql.Join(" OR ", outside)} THEN {fail(text)} ELSE REPLACE({part}, {Filler}, '') END");
    }

    static SqlTerm Add(SqlArgument left, SqlArgument right) =>
        left.Expr is LiteralExpr { Value: long a } && right.Expr is LiteralExpr { Value: long b }
            ? SqlTerm.Atom(Sql.Text((a + b).ToString(System.Globalization.CultureInfo.InvariantCulture)))
            : new(Sql.Of($"{left.Term.At(Precedence.Additive)} + {right.Term.At(Precedence.Multiplicative)}"), Precedence.Additive);
}
