using System.Text.RegularExpressions;

namespace Quern.Relational.Tests.Engines;

static class TextCases
{
    // Empty, blank, wildcards, quotes, backslashes, newlines, controls, accents, astral characters, all of C#'s white space.
    static readonly string[] Odd =
    [
        "", " ", "abc", "ABC", " a b ", "50%", "a_c", "it's", "\"q\"", @"a\b", @"\n", "line\nbreak", "\ttab\t", "é", "e\u0301",
        "Ångström", "🦆", "a🦆b🦆", "\uE000\uFFFD", "\u00A0x\u2003", "\u0085\u2028x\u2029\u1680", "\u200Bx\u200B", "$1", "{0}", "--", "/*x*/", ";",
    ];

    static EngineCase Unary(SqlFunction function, SqlType type, Func<string, object> csharp)
    {
        var c = new EngineCase(function.ToString(), [SqlType.Text], a => new FunctionExpr(function, [a[0]], type, a[0].IsNullable)).Row(null, [null]);
        foreach (var text in Odd)
            _ = c.Row(csharp(text), text);
        return c;
    }

    static EngineCase Pairs(SqlFunction function, Func<string, string, object> csharp)
    {
        var c = new EngineCase(function.ToString(), [SqlType.Text, SqlType.Text],
            a => new FunctionExpr(function, [a[0], a[1]], SqlType.Boolean, true)).Row(null, null, "x").Row(null, "x", null);
        foreach (var text in Odd)
            foreach (var part in Odd.Append("b").Append("a").Append("%").Append("_"))
                _ = c.Row(csharp(text, part), text, part);
        return c;
    }

