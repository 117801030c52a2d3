using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Members of <see cref="char"/>, which is text in SQL: of ASCII, for what Unicode calls a letter each engine decides by its own tables.</summary>
internal static class CharacterFunctions
{
    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        Is("IsAsciiDigit", "0-9"),
        Is("IsAsciiLetter", "A-Za-z"),
        Is("IsAsciiLetterLower", "a-z"),
        Is("IsAsciiLetterUpper", "A-Z"),
        Is("IsAsciiLetterOrDigit", "0-9A-Za-z"),
        Is("IsAsciiHexDigit", "0-9A-Fa-f"),
        new("char.IsWhiteSpace(char)", "char.IsWhiteSpace(x.Text[0])", c => Exprs.Equal(Exprs.Call(SqlFunction.Trim, SqlType.Text, c[0]), LiteralExpr.Text(""))) { CountsUnits = true },
    ];

    static FunctionRow Is(string method, string range) => new($"char.{method}(char)", $"char.{method}(x.Text[0])",
        c => Exprs.Call(SqlFunction.IsMatch, SqlType.Boolean, c[0], LiteralExpr.Text($"^[{range}]$"))) { CountsUnits = true };
}
