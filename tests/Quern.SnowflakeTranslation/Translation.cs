using System.Text.RegularExpressions;

namespace Quern.SnowflakeTranslation;

/// <summary>Snowflake's SQL as DuckDB's, by polyglot 0.12, with what that is known to get wrong put right.</summary>
public static partial class Translation
{
    /// <summary>
    /// What a DuckDB connection needs first. The translation is right in this session: it takes an instant for its wall clock
    /// there, not for UTC's. The macros are functions that the translator passes on as they are, by Snowflake's documentation,
    /// and those that are kept from it because it forgets to translate what stands inside them.
    /// </summary>
    public const string Setup =
        """
        SET TimeZone = 'UTC';
        -- DuckDB 1.5 gives wrong rows for EXISTS with <> and < together, which its own dialect writes in another way.
        SET disabled_optimizers = 'deliminator';
        CREATE MACRO HEX_ENCODE(x) AS HEX(ENCODE(x));
        CREATE MACRO SNOWFLAKE_STARTSWITH(x, y) AS STARTS_WITH(x, y);
        CREATE MACRO SNOWFLAKE_ENDSWITH(x, y) AS ENDS_WITH(x, y);
        CREATE MACRO SNOWFLAKE_CONTAINS(x, y) AS CONTAINS(x, y);
        -- It writes these as operators, of which ^ is a power, and forgets parentheses.
        CREATE MACRO SNOWFLAKE_BITXOR(x, y) AS XOR(CAST(x AS HUGEINT), CAST(y AS HUGEINT));
        CREATE MACRO SNOWFLAKE_BITAND(x, y) AS CAST(x AS HUGEINT) & CAST(y AS HUGEINT);
        CREATE MACRO SNOWFLAKE_BITOR(x, y) AS CAST(x AS HUGEINT) | CAST(y AS HUGEINT);
        CREATE MACRO SNOWFLAKE_BITSHIFTRIGHT(x, y) AS CAST(x AS HUGEINT) >> y;
        -- A quotient of integers, a double on DuckDB, is an integer in text when it is one.
        CREATE MACRO SNOWFLAKE_TEXT(x) AS CASE WHEN TYPEOF(x) = 'JSON' THEN JSON_EXTRACT_STRING(CAST(x AS VARCHAR), '$') WHEN TYPEOF(x) = 'DOUBLE' THEN REGEXP_REPLACE(REGEXP_REPLACE(CAST(x AS VARCHAR), '\.0$', ''), '^-0$', '0') ELSE CAST(x AS VARCHAR) END;
        CREATE MACRO SNOWFLAKE_DATEADD_YEAR(n, x) AS x + TO_YEARS(CAST(n AS INTEGER));
        CREATE MACRO SNOWFLAKE_DATEADD_MONTH(n, x) AS x + TO_MONTHS(CAST(n AS INTEGER));
        CREATE MACRO SNOWFLAKE_DATEADD_DAY(n, x) AS x + TO_DAYS(CAST(n AS INTEGER));
        CREATE MACRO SNOWFLAKE_DATEADD_HOUR(n, x) AS x + TO_HOURS(CAST(n AS BIGINT));
        CREATE MACRO SNOWFLAKE_DATEADD_MINUTE(n, x) AS x + TO_MINUTES(CAST(n AS BIGINT));
        CREATE MACRO SNOWFLAKE_DATEADD_SECOND(n, x) AS x + TO_SECONDS(CAST(n AS BIGINT));
        CREATE MACRO SNOWFLAKE_DATEADD_MICROSECOND(n, x) AS x + TO_MICROSECONDS(CAST(n AS BIGINT));
        -- It takes the days of what is cast to a time.
        CREATE MACRO SNOWFLAKE_DATEDIFF_HOUR(x, y) AS DATE_DIFF('hour', x, y);
        CREATE MACRO SNOWFLAKE_DATEDIFF_MINUTE(x, y) AS DATE_DIFF('minute', x, y);
        CREATE MACRO SNOWFLAKE_DATEDIFF_SECOND(x, y) AS DATE_DIFF('second', x, y);
        -- Text there has the form that the format asks for.
        CREATE MACRO SNOWFLAKE_DATE(x, format) AS CAST(x AS DATE);
        CREATE MACRO SNOWFLAKE_TRY_DATE(x, format) AS TRY_CAST(x AS DATE);
        CREATE MACRO SNOWFLAKE_TIMESTAMP(x, format) AS CAST(x AS TIMESTAMP);
        CREATE MACRO SNOWFLAKE_TRY_TIMESTAMP(x, format) AS TRY_CAST(x AS TIMESTAMP);
        CREATE MACRO SNOWFLAKE_INSTANT(x, format) AS CAST(x AS TIMESTAMP WITH TIME ZONE);
        CREATE MACRO SNOWFLAKE_TO_CHAR(x) AS CAST(x AS VARCHAR), (x, format) AS STRFTIME(x, format);
        CREATE MACRO DAYOFWEEKISO(x) AS ISODOW(x);
        CREATE MACRO TO_TIMESTAMP_LTZ(x, scale) AS MAKE_TIMESTAMPTZ(x);
        CREATE MACRO INTEGERS(a, b) AS RANGE(CAST(a AS BIGINT), CAST(b AS BIGINT));
        CREATE MACRO SNOWFLAKE_GET(json, key) AS CASE WHEN JSON_TYPE(json) = 'OBJECT' THEN JSON_EXTRACT(json, '/' || REPLACE(REPLACE(key, '~', '~0'), '/', '~1')) END;
        CREATE MACRO SNOWFLAKE_ELEMENT(x, i) AS x[CAST(i AS BIGINT) + 1];
        CREATE MACRO STRIP_NULL_VALUE(json) AS NULLIF(json, 'null');
        CREATE MACRO SNOWFLAKE_TYPEOF(json) AS CASE JSON_TYPE(json) WHEN 'UBIGINT' THEN 'INTEGER' WHEN 'BIGINT' THEN 'INTEGER' ELSE JSON_TYPE(json) END;
        -- Translated in some places and passed on in others.
        CREATE MACRO ARRAY_SIZE(x) AS LEN(x);
        CREATE MACRO TRY_PARSE_JSON(x) AS TRY_CAST(x AS JSON);
        CREATE MACRO REGEXP_COUNT(x, pattern) AS LEN(REGEXP_EXTRACT_ALL(x, pattern)), (x, pattern, place, parameters) AS LEN(REGEXP_EXTRACT_ALL(SUBSTRING(x, place), '(?' || parameters || ')' || pattern));
        """;

