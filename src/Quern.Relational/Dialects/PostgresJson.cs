using System.Globalization;
using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>Values in JSON documents on PostgreSQL 15, whose <c>jsonb</c> holds numbers as exact decimals without an exponent.</summary>
internal static class PostgresJson
{
    public static SqlTerm Write(SqlDialect dialect, FunctionCall call)
    {
        var (value, text) = Place(dialect, call);
        Sql Of(string type, Sql then) => Sql.Of($"CASE WHEN JSONB_TYPEOF({value}) = '{type}' THEN {then} END");
        if (call.Function == SqlFunction.JsonIsObject)
            return new(Sql.Of($"JSONB_TYPEOF({value}) = 'object'"), Precedence.Comparison);
        return SqlTerm.Atom(call.Function switch
        {
            SqlFunction.JsonAt => Sql.Of($"NULLIF({value}, 'null')"),
            SqlFunction.JsonText => Of("string", text),
            SqlFunction.JsonBoolean => Of("boolean", Sql.Of($"CAST({value} AS boolean)")),
            _ => Of("number", Number(dialect, call.Type, text)),
        });
    }

    static Sql Number(SqlDialect dialect, SqlType type, Sql text)
    {
        var number = Sql.Of($"CAST({text} AS numeric)");
        if (type.IsInteger)
            return Sql.Of($"CASE WHEN {text} !~ '[.]' AND {number} BETWEEN {TextParsing.Least(type.Kind)} AND {TextParsing.Greatest(type.Kind)} THEN CAST({text} AS {dialect.TypeName(type)}) END");
        // What rounds to infinity, and what rounds to zero, the cast refuses.
        if (type.IsFloating)
            return Sql.Of($"CASE WHEN ABS({number}) < 1.797693134862315807e308 THEN CASE WHEN ABS({number}) > 2.4703282292062328e-324 THEN CAST({number} AS {dialect.TypeName(type)}) ELSE 0 END END");
        // The greatest double below 1e18 has 999999999999999936 for its upper neighbour's border. No digit counts after the thirtieth.
        var shortest = Sql.Of($"CAST(CAST(ROUND({number}, 30) AS double precision) AS text)");
        return Sql.Of($"CASE WHEN {text} !~ '[.]' AND ABS({number}) < 1e18 THEN CAST({text} AS {dialect.TypeName(type)}) WHEN {text} ~ '[.]' AND ABS({number}) < 999999999999999936 THEN CAST({shortest} AS {dialect.TypeName(type)}) END");
    }

    // A path finds items of arrays by number; the operator for one key does not.
    static (Sql Value, Sql Text) Place(SqlDialect dialect, FunctionCall call)
    {
        var json = call.Arguments[0].AsAtom;
        var keys = call.Arguments.Skip(1).Select(a => a.Sql).ToList();
        if (!Enumerable.Range(1, keys.Count).Any(i => IsNumber(call.Literal<string>(i))))
        {
            var path = keys.Count == 0 ? Sql.Text("'{}'") : Sql.Of($"ARRAY[{Sql.Join(", ", keys)}]");
            return (Sql.Of($"{json} #> {path}"), Sql.Of($"{json} #>> {path}"));
        }
        var parent = Sql.Join(" -> ", [json, .. keys.Take(keys.Count - 1)]);
        return (Sql.Of($"{parent} -> {keys[keys.Count - 1]}"), Sql.Of($"{parent} ->> {keys[keys.Count - 1]}"));
    }

    static bool IsNumber(string key) => long.TryParse(key, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
}
