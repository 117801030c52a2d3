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
        new(["string.ToLowerInvariant()", "string.ToLower()"], "x.Text.ToLowerInvariant()", c => Text(SqlFunction.ToLower, c[0])) { Note = "C# leaves `İ` as it is; DuckDB makes `i` of it. Postgres changes what `LC_CTYPE` of the database names: `C` does so with A to Z alone." },
        new(["string.ToUpperInvariant()", "string.ToUpper()"], "x.Text.ToUpperInvariant()", c => Text(SqlFunction.ToUpper, c[0])) { Note = "C# leaves `ß` and `ı` as they are; DuckDB makes `ẞ` and `I` of them. Postgres changes what `LC_CTYPE` of the database names: `C` does so with a to z alone." },
        new("string.Trim()", "x.Text.Trim()", c => Text(SqlFunction.Trim, c[0])),
        new("string.TrimStart()", "x.Text.TrimStart()", c => Text(SqlFunction.TrimStart, c[0])),
        new("string.TrimEnd()", "x.Text.TrimEnd()", c => Text(SqlFunction.TrimEnd, c[0])),
        new("string.Substring(int)", "x.Text.Substring(2)", c => Text(SqlFunction.Substring, c[0], c[1])) { Note = Halves, CountsUnits = true },
        new("string.Substring(int, int)", "x.Text.Substring(1, x.Count)", c => Text(SqlFunction.Substring, c[0], c[1], c[2])) { Note = Halves, CountsUnits = true },
        new(["string.Chars"], "x.Text[1].ToString()", c => Text(SqlFunction.Substring, c[0], c[1], LiteralExpr.Int(1))) { Note = Halves, CountsUnits = true },
        new("char.ToString()", "x.Text[0].ToString()", c => c[0]) { CountsUnits = true },
        FunctionRow.Syntax("text[a..b]", "x.Text[1..^1]") with { Note = Halves, CountsUnits = true },
        FunctionRow.Syntax("text[^n]", "x.Text[^1].ToString()") with { Note = Halves, CountsUnits = true },
        FunctionRow.Syntax("text[i] == 'c'", "x.StatusText[1] == 'a'"),
        new(["string.IndexOf(string)", "string.IndexOf(char)"], "x.Text.IndexOf(x.Other)", c => Exprs.Call(SqlFunction.IndexOf, SqlType.Int32, c[0], c[1])),
        new(["string.IndexOf(string, StringComparison)", "string.IndexOf(char, StringComparison)"], "x.Text.IndexOf(\"b\", StringComparison.Ordinal)", c => IsOrdinal(c, 2) ? Exprs.Call(SqlFunction.IndexOf, SqlType.Int32, c[0], c[1]) : throw Cased(c)),
        new(["string.LastIndexOf(char)", "string.LastIndexOf(string)"], "x.Text.LastIndexOf('b')", LastIndexOf),
        new("string.LastIndexOf(string, StringComparison)", "x.Text.LastIndexOf(x.Other, StringComparison.Ordinal)", c => IsOrdinal(c, 2) ? LastIndexOf(c) : throw Cased(c)) { Note = AtTheEnd },
        FunctionRow.Syntax("LastIndexOf of a letter", "x.Text.LastIndexOf('e')") with { Note = "Also of one with an accent of its own." },
        FunctionRow.Syntax("LastIndexOf of a constant", "x.Text.LastIndexOf(\"ana\", StringComparison.Ordinal)"),
        new("string.Insert(int, string)", "x.Text.Insert(1, x.Other)", c => Joined(Part(c[0], Zero, c[1]), c[2], Part(c[0], c[1]))) { Note = Halves, CountsUnits = true },
        new("string.Remove(int)", "x.Text.Remove(1)", c => Part(c[0], Zero, c[1])) { Note = Halves, CountsUnits = true },
        new("string.Remove(int, int)", "x.Text.Remove(1, 1)", c => Joined(Part(c[0], Zero, c[1]), Part(c[0], Sum(c[1], c[2])))) { Note = Halves, CountsUnits = true },
        new(["string.PadLeft(int)", "string.PadLeft(int, char)"], "x.Other.PadLeft(5, '0')", c => Joined(Padding(c), c[0])) { Note = Width },
        new(["string.PadRight(int)", "string.PadRight(int, char)"], "x.Other.PadRight(5)", c => Joined(c[0], Padding(c))) { Note = Width },
        new("new string(char, int)", "new string('-', 3) + x.Other", c => c[1] is LiteralExpr { Value: >= 0L }
            ? Text(SqlFunction.Repeat, c[0], c[1])
            : throw c.Refused("give the number as a constant")) { Note = "The number is a constant." },
        new("string.Trim(char[])", "x.Text.Trim('a', ' ', 'X')", c => Text(SqlFunction.Trim, c[0], Set(c))) { Note = Characters },
        new("string.TrimStart(char[])", "x.Text.TrimStart('a', ' ')", c => Text(SqlFunction.TrimStart, c[0], Set(c))) { Note = Characters },
        new("string.TrimEnd(char[])", "x.Text.TrimEnd('a', ' ')", c => Text(SqlFunction.TrimEnd, c[0], Set(c))) { Note = Characters },
        new(["string.Trim(char)"], "x.Text.Trim('a')", c => Text(SqlFunction.Trim, c[0], c[1])),
        new(["string.TrimStart(char)"], "x.Text.TrimStart('a')", c => Text(SqlFunction.TrimStart, c[0], c[1])),
        new(["string.TrimEnd(char)"], "x.Text.TrimEnd('a')", c => Text(SqlFunction.TrimEnd, c[0], c[1])),
        new(["string.Replace(string, string)", "string.Replace(char, char)"], "x.Text.Replace(\"a\", x.Other)", c => Text(SqlFunction.Replace, c[0], c[1], NoNull(c[2]))),
        new("string.Replace(string, string, StringComparison)", "x.Text.Replace(\"b\", x.Other, StringComparison.Ordinal)", c => IsOrdinal(c, 3) ? Text(SqlFunction.Replace, c[0], c[1], NoNull(c[2])) : throw Cased(c)),
        new(["string.StartsWith(string)", "string.StartsWith(char)"], "x.Text.StartsWith(x.Other)", c => Test(SqlFunction.StartsWith, c)),
        new(["string.EndsWith(string)", "string.EndsWith(char)"], "x.Text.EndsWith(x.Other)", c => Test(SqlFunction.EndsWith, c)),
        new(["string.Contains(string)", "string.Contains(char)"], "x.Text.Contains(x.Other)", c => Test(SqlFunction.Contains, c)),
        new("Sql.Left(string, int)", "Sql.Left(x.Note, 2)", c => c[1] is LiteralExpr { Value: long and >= 0 }
            ? Text(SqlFunction.Left, c[0], c[1])
            : throw c.Refused("give a constant of zero or more")) { Note = "Whole characters, and the whole text when it has fewer. The number is a constant." },
        new("Sql.Like(string, string)", "Sql.Like(x.Note, \"a%_\")", c => Exprs.OrFalse(Test(SqlFunction.Like, c))) { Note = "`%` is any text, `_` any character; nothing escapes them." },
        new("string.StartsWith(string, StringComparison)", "x.Text.StartsWith(x.Other, StringComparison.OrdinalIgnoreCase)", c => Test(SqlFunction.StartsWith, Folded(c))),
        new("string.EndsWith(string, StringComparison)", "x.Text.EndsWith(x.Other, StringComparison.Ordinal)", c => Test(SqlFunction.EndsWith, Folded(c))),
        new("string.Contains(string, StringComparison)", "x.Text.Contains(x.Other, StringComparison.OrdinalIgnoreCase)", c => Test(SqlFunction.Contains, Folded(c))),
        new(["string.Equals(string, StringComparison)", "string.Equals(string, string, StringComparison)"], "x.Text.Equals(x.Other, StringComparison.OrdinalIgnoreCase)", c => Folded(c) is var folded ? Exprs.Equal(folded[0], folded[1]) : c[0]),
        new("string.CompareOrdinal(string, string)", "Math.Sign(string.CompareOrdinal(x.Other, x.Note))", CompareOrdinal) { Note = "-1, 0 or 1; by code point, which differs from UTF-16 where one side has a character of two units and the other one from U+E000 on." },
        new("string.Compare(string, string, StringComparison)", "Math.Sign(string.Compare(x.Other, x.Note, StringComparison.Ordinal))", c => CompareOrdinal(Folded(c))) { Note = "As `CompareOrdinal`." },
        new(["string.Equals(string)", "string.Equals(string, string)"], "x.Other.Equals(x.Note)", c => Exprs.Equal(c[0], c[1])),
        new("string.IsNullOrEmpty(string)", "string.IsNullOrEmpty(x.Note)", c => Exprs.Or(Exprs.IsNull(c[0]), IsEmpty(c[0]))),
        new("string.IsNullOrWhiteSpace(string)", "string.IsNullOrWhiteSpace(x.Note)", c => Exprs.Or(Exprs.IsNull(c[0]), IsEmpty(Text(SqlFunction.Trim, c[0])))),
        new(["string.Concat(string, string)", "string.Concat(string, string, string)", "string.Concat(string, string, string, string)", "string.Concat(string[])", "string.Concat(ReadOnlySpan)"],
            "string.Concat(x.Text, x.Note)", c => Joined([.. c.Arguments])),
        new(["string.Join(string, ReadOnlySpan)", "string.Join(char, ReadOnlySpan)", "string.Join(string, string[])", "string.Join(char, string[])"], "string.Join(\", \", x.Text, x.Note, x.Other)",
            c => c.Arguments.Count == 2 && c[1].Type.Kind == SqlTypeKind.Array ? ArrayJoin(c) : Joined([.. c.Arguments.Skip(1).SelectMany((part, i) => i == 0 ? [part] : new[] { c[0], part })])),
        new("Sql.SplitPart(string, string, int)", "Sql.SplitPart(x.Text, \",\", 1)", c => c[1] is LiteralExpr { Value: string { Length: > 0 } } && c[2] is LiteralExpr { Value: >= 0L } ? Text(SqlFunction.SplitPart, c[0], c[1], c[2]) : throw c.Refused("give a separator that is not empty and an index from 0 as constants")),
        new("Sql.Md5(string)", "Sql.Md5(x.Note)", c => Text(SqlFunction.Md5, c[0])),
        new("Sql.SurrogateKey(string[])", "Sql.SurrogateKey(x.Text, x.Note)", c => Text(SqlFunction.Md5, Joined([.. c.Arguments.Select(KeyPart)]))) { Note = "The MD5 of its parts' MD5s, `-` for null: no two different lists of parts run together." },
        new("Regex.IsMatch(string, string)", "Regex.IsMatch(x.Text, \"^[a-z]+,?.\")", c => Exprs.Call(SqlFunction.IsMatch, SqlType.Boolean, c[0], RegexPattern.Of(c, c[1], mayAlternate: true))) { Note = RegexPattern.Note },
        new("Regex.Replace(string, string, string)", "Regex.Replace(x.Text, \"[a-b]{1,2}\", \"_\")", c => Text(SqlFunction.ReplaceMatches, c[0], RegexPattern.Of(c, c[1], mayAlternate: false), RegexPattern.Replacement(c, c[2]))) { Note = RegexPattern.Note + " `Replace` takes no alternatives, no lazy repetition and no groups: engines choose other matches for them." },
    ];

    static Expr Text(SqlFunction function, params Expr[] arguments) => Exprs.Call(function, SqlType.Text, arguments);

    static Expr Test(SqlFunction function, FunctionCall call) => Exprs.Call(function, SqlType.Boolean, call[0], call[1]);

    const string AtTheEnd = "Empty text begins last at the end.";

    static Expr LastIndexOf(FunctionCall call) => Exprs.Call(SqlFunction.LastIndexOf, SqlType.Int32, call[0], call[1]);

    const string Characters = "The characters are constants.";

    static LiteralExpr Set(FunctionCall call) => LiteralExpr.Text(string.Concat(call.Arguments.Skip(1).Select(a => a is LiteralExpr { Value: string { Length: > 0 } character } ? character : throw call.Refused("give the characters as constants"))));

    static LiteralExpr Zero => LiteralExpr.Int(0);

    const string Width = "The width is a constant.";

    static Expr Part(params Expr[] arguments) => Text(SqlFunction.Substring, arguments);

    static Expr Sum(Expr left, Expr right) => left is LiteralExpr { Value: long a } && right is LiteralExpr { Value: long b }
        ? LiteralExpr.Int(a + b)
        : new ArithmeticExpr(ArithmeticOperator.Add, left, right, SqlType.Int32);

    static ConcatExpr Joined(params Expr[] parts) =>
        new(parts.SelectMany(p => p is ConcatExpr concat ? concat.Parts : [p]).Where(p => p is not LiteralExpr { Value: null or "" }).ToEquatableArray());

    static Expr ArrayJoin(FunctionCall call) => call[1].Type is { Kind: SqlTypeKind.Array, ElementKind: SqlTypeKind.Text }
        ? Text(SqlFunction.ArrayJoin, call[1], NoNull(call[0]))
        : throw call.Refused("join texts");

    static Expr Padding(FunctionCall call) => call[1] is LiteralExpr { Value: >= 0L }
        ? Text(SqlFunction.Repeat, call.Arguments.Count > 2 ? call[2] : LiteralExpr.Text(" "),
            new ArithmeticExpr(ArithmeticOperator.Subtract, call[1], Exprs.Call(SqlFunction.Length, SqlType.Int32, call[0]), SqlType.Int32))
        : throw call.Refused("give the width as a constant");

    static FunctionCall Folded(FunctionCall call) => IsOrdinal(call, call.Arguments.Count - 1)
        ? call
        : call with { Arguments = [.. call.Arguments.Take(2).Select(a => Text(SqlFunction.ToUpper, a))] };

    // StringComparison.Ordinal is 4, OrdinalIgnoreCase 5.
    static bool IsOrdinal(FunctionCall call, int option) => ((LiteralExpr)call[option]).Value switch
    {
        4L => true,
        5L => false,
        _ => throw call.Refused("use StringComparison.Ordinal or OrdinalIgnoreCase: engines know no cultures"),
    };

    static TranslationException Cased(FunctionCall call) => call.Refused("use StringComparison.Ordinal, on text in lower case where case must not count");

    // Null comes before all text.
    static Expr CompareOrdinal(FunctionCall call) => Exprs.Case(
        Exprs.Equal(call[0], call[1]),
        Zero,
        Exprs.Case(Exprs.Or(Exprs.IsNull(call[0]), new ComparisonExpr(ComparisonOperator.Less, call[0], call[1])), LiteralExpr.Int(-1), LiteralExpr.Int(1), SqlType.Int32),
        SqlType.Int32);

    static Expr KeyPart(Expr part) => Text(SqlFunction.Md5, part) is var hash && hash.IsNullable
        ? new CoalesceExpr([hash, LiteralExpr.Text("-")], SqlType.Text, false)
        : hash;

    static Expr IsEmpty(Expr text) => Exprs.Equal(text, LiteralExpr.Text(""));

    // `Replace(x, null)` removes x.
    static Expr NoNull(Expr expr) => expr.IsNullable ? new CoalesceExpr([expr, LiteralExpr.Text("")], SqlType.Text, false) : expr;
}
