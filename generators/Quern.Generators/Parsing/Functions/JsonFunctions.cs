using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>Members of <c>Quern.Json</c>.</summary>
internal static class JsonFunctions
{
    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        new("Json.Parse(string)", "Json.Parse(x.JsonText)", c => Exprs.Call(SqlFunction.ParseJson, SqlType.Json, c[0])),
        new("Json.TryParse(string)", "Json.TryParse(x.Note)", c => new FunctionExpr(SqlFunction.TryParseJson, [c[0]], SqlType.Json, true)),
    ];
}
