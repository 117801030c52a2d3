namespace Quern.Relational.Printing;

/// <summary>Which names of aliases and columns read the same with and without quotes on every engine.</summary>
internal static class PlainNames
{
    // Reserved on Postgres 15 or DuckDB 1.5, or risky after AS or before a dot on one of them.
    static readonly HashSet<string> Reserved = new(
        """
        all analyse analyze and anti any array as asc asof asymmetric at authorization between binary both by case cast check
        collate collation column columns concurrently constraint create cross current_catalog current_date current_role
        current_schema current_time current_timestamp current_user date day default deferrable desc describe distinct do else
        end except exists extract false fetch filter for foreign freeze from full generated glob grant group grouping having
        hour ilike in initially inner intersect interval into is isnull join lambda lateral leading left like limit localtime
        localtimestamp map minute month natural not notnull null offset on only or order outer over overlaps pivot
        pivot_longer pivot_wider placing positional primary qualify references returning right row rows second select semi
        session_user set show similar some struct summarize symmetric table tablesample then time timestamp to trailing true
        try_cast union unique unpack unpivot user using values variadic verbose view when where window with within year
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    public static bool IsPlain(string name) =>
        name.Length > 0
        && (name[0] is '_' or (>= 'a' and <= 'z'))
        && name.All(c => c is '_' or (>= 'a' and <= 'z') or (>= '0' and <= '9'))
        && !Reserved.Contains(name);
}
