using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Members of <see cref="string"/>. Text compares by code point, and positions count UTF-16 units.</summary>
internal static class TextFunctions
{
    const string Halves = "Outside of the text it fails. A character of two UTF-16 units is not cut in half: engines hold whole ones, and Snowflake refuses text that has such a character.";

    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        new("string.Length", "x.Text.Length", c => Exprs.Call(SqlFunction.Length, SqlType.Int32, c[0])),
        new(["string.ToLowerInvariant()", "string.ToLower()"], "x.Text.ToLowerInvariant()", c => Text(SqlFunction.ToLower, c[0])),
        new(["string.ToUpperInvariant()", "string.ToUpper()"], "x.Text.ToUpperInvariant()", c => Text(SqlFunction.ToUpper, c[0])),
        new("string.Trim()", "x.Text.Trim()", c => Text(SqlFunction.Trim, c[0])),
        new("string.TrimStart()", "x.Text.TrimStart()", c => Text(SqlFunction.TrimStart, c[0])),
        new("string.TrimEnd()", "x.Text.TrimEnd()", c => Text(SqlFunction.TrimEnd, c[0])),
        new("string.Substring(int)", "x.Text.Substring(2)", c => Text(SqlFunction.Substring, c[0], c[1])) { Note = Halves, CountsUnits = true },
        new("string.Substring(int, int)", "x.Text.Substring(1, x.Count)", c => Text(SqlFunction.Substring, c[0], c[1], c[2])) { Note = Halves, CountsUnits = true },
        new(["string.Replace(string, string)", "string.Replace(char, char)"], "x.Text.Replace(\"a\", x.Other)", c => Text(SqlFunction.Replace, c[0], c[1], NoNull(c[2]))),
        new(["string.StartsWith(string)", "string.StartsWith(char)"], "x.Text.StartsWith(x.Other)", c => Test(SqlFunction.StartsWith, c)),
        new(["string.EndsWith(string)", "string.EndsWith(char)"], "x.Text.EndsWith(x.Other)", c => Test(SqlFunction.EndsWith, c)),
        new(["string.Contains(string)", "string.Contains(char)"], "x.Text.Contains(x.Other)", c => Test(SqlFunction.Contains, c)),
        new("Sql.Like(string, string)", "Sql.Like(x.Note, \"a%_\")", c => Exprs.OrFalse(Test(SqlFunction.Like, c))) { Note = "`%` is any text, `_` any character; nothing escapes them." },
        new(["string.Equals(string)", "string.Equals(string, string)"], "x.Other.Equals(x.Note)", c => Exprs.Equal(c[0], c[1])),
        new("string.IsNullOrEmpty(string)", "string.IsNullOrEmpty(x.Note)", c => Exprs.Or(Exprs.IsNull(c[0]), IsEmpty(c[0]))),
        new("string.IsNullOrWhiteSpace(string)", "string.IsNullOrWhiteSpace(x.Note)", c => Exprs.Or(Exprs.IsNull(c[0]), IsEmpty(Text(SqlFunction.Trim, c[0])))),
        new(["string.Concat(string, string)", "string.Concat(string, string, string)", "string.Concat(string, string, string, string)"],
            "string.Concat(x.Text, x.Note)", c => new ConcatExpr(c.Arguments.ToEquatableArray())),
    ];

    static Expr Text(SqlFunction function, params Expr[] arguments) => Exprs.Call(function, SqlType.Text, arguments);

    static Expr Test(SqlFunction function, FunctionCall call) => Exprs.Call(function, SqlType.Boolean, call[0], call[1]);

    static Expr IsEmpty(Expr text) => Exprs.Equal(text, LiteralExpr.Text(""));

    // `Replace(x, null)` removes x.
    static Expr NoNull(Expr expr) => expr.IsNullable ? new CoalesceExpr([expr, LiteralExpr.Text("")], SqlType.Text, false) : expr;
}