    static EngineCase Like(string pattern, bool isLiteral)
    {
        var c = new EngineCase($"Like {pattern} {(isLiteral ? "literal" : "value")}", [SqlType.Text, SqlType.Text],
            a => new FunctionExpr(SqlFunction.Like, [a[0], isLiteral ? LiteralExpr.Text(pattern) : a[1]], SqlType.Boolean, true));
        foreach (var text in Odd)
            _ = c.Row(Regex.IsMatch(text, @"\A" + Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal).Replace("_", @"([\uD800-\uDBFF].|[^\uD800-\uDFFF])", StringComparison.Ordinal) + @"\z", RegexOptions.Singleline), text, pattern);
        return c;
    }

    static EngineCase Ordering(ComparisonOperator op, Func<int, bool> holds)
    {
        var c = new EngineCase("Text" + op, [SqlType.Text, SqlType.Text], a => new ComparisonExpr(op, a[0], a[1]));
        foreach (var left in Odd)
            foreach (var right in Odd)
                // Code points order as UTF-8's bytes do.
                _ = c.Row(holds(System.Text.Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right))), left, right);
        return c;
    }

    static EngineCase Same(string name, Func<Expr[], Expr> build, params (object? Expected, object?[] Row)[] rows)
    {
        var c = new EngineCase(name, [.. rows[0].Row.Select(_ => SqlType.Text)], build);
        foreach (var (expected, row) in rows)
            _ = c.Row(expected, row);
        return c;
    }

    public static IEnumerable<EngineCase> All { get; } =
    [
        Unary(SqlFunction.ToLower, SqlType.Text, s => s.ToLowerInvariant()),
        Unary(SqlFunction.ToUpper, SqlType.Text, s => s.ToUpperInvariant()),
        Unary(SqlFunction.Trim, SqlType.Text, s => s.Trim()),
        Unary(SqlFunction.TrimStart, SqlType.Text, s => s.TrimStart()),
        Unary(SqlFunction.TrimEnd, SqlType.Text, s => s.TrimEnd()),
        Unary(SqlFunction.Length, SqlType.Int32, s => s.Length),
        Pairs(SqlFunction.StartsWith, (s, p) => s.StartsWith(p, StringComparison.Ordinal)),
        Pairs(SqlFunction.EndsWith, (s, p) => s.EndsWith(p, StringComparison.Ordinal)),
        Pairs(SqlFunction.Contains, (s, p) => s.Contains(p, StringComparison.Ordinal)),
        .. from pattern in new[] { "", "%", "_", "__", "%b%", "a_c", "a%_", "%🦆%🦆", @"a\b", @"%\%", @"\_", "'%'" } from isLiteral in new[] { true, false } select Like(pattern, isLiteral),
        Ordering(ComparisonOperator.Equal, c => c == 0),
        Ordering(ComparisonOperator.Less, c => c < 0),
        Ordering(ComparisonOperator.GreaterOrEqual, c => c >= 0),
        Same("TextLiteral", a => new ConcatExpr([.. Odd.Select(LiteralExpr.Text), a[0]]), (string.Concat(Odd) + "x", ["x"])),
        Same("Concat", a => new ConcatExpr([a[0], LiteralExpr.Text("-"), a[1]]),
            ("a-b", ["a", "b"]), ("-b", [null, "b"]), ("a-", ["a", null]), ("-", [null, null]), ("-", ["", ""])),
        Same("Replace", a => new FunctionExpr(SqlFunction.Replace, [a[0], a[1], a[2]], SqlType.Text, true),
            ("b.b", ["a.a", "a", "b"]), ("abc", ["abc", "%", "x"]), (@"a\\b", [@"a\b", @"\", @"\\"]), ("", ["aa", "a", ""]), (null, [null, "a", "b"])),
        new EngineCase("Substring", [SqlType.Text, SqlType.Int32, SqlType.Int32], a => new FunctionExpr(SqlFunction.Substring, [a[0], a[1], a[2]], SqlType.Text, true))
            .Row("bc", "abcd", 1L, 2L).Row("", "abcd", 4L, 0L).Row("", "", 0L, 0L).Row("abcd", "abcd", 0L, 4L).Row("b", "🦆b🦆", 2L, 1L)
            .Row("🦆b", "🦆b🦆", 0L, 3L).Row(null, null, 0L, 1L),
        new EngineCase("SubstringFrom", [SqlType.Text], a => new FunctionExpr(SqlFunction.Substring, [a[0], LiteralExpr.Int(2)], SqlType.Text, false))
            .Row("cd", "abcd").Row("", "ab").Row("b", "🦆b"),
        // A constant is no value, too, where the engine would read it before the row is asked for.
        .. from type in new[] { SqlType.Int32, SqlType.Int64, SqlType.Decimal(28, 10), SqlType.Double, SqlType.Date, SqlType.Timestamp, SqlType.Uuid }
           select new EngineCase($"TryParseConstant{type.Kind}", [SqlType.Text], _ => new FunctionExpr(SqlFunction.TryParseText, [LiteralExpr.Text("a")], type, true)).Row(null, "x"),
        new EngineCase("TryParseConstantNumber", [SqlType.Text], _ => new FunctionExpr(SqlFunction.TryParseText, [LiteralExpr.Text("12")], SqlType.Int64, true)).Row(12L, "x"),
        new EngineCase("TryParseJson", [SqlType.Text], a => new CastExpr(new FunctionExpr(SqlFunction.TryParseJson, [a[0]], SqlType.Json, true), SqlType.Text))
            .Row(null, [null]).Row(null, "").Row(null, "{bad").Row(null, "nan").Row(null, "[NaN]").Row(null, "[1,]").Row(null, "-Infinity").Row(null, "{\"a\":1, }")
            .Row("\"nan,]\"", "\"nan,]\"").Row("[]", "[]").Row("[1, \"a\"]", "[1, \"a\"]").Row("{\"a\": \"b\"}", "{\"a\": \"b\"}").Row("1", "1").Row("null", "null").Row("\"a\\\"b\"", "\"a\\\"b\"").Row("\"inf\\\\\"", "\"inf\\\\\"")
            .Row("[1, \"a\"]", "[1, \"a\"]"),
    ];
}
