using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Arrays as values. What takes a condition on elements the translator writes itself.</summary>
internal static class ArrayFunctions
{
    const string NoNull = "On Snowflake of an array without null.";

    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        FunctionRow.Syntax("[a, b]", "new[] { x.Text, \"b\" }") with { Note = "Also `new[] { … }`. " + NoNull },
        new(["Array.Length", "Enumerable.Count(IEnumerable)"], "x.Tags.Length", c => Length(c[0])),
        FunctionRow.Syntax("array[i]", "x.Tags[x.Step]") with { Note = "From 0. Outside of the array it fails." },
        FunctionRow.Syntax("array[^n]", "x.Tags[^1]") with { Note = "From the end. Outside of the array it fails." },
        FunctionRow.Syntax("array is [a, .., b]", "x.Tags is [\"a\", .., var last] ? last : \"none\""),
        FunctionRow.Syntax("array is [a, b]", "x.Tags is [not \"a\", _]"),
        FunctionRow.Syntax("array is [] or [..]", "x.Marks is [] or [.., null, _]"),
        new(["Enumerable.Any(IEnumerable)"], "x.Tags.Any()", c => new ComparisonExpr(ComparisonOperator.Greater, Length(c[0]), LiteralExpr.Int(0))),
        new(["Enumerable.Contains(IEnumerable, TSource)", "MemoryExtensions.Contains(ReadOnlySpan, T)", "MemoryExtensions.Contains(ReadOnlySpan, T, IEqualityComparer)", "MemoryExtensions.Contains(Span, T)"],
            "x.Tags.Contains(x.Note)", Contains) { Note = "Of a list of constants it is `IN`. " + NoNull },
        FunctionRow.Syntax("array.Contains(a) of null", "x.Marks.Contains(x.Note)") with { Note = "Null equals null." },
        FunctionRow.Syntax("constants.Contains(a)", "new[] { \"paid\", \"shipped\" }.Contains(x.Note)"),
        new(["Enumerable.SequenceEqual(IEnumerable, IEnumerable)", "MemoryExtensions.SequenceEqual(ReadOnlySpan, ReadOnlySpan)", "MemoryExtensions.SequenceEqual(Span, ReadOnlySpan)"],
            "x.Tags.SequenceEqual(x.Text.Split(','))", c => Exprs.Call(SqlFunction.ArrayEqual, SqlType.Boolean, c[0], c[1])),
        FunctionRow.Syntax("array.Any(condition)", "x.Tags.Any(t => t.Length > x.Step)") with { Note = Condition },
        FunctionRow.Syntax("array.All(condition)", "x.Tags.All(t => t != x.Note)") with { Note = Condition },
        FunctionRow.Syntax("array.Count(condition)", "x.Tags.Count(t => t != \"\")") with { Note = Condition },
        FunctionRow.Syntax("string.Join(separator, array)", "string.Join(\", \", x.Tags)") with { Note = "Of texts; null reads as empty. " + NoNull },
        FunctionRow.Syntax("string.Join(separator, array) of null", "string.Join(\"-\", x.Marks)"),
        new(["string.Split(char, StringSplitOptions)", "string.Split(string, StringSplitOptions)", "string.Split(char[])", "string.Split(ReadOnlySpan)"], "x.Text.Split(',')", Split) { Note = "By one separator, a constant, and without options." },
    ];

    const string Condition = "On Snowflake the elements of all rows are asked at once, and joined.";

    static Expr Length(Expr array) => Exprs.Call(SqlFunction.ArrayLength, SqlType.Int32, array);

    static Expr Contains(FunctionCall call)
    {
        if (call.Arguments.Count > 2 && call[2] is not LiteralExpr { Value: null })
            throw call.Refused("leave the comparer out");
        var (array, value) = (call[0], call[1]);
        if (value is LiteralExpr { Value: null })
            return Exprs.Call(SqlFunction.HoldsNull, SqlType.Boolean, array);
        var found = Exprs.Call(SqlFunction.ArrayContains, SqlType.Boolean, array, value);
        if (!value.IsNullable)
            return found;
        var isKnown = Exprs.OrFalse(found);
        return array.Type.HasNullableElements ? Exprs.Or(isKnown, Exprs.And(Exprs.IsNull(value), Exprs.OrFalse(Exprs.Call(SqlFunction.HoldsNull, SqlType.Boolean, array)))) : isKnown;
    }

    static Expr Split(FunctionCall call)
    {
        if (call.Arguments.Count > 2 && call[2] is not LiteralExpr { Value: 0L })
            throw call.Refused("split without options, and leave empty parts out with Where");
        return call.Arguments.Count > 1 && call[1] is LiteralExpr { Value: string { Length: > 0 } }
            ? Exprs.Call(SqlFunction.Split, SqlType.Array(SqlType.Text), call[0], call[1])
            : throw call.Refused("give one separator as a constant");
    }
}
