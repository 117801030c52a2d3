using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Members of <c>Quern.Json</c>.</summary>
internal static class JsonFunctions
{
    const string Path = "Keys are constants without quotes and backslashes, from the outermost object inwards; none for the document itself.";
    const string Exponent = Path + " A number with an exponent is null, but on Postgres, which keeps its digits only.";

    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        new("Json.Parse(string)", "Json.Parse(x.JsonText)", c => Exprs.Call(SqlFunction.ParseJson, SqlType.Json, c[0])),
        new("Json.TryParse(string)", "Json.TryParse(x.Note)", c => new FunctionExpr(SqlFunction.TryParseJson, [c[0]], SqlType.Json, true)),
        new("Json.At(string[])", "x.Data.At(\"a\", \"b\")", c => new FunctionExpr(SqlFunction.JsonAt, [c[0], .. Keys(c)], SqlType.Json, true)) { Note = Path },
        new("Json.GetString(string[])", "x.Data.GetString(\"a\", \"b\")", c => Text(c, "string")) { Note = Path },
        new("Json.GetBoolean(string[])", "x.Data.GetBoolean(\"a\", \"b\")", Boolean) { Note = Path },
        new("Json.GetInt64(string[])", "x.Data.GetInt64(\"a\", \"n\")", c => Number(c, SqlType.Int64)) { Note = Exponent },
        new("Json.GetDecimal(string[])", "x.Data.GetDecimal(\"a\", \"n\")", c => Number(c, SqlType.Decimal(28, 10))) { Note = Exponent },
    ];

    static FunctionExpr Text(FunctionCall call, string kind) =>
        new(SqlFunction.JsonText, [LiteralExpr.Text(kind), call[0], .. Keys(call)], SqlType.Text, true);

    static FunctionExpr Number(FunctionCall call, SqlType type) => new(SqlFunction.TryParseText, [Text(call, "number")], type, true);

    static Expr Boolean(FunctionCall call)
    {
        var text = Text(call, "boolean");
        return Exprs.When(Exprs.IsNotNull(text), Exprs.Equal(text, LiteralExpr.Text("true")));
    }

    /// <summary>The document at a path of keys: itself where there are none.</summary>
    public static Expr At(FunctionCall call) => call.Arguments.Count == 1 ? call[0] : new FunctionExpr(SqlFunction.JsonAt, [call[0], .. Keys(call)], SqlType.Json, true);

    static IEnumerable<Expr> Keys(FunctionCall call) => call.Arguments.Skip(1).All(k => k is LiteralExpr { Value: string key } && key.IndexOfAny(['"', '\\']) < 0)
        ? call.Arguments.Skip(1)
        : throw call.Refused("give the keys as constants without quotes and backslashes");
}
