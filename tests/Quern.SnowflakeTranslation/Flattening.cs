namespace Quern.SnowflakeTranslation;

/// <summary>FLATTEN, which the translator renames only: its columns, its places from 0, and rows without items.</summary>
static class Flattening
{
    const string Lateral = "CROSS JOIN LATERAL UNNEST(INPUT => ";
    const string LateralColumns = "(SEQ, KEY, PATH, INDEX, VALUE, THIS)";
    const string Call = "CROSS JOIN UNNEST(INPUT => ";
    const string First = "FROM UNNEST(INPUT => ";
    const string Outer = ", \"OUTER\" => TRUE";

    public static string Corrected(string sql)
    {
        sql = sql.Replace(Lateral, Call, StringComparison.Ordinal).Replace(LateralColumns, "", StringComparison.Ordinal);
        return Replaced(Replaced(sql, Call, "CROSS JOIN LATERAL "), First, "FROM ");
    }

    static string Replaced(string sql, string call, string joined)
    {
        for (var start = sql.IndexOf(call, StringComparison.Ordinal); start >= 0; start = sql.IndexOf(call, start + 1, StringComparison.Ordinal))
        {
            var end = Closing(sql, start + call.Length);
            var input = sql[(start + call.Length)..end];
            var isOuter = input.EndsWith(Outer, StringComparison.Ordinal);
            if (isOuter)
                input = input[..^Outer.Length];
            // A JSON document may be no array; what is known to be one is a list.
            var items = input.StartsWith("RANGE(", StringComparison.Ordinal) ? $"INTEGERS({input["RANGE(".Length..]}" : input.StartsWith("CASE ", StringComparison.Ordinal) ? $"CAST(JSON_EXTRACT({input}, '$[*]') AS JSON[])" : input;
            var rows = $"(SELECT f.v AS \"VALUE\", f.i - 1 AS \"INDEX\" FROM UNNEST({items}) WITH ORDINALITY AS f(v, i))";
            var alias = sql[(end + 1)..].Split([' ', '\n', ')', ','], 4, StringSplitOptions.RemoveEmptyEntries)[1];
            var after = end + 1 + " AS ".Length + alias.Length;
            sql = $"{sql[..start]}{(isOuter ? "LEFT JOIN LATERAL " : joined)}{rows} AS {alias}{(isOuter ? " ON TRUE" : "")}{sql[after..]}";
        }
        return sql;
    }

    static int Closing(string sql, int start)
    {
        var isQuoted = false;
        for (var (i, depth) = (start, 1); i < sql.Length; i++)
        {
            isQuoted ^= sql[i] == '\'';
            depth += isQuoted ? 0 : sql[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
                return i;
        }
        throw new InvalidOperationException($"No parenthesis closes what opens at {start}: {sql}");
    }
}
