using System.Globalization;
using System.Text.RegularExpressions;
using Quern.Relational.Printing;

namespace Quern.Relational.Dialects;

/// <summary>Functions that Snowflake writes in its own way.</summary>
internal static class SnowflakeFunctions
{
    const string WhiteSpace =
        @"'\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000'";

    public static SqlTerm Write(SnowflakeDialect dialect, FunctionCall call)
    {
        var a = call.Arguments;
        return call.Function switch
        {
            SqlFunction.Trim when a.Count == 1 => SqlTerm.Atom($"TRIM({a[0].Sql}, {Sql.Verbatim(WhiteSpace)})"),
            SqlFunction.TrimStart when a.Count == 1 => SqlTerm.Atom($"LTRIM({a[0].Sql}, {Sql.Verbatim(WhiteSpace)})"),
            SqlFunction.TrimEnd when a.Count == 1 => SqlTerm.Atom($"RTRIM({a[0].Sql}, {Sql.Verbatim(WhiteSpace)})"),
            SqlFunction.Length => new(Sql.Of($"LENGTH({a[0].Sql}) + {AstralCount(a[0])}"), Precedence.Additive),
            SqlFunction.Substring => Substring(dialect, call),
            SqlFunction.StartsWith => SqlTerm.Atom($"STARTSWITH({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.EndsWith => SqlTerm.Atom($"ENDSWITH({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.Contains => SqlTerm.Atom($"CONTAINS({a[0].Sql}, {a[1].Sql})"),
            // Whether ROUND takes a tie to the even or away does not matter in either form.
            SqlFunction.RoundToEven when call.Type.IsFloating => FloatRounding.Write(call, x =>
                Sql.Of($"CASE WHEN ABS({x.At(Precedence.Additive)} - TRUNC({x.Sql})) = 0.5 THEN ROUND({x.At(Precedence.Multiplicative)} / 2) * 2 ELSE ROUND({x.Sql}) END")),
            SqlFunction.RoundAwayFromZero when call.Type.IsFloating => FloatRounding.Write(call, x =>
                Sql.Of($"TRUNC({x.At(Precedence.Additive)} + SIGN({x.Sql}) * 0.49999999999999994)")),
            SqlFunction.IndexOf => IndexOf(dialect, a[0], a[1]),
            SqlFunction.LastIndexOf => LastIndexOf(a[0], a[1]),
            SqlFunction.Log10 => SqlTerm.Atom($"LOG(10, {a[0].Sql})"),
            SqlFunction.BitAnd => SqlTerm.Atom($"BITAND({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.BitOr => SqlTerm.Atom($"BITOR({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.BitXor => SqlTerm.Atom($"BITXOR({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.ShiftRight => SqlTerm.Atom($"BITSHIFTRIGHT({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.IsMatch => new(Sql.Of($"REGEXP_COUNT({a[0].Sql}, {dialect.Quoted(PosixPattern(call.Literal<string>(1)))}) > 0"), Precedence.Comparison),
            SqlFunction.ReplaceMatches => SqlTerm.Atom($"REGEXP_REPLACE({a[0].Sql}, {a[1].Sql}, {a[2].Sql})"),
            // There is no count below 0.
            SqlFunction.Repeat when a[1].Expr is not LiteralExpr => SqlTerm.Atom($"REPEAT({a[0].Sql}, GREATEST({a[1].Sql}, 0))"),
            SqlFunction.ParseText when call.Type.Kind == SqlTypeKind.Uuid => throw new UnsupportedSqlException(dialect.Name, "fail on text that is no Guid", "use Sql.TryParseGuid, and a column that is not nullable"),
            SqlFunction.ArrayLength => SqlTerm.Atom($"ARRAY_SIZE({a[0].Sql})"),
            SqlFunction.ArrayElement => SqlTerm.Atom($"CAST(GET({a[0].Sql}, {a[1].Term.At(Precedence.Additive)} + COALESCE({Failing(dialect, StandardFunctions.IsOutside(a[1], Sql.Of($"ARRAY_SIZE({a[0].Sql})")), "Index is outside of the array")}, 0)) AS {dialect.TypeName(call.Type)})"),
            SqlFunction.ArrayElementOrNull => SqlTerm.Atom($"CAST(GET({a[0].Sql}, {a[1].Sql}) AS {dialect.TypeName(call.Type)})"),
            // What was loaded holds them as text.
            SqlFunction.ArrayContains or SqlFunction.ArrayEqual when a[0].Type.ElementKind is SqlTypeKind.Date or SqlTypeKind.Timestamp or SqlTypeKind.TimestampTz =>
                throw new UnsupportedSqlException(dialect.Name, "compare dates and times inside of an array", "unnest it in the query, as in 'from day in row.Days', and compare them there"),
            SqlFunction.ArrayContains => SqlTerm.Atom($"ARRAY_CONTAINS(CAST({a[1].Sql} AS VARIANT), {dialect.WithoutNull(a[0].Type, a[0].Sql)})"),
            SqlFunction.ArrayJoin => SqlTerm.Atom($"ARRAY_TO_STRING({dialect.WithoutNull(a[0].Type, a[0].Sql)}, {a[1].Sql})"),
            SqlFunction.Split => SqlTerm.Atom($"SPLIT({a[0].Sql}, {a[1].Sql})"),
            SqlFunction.HoldsNull => new(Sql.Of($"ARRAY_SIZE(ARRAY_COMPACT({a[0].Sql})) < ARRAY_SIZE({a[0].Sql})"), Precedence.Comparison),
            // It takes each element away as often only as it is there.
            SqlFunction.HoldsOther => new(Sql.Of($"ARRAY_SIZE(ARRAY_EXCEPT(ARRAY_DISTINCT(ARRAY_COMPACT({a[0].Sql})), ARRAY_CONSTRUCT({Sql.Join(", ", a.Skip(1).Select(x => x.Sql))}))) > 0"), Precedence.Comparison),
            SqlFunction.MakeDate => SqlTerm.Atom($"TO_DATE({Digits(a[0], 4)} || '-' || {Digits(a[1], 2)} || '-' || {Digits(a[2], 2)}, 'YYYY-MM-DD')"),
            SqlFunction.MakeTimestamp => SqlTerm.Atom($"TO_TIMESTAMP_NTZ({Digits(a[0], 4)} || '-' || {Digits(a[1], 2)} || '-' || {Digits(a[2], 2)} || ' ' || {Digits(a[3], 2)} || ':' || {Digits(a[4], 2)} || ':' || {Digits(a[5], 2)}, 'YYYY-MM-DD HH24:MI:SS')"),
            SqlFunction.MicrosecondsBetween => new(Sql.Of($"DATE_PART(EPOCH_MICROSECOND, {a[1].Sql}) - DATE_PART(EPOCH_MICROSECOND, {a[0].Sql})"), Precedence.Additive),
            SqlFunction.DateTrunc => DateTrunc(dialect, call, a[1]),
            SqlFunction.DatePart => DatePart(call.Literal<string>(0), Conversions.WallClock(dialect, a[1]).Sql),
            SqlFunction.DateDiff => DateDiff(dialect, call.Literal<string>(0), Conversions.WallClock(dialect, a[1]).Sql, Conversions.WallClock(dialect, a[2]).Sql),
            SqlFunction.DateAdd => DateAdd(dialect, call, a[1], a[2]),
            SqlFunction.JsonAt or SqlFunction.JsonText or SqlFunction.JsonBoolean or SqlFunction.JsonNumber or SqlFunction.JsonIsObject => SnowflakeJson.Write(dialect, call),
            SqlFunction.ParseJson => SqlTerm.Atom($"PARSE_JSON(CASE WHEN {LaxJson(dialect, a[0])} THEN '{{' ELSE {a[0].Sql} END)"),
            SqlFunction.TryParseJson => SqlTerm.Atom($"CASE WHEN NOT ({LaxJson(dialect, a[0])}) THEN TRY_PARSE_JSON({a[0].Sql}) END"),
            SqlFunction.NextStep => new(Sql.Of($"{a[0].Sql} + 1 + COALESCE({Failing(dialect, Sql.Of($"{a[0].Sql} >= {a[1].Sql}"), StandardFunctions.TooDeep(call))}, 0)"), Precedence.Additive),
            SqlFunction.SeriesNumber => SqlTerm.Atom($"CAST({a[0].Sql} AS {dialect.TypeName(SqlType.Int64)})"),
            SqlFunction.ItemValue => SqlTerm.Atom($"CAST({a[0].Sql} AS {dialect.TypeName(call.Type)})"),
            SqlFunction.ItemPosition => new(Sql.Of($"{a[0].Term.At(Precedence.Additive)} + 1"), Precedence.Additive),
            SqlFunction.Now => SqlTerm.Atom($"CURRENT_TIMESTAMP()"),
            _ => StandardFunctions.Write(dialect, call),
        };
    }

    // POSIX has no groups that are not captured, and an empty pattern matches nothing there. Sets and escaped characters stay.
    static string PosixPattern(string pattern) => pattern.Length == 0
        ? "()"
        : Regex.Replace(pattern, @"\[\^?[^][\\^]+\]|\\.|\(\?:", part => part.Value == "(?:" ? "(" : part.Value, RegexOptions.Singleline);

    // Characters of two UTF-16 units are those whose UTF-8 begins with F: by bytes, for regular expressions there know no such ranges.
    static Sql AstralCount(SqlArgument text) => Sql.Of($"REGEXP_COUNT(REGEXP_REPLACE(HEX_ENCODE({text.Sql}), '(..)', '\\\\1,'), 'F.,')");

    // Nothing there turns UTF-16 positions into characters, so text that has both is refused while the statement runs. The
    // failing conversion takes null unless it is to fail: the engine need not compute the branches of a CASE one by one.
    static SqlTerm Substring(SnowflakeDialect dialect, FunctionCall call)
    {
        var (text, start) = (call.Arguments[0], call.Arguments[1]);
        var length = call.Arguments.Count > 2 ? call.Arguments[2] : (SqlArgument?)null;
        var end = length is { } l ? Add(start, l) : start.Term;
        var outside = new[] { start, length }.OfType<SqlArgument>()
            .Where(a => a.Expr is not LiteralExpr { Value: >= 0L })
            .Select(a => Sql.Of($"{a.Term.At(Precedence.Operator)} < 0"))
            .Append(Sql.Of($"LENGTH({text.Sql}) < {end.At(Precedence.Operator)}"))
            .Append(Sql.Of($"{AstralCount(text)} > 0"));
        var first = Add(start, new SqlArgument(SqlTerm.Atom($"1"), LiteralExpr.Int(1))).Sql;
        var part = length is { } n ? Sql.Of($"SUBSTR({text.Sql}, {first}, {n.Sql})") : Sql.Of($"SUBSTR({text.Sql}, {first})");
        return new(Sql.Of($"{part} || {Failure(dialect, Sql.Join(" OR ", outside), "Substring is outside of the text, or the text has characters of two UTF-16 units")}"), Precedence.Operator);
    }

    // CHARINDEX counts characters; each before the match that has two units counts once more.
    static SqlTerm IndexOf(SnowflakeDialect dialect, SqlArgument text, SqlArgument part)
    {
        var position = Sql.Of($"CHARINDEX({part.Sql}, {text.Sql})");
        var before = new SqlArgument(SqlTerm.Atom($"SUBSTR({text.Sql}, 1, {position} - 1)"), text.Expr);
        var index = Sql.Of($"{position} - 1 + {AstralCount(before)}");
        return part.Expr is LiteralExpr { Value: string { Length: > 0 } }
            ? new(index, Precedence.Additive)
            : SqlTerm.Atom($"CASE WHEN {part.Term.At(Precedence.Operator)} = '' THEN 0 ELSE {index} END");
    }

    static SqlTerm LastIndexOf(SqlArgument text, SqlArgument part)
    {
        var place = ReversedText.LastPlace(text, part, (find, within) => Sql.Of($"CHARINDEX({find}, {within})"));
        var before = new SqlArgument(SqlTerm.Atom($"SUBSTR({text.Sql}, 1, {place})"), text.Expr);
        return SqlTerm.Atom($"CASE WHEN CHARINDEX({part.Sql}, {text.Sql}) = 0 THEN -1 ELSE {place} + {AstralCount(before)} END");
    }

    // DATE_FROM_PARTS would take the 30th of February for the 1st of March.
    static Sql Digits(SqlArgument number, int count)
    {
        if (number.Expr is LiteralExpr { Value: long known })
            return Sql.Text($"'{known.ToString("D" + count, CultureInfo.InvariantCulture)}'");
        var digits = Sql.Of($"CAST({number.Sql} AS VARCHAR)");
        return Sql.Of($"REPEAT('0', GREATEST({count.ToString(CultureInfo.InvariantCulture)} - LENGTH({digits}), 0)) || {digits}");
    }

    /// <summary>Empty text, or an error of the engine where a condition holds.</summary>
    static Sql Failure(SnowflakeDialect dialect, Sql condition, string message) =>
        Sql.Of($"COALESCE(TO_CHAR({Failing(dialect, condition, message)}), '')");

    /// <summary>A null number, or an error of the engine where a condition holds.</summary>
    static Sql Failing(SnowflakeDialect dialect, Sql condition, string message) =>
        Sql.Of($"TO_NUMBER(CASE WHEN {condition} THEN {dialect.Quoted(message)} END)");

    public static SqlTerm Add(SqlArgument left, SqlArgument right) =>
        left.Expr is LiteralExpr { Value: long a } && right.Expr is LiteralExpr { Value: long b }
            ? SqlTerm.Atom(Sql.Text((a + b).ToString(CultureInfo.InvariantCulture)))
            : new(Sql.Of($"{left.Term.At(Precedence.Additive)} + {right.Term.At(Precedence.Multiplicative)}"), Precedence.Additive);

    // Snowflake takes empty text, NaN, single quotes, left-out elements and keys without quotes for JSON. Outside of strings, in
    // place of each of which "" stands, these are the only ways to spell them.
    static Sql LaxJson(SnowflakeDialect dialect, SqlArgument text) => Sql.Of(
        $"REGEXP_COUNT(REGEXP_REPLACE({text.Sql}, {dialect.Quoted("\"(\\\\.|[^\"\\\\])*\"")}, '\"\"'), {dialect.Quoted("nan|inf|undefined|'|,\\s*(\\]|\\}|,)|(\\[|\\{)\\s*,|^\\s*$|[^\"[:space:]]\\s*:")}, 1, 'i') > 0");

    static SqlTerm DateTrunc(SnowflakeDialect dialect, FunctionCall call, SqlArgument value)
    {
        var part = call.Literal<string>(0);
        if (value.Type.Kind == SqlTypeKind.Date && part is "hour" or "minute" or "second")
            return value.Term;
        var truncated = Trunc(part, Conversions.WallClock(dialect, value).Sql);
        return call.Type.Kind == SqlTypeKind.TimestampTz ? dialect.ToInstant(SqlTerm.Atom(truncated)) : SqlTerm.Atom(truncated);
    }

    // WEEK_START says when DATE_TRUNC's weeks begin; ISO's begin on Mondays.
    static Sql Trunc(string part, Sql value) => part == "week"
        ? Sql.Of($"DATEADD(DAY, 1 - DAYOFWEEKISO({value}), DATE_TRUNC('day', {value}))")
        : Sql.Of($"DATE_TRUNC('{part}', {value})");

    static SqlTerm DatePart(string part, Sql value) => SqlTerm.Atom(part switch
    {
        "dayofyear" => Sql.Of($"DAYOFYEAR({value})"),
        "isoweek" => Sql.Of($"WEEKISO({value})"),
        "isoyear" => Sql.Of($"YEAROFWEEKISO({value})"),
        "dayofweek" => Sql.Of($"MOD(DAYOFWEEKISO({value}), 7)"),
        _ => Sql.Of($"DATE_PART({part.ToUpperInvariant()}, {value})"),
    });

    static SqlTerm DateDiff(SnowflakeDialect dialect, string part, Sql from, Sql to) => part == "week"
        ? SqlTerm.Atom($"CAST(DATEDIFF(DAY, {Trunc(part, from)}, {Trunc(part, to)}) / 7 AS {dialect.TypeName(SqlType.Int64)})")
        : SqlTerm.Atom($"DATEDIFF({part.ToUpperInvariant()}, {from}, {to})");

    static SqlTerm DateAdd(SnowflakeDialect dialect, FunctionCall call, SqlArgument count, SqlArgument value)
    {
        var sum = SqlTerm.Atom($"DATEADD({call.Literal<string>(0).ToUpperInvariant()}, {count.Sql}, {Conversions.WallClock(dialect, value).Sql})");
        return call.Type.Kind == SqlTypeKind.TimestampTz ? dialect.ToInstant(sum) : sum;
    }
}