    /// <summary>One statement in DuckDB's SQL.</summary>
    /// <exception cref="InvalidOperationException">The translator can't translate it.</exception>
    public static string ToDuckDb(string snowflake) => ToDuckDb([snowflake])[0];

    /// <summary>Statements in DuckDB's SQL, in their order; all in one exchange with the translator.</summary>
    /// <exception cref="InvalidOperationException">The translator can't translate one of them.</exception>
    public static IReadOnlyList<string> ToDuckDb(IReadOnlyList<string> snowflake) =>
    [
        .. NodeProcess.Ask(new { translate = snowflake.Select(Kept) }).AsArray().Zip(snowflake, (answer, sql) =>
            Corrected((string?)answer!["sql"] ?? throw new InvalidOperationException($"The translator can't translate ({answer["error"]}): {sql}"))),
    ];

    /// <summary>What the translator itself makes of a statement: the measure of what is put right here.</summary>
    public static string Uncorrected(string snowflake) => (string)NodeProcess.Ask(new { translate = new[] { snowflake } }).AsArray()[0]!["sql"]!;

    // The date part is no value, and can't be an argument of a macro.
    static string Kept(string snowflake)
    {
        snowflake = Element().Replace(snowflake, "SNOWFLAKE_ELEMENT($1, ");
        snowflake = DateAdd().Replace(Functions().Replace(snowflake, "SNOWFLAKE_$1("), "SNOWFLAKE_DATEADD_$1(");
        snowflake = DateDiff().Replace(snowflake, "SNOWFLAKE_DATEDIFF_$1(");
        snowflake = Time().Replace(snowflake, "SNOWFLAKE_$1$2(").Replace("TO_TIMESTAMP_LTZ('", "SNOWFLAKE_INSTANT('", StringComparison.Ordinal);
        for (string before; ;)
        {
            (before, snowflake) = (snowflake, TextCast().Replace(snowflake, "SNOWFLAKE_TEXT($1)"));
            if (before == snowflake)
                return snowflake;
        }
    }

    static string Corrected(string translated)
    {
        // The type of numbers, inside of VALUES.
        translated = translated.Replace(" AS NUMBER(", " AS DECIMAL(", StringComparison.Ordinal);
        translated = Flattening.Corrected(translated);
        // Its argument is passed on as it is, unless the function is unknown.
        translated = translated.Replace("SNOWFLAKE_NTH_VALUE(", "NTH_VALUE(", StringComparison.Ordinal);
        // Formats are not translated.
        translated = TimeForm().Replace(translated, form => TimeUnit().Replace(form.Value, unit => unit.Value switch { "YYYY" => "%Y", "MM" => "%m", "DD" => "%d", "HH24" => "%H", "MI" => "%M", "SS" => "%S", _ => "T" }));
        // Snowflake replaces all matches; inside of some expressions that is not translated.
        return translated.Replace(@"'(..)', '\1,')", @"'(..)', '\1,', 'g')", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\b(STARTSWITH|ENDSWITH|CONTAINS|GET|TYPEOF|BITAND|BITOR|BITXOR|BITSHIFTRIGHT|TO_CHAR|NTH_VALUE)\(")]
    private static partial Regex Functions();

    // With as many parentheses closed as are opened, outside of literals. A literal is one whole: with many quotes inside, it could be cut in very many ways.
    [GeneratedRegex("""\bCAST\(((?:(?>'(?:[^'\\]|\\.|'')*')|[^'()]|(?<open>\()|(?<-open>\)))*?(?(open)(?!))) AS VARCHAR\)""")]
    private static partial Regex TextCast();

    [GeneratedRegex(@"\b(TRY_)?TO_(DATE|TIMESTAMP)(?:_NTZ)?\(")]
    private static partial Regex Time();

    // Of an array by a place, not of a document by a key.
    [GeneratedRegex(@"\bGET\((\w+\.\w+), (?!')")]
    private static partial Regex Element();

    [GeneratedRegex(@"\bDATEADD\((\w+), ")]
    private static partial Regex DateAdd();

    [GeneratedRegex(@"\bDATEDIFF\((HOUR|MINUTE|SECOND), ")]
    private static partial Regex DateDiff();

    // A whole literal of units and what may stand between them.
    [GeneratedRegex("""'(?=[^']*[YMDHS])(?:YYYY|MM|DD|HH24|MI|SS|"T"|[-:._ ])+'""")]
    private static partial Regex TimeForm();

    [GeneratedRegex("""YYYY|MM|DD|HH24|MI|SS|["]T["]""")]
    private static partial Regex TimeUnit();
}
