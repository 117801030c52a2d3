using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Members of <c>Quern.Json</c>.</summary>
internal static class JsonFunctions
{
    const string Path = "Keys are constants, from the outermost object inwards; none for the document itself.";
    const string Integer = Path + " A number with a point or an exponent is null, but on Postgres, which keeps no exponent.";
    const string Decimal = Path + " Rounded to ten digits after the point. A number with a point or an exponent is a double and has its digits; Snowflake keeps more.";

    /// <summary>What a number of a document is read as where a decimal is asked for.</summary>
    public static SqlType Decimals => SqlType.Decimal(28, 10);

    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        new("Json.Parse(string)", "Json.Parse(x.JsonText)", c => Exprs.Call(SqlFunction.ParseJson, SqlType.Json, c[0])),
        new("Json.TryParse(string)", "Json.TryParse(x.Note)", c => new FunctionExpr(SqlFunction.TryParseJson, [c[0]], SqlType.Json, true)),
        new("Json.At(string[])", "x.Data.At(\"a\", \"b\")", c => Read(c, SqlFunction.JsonAt, SqlType.Json)) { Note = Path },
        new("Json.GetString(string[])", "x.Data.GetString(\"a\", \"b\")", c => Read(c, SqlFunction.JsonText, SqlType.Text)) { Note = Path },
        new("Json.GetBoolean(string[])", "x.Data.GetBoolean(\"a\", \"b\")", c => Read(c, SqlFunction.JsonBoolean, SqlType.Boolean)) { Note = Path },
        new("Json.GetInt64(string[])", "x.Data.GetInt64(\"a\", \"n\")", c => Read(c, SqlFunction.JsonNumber, SqlType.Int64)) { Note = Integer },
        new("Json.GetDecimal(string[])", "x.Data.GetDecimal(\"a\", \"n\")", c => Read(c, SqlFunction.JsonNumber, Decimals)) { Note = Decimal },
        new("Json.GetDouble(string[])", "x.Data.GetDouble(\"a\", \"n\")", c => Read(c, SqlFunction.JsonNumber, SqlType.Double)) { Note = Path },
        FunctionRow.Syntax("Json.As(JsonKnownNamingPolicy)", "x.Data.As<Document>(JsonKnownNamingPolicy.CamelCase)?.A?.B") with { Note = "Members are read as the functions above read them, dates and Guids as `Sql.TryParse…` does, enums as `Sql.TryParseEnum` does; only those that are asked for." },
        FunctionRow.Syntax("json.As<T>() == null", "x.Data.As<Document>() == null"),
        FunctionRow.Syntax("json.As<T>() is { }", "x.Data.As<Document>() is { Inner: { Number: > 1 } }"),
    ];

    static FunctionExpr Read(FunctionCall call, SqlFunction function, SqlType type) => new(function, [call[0], .. Keys(call)], type, true);

    /// <summary>The document at a path of keys: itself where there are none.</summary>
    public static Expr At(FunctionCall call) => call.Arguments.Count == 1 ? call[0] : Read(call, SqlFunction.JsonAt, SqlType.Json);

    static IEnumerable<Expr> Keys(FunctionCall call) => call.Arguments.Skip(1).All(k => k is LiteralExpr { Value: string key } && !key.Contains('\0'))
        ? call.Arguments.Skip(1)
        : throw call.Refused("give the keys as constants");
}
