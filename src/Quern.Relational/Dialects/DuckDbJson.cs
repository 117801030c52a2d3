using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>Values in JSON documents on DuckDB 1.5, which writes a number that is no integer with the shortest digits of its double.</summary>
internal static class DuckDbJson
{
    const string Numbers = "'BIGINT', 'UBIGINT', 'DOUBLE'";

    public static SqlTerm Write(SqlDialect dialect, FunctionCall call)
    {
        var (json, path) = Place(dialect, call);
        var type = Sql.Of($"JSON_TYPE({json}, {path})");
        var text = Sql.Of($"JSON_EXTRACT_STRING({json}, {path})");
        return call.Function switch
        {
            SqlFunction.JsonAt => SqlTerm.Atom($"NULLIF(JSON_EXTRACT({json}, {path}), 'null')"),
            SqlFunction.JsonIsObject => new(Sql.Of($"{type} = 'OBJECT'"), Precedence.Comparison),
            SqlFunction.JsonText => SqlTerm.Atom($"CASE WHEN {type} = 'VARCHAR' THEN {text} END"),
            SqlFunction.JsonBoolean => SqlTerm.Atom($"CASE WHEN {type} = 'BOOLEAN' THEN {text} = 'true' END"),
            _ when call.Type.IsInteger => SqlTerm.Atom($"CASE WHEN {type} IN ('BIGINT', 'UBIGINT') THEN TRY_CAST({text} AS {dialect.TypeName(call.Type)}) END"),
            // A number that is too large for a double is infinity.
            _ when call.Type.IsFloating => SqlTerm.Atom($"CASE WHEN {type} IN ({Numbers}) AND ISFINITE(TRY_CAST({text} AS DOUBLE)) THEN TRY_CAST({text} AS DOUBLE) END"),
            _ => SqlTerm.Atom($"CASE WHEN {type} IN ({Numbers}) THEN TRY_CAST({text} AS {dialect.TypeName(call.Type)}) END"),
        };
    }

    // In a path a quote can't be in a key, "*" is every key, and "" is an error. A JSON pointer takes them all, but finds items
    // of arrays by number: so it holds such a key alone.
    static (Sql Json, Sql Path) Place(SqlDialect dialect, FunctionCall call)
    {
        var json = call.Arguments[0].Sql;
        var keys = Enumerable.Range(1, call.Arguments.Count - 1).Select(i => call.Literal<string>(i)).ToList();
        if (!keys.Any(IsOdd))
            return (json, dialect.Quoted("$" + string.Concat(keys.Select(k => $".\"{k}\""))));
        foreach (var key in keys.Take(keys.Count - 1))
            json = Sql.Of($"JSON_EXTRACT({json}, {Path(key)})");
        return (json, Path(keys[keys.Count - 1]));

        Sql Path(string key) => dialect.Quoted(IsOdd(key) ? "/" + key.Replace("~", "~0").Replace("/", "~1") : $"$.\"{key}\"");
    }

    static bool IsOdd(string key) => key.Length == 0 || key.IndexOfAny(['"', '\\', '*']) >= 0;
}
