using Quern.SnowflakeTranslation;

namespace Quern.Snowflake.Tests.Meaning;

/// <summary>What the translator is known to get wrong, it still does: else its correction could hide a mistake of ours, and goes.</summary>
public sealed class TranslatorMistakeTests
{
    [Theory]
    [InlineData("the type of numbers inside of VALUES", "SELECT v.a FROM (VALUES (CAST(1 AS NUMBER(5,0)))) AS v(a)", "CAST(1 AS NUMBER(5, 0))")]
    [InlineData("the form of a time", "SELECT TO_CHAR(d, 'YYYY-MM-DD HH24:MI:SS') FROM t", "STRFTIME(d, 'YYYY-MM-DD HH24:MI:SS')")]
    [InlineData("the form of a date", "SELECT TO_CHAR(d, 'YYYY-MM-DD') FROM t", "STRFTIME(d, 'YYYY-MM-DD')")]
    [InlineData("the text of a date", "SELECT TO_CHAR(d) FROM t", "TO_CHAR(d)")]
    [InlineData("the type of what a variant holds", "SELECT TYPEOF(GET(j, 'a')) FROM t", "TYPEOF(GET(j, 'a'))")]
    [InlineData("the text of a variant", "SELECT CAST(j AS VARCHAR) FROM t", "CAST(j AS TEXT)")]
    [InlineData("the rows of an array", "SELECT f.VALUE FROM t CROSS JOIN LATERAL FLATTEN(INPUT => t.j) AS f", "UNNEST(INPUT => t.j)")]
    [InlineData("a number of months that is computed", "SELECT DATEADD(MONTH, REGEXP_COUNT(x, 'a'), d) FROM t", "INTERVAL CASE")]
    [InlineData("the start of a text", "SELECT STARTSWITH(REGEXP_REPLACE(x, 'a', 'b'), 'c') FROM t", "STARTSWITH(")]
    [InlineData("a part of a text", "SELECT CONTAINS(x, 'a') FROM t", "CONTAINS(x, 'a')")]
    [InlineData("bytes in hexadecimal digits", "SELECT HEX_ENCODE(x) FROM t", "HEX_ENCODE(x)")]
    [InlineData("JSON's null", "SELECT STRIP_NULL_VALUE(j) FROM t", "STRIP_NULL_VALUE(j)")]
    [InlineData("what stands before an operator of bits", "SELECT -BITAND(x, 7) FROM t", "-x & 7")]
    [InlineData("what a window takes the n-th value of", "SELECT NTH_VALUE(TRY_PARSE_JSON(x), 2) OVER (ORDER BY x) FROM t", "NTH_VALUE(TRY_PARSE_JSON(x), 2)")]
    [InlineData("what a window takes the first value of", "SELECT FIRST_VALUE(REGEXP_COUNT(x, 'a', 1, 'i')) OVER (ORDER BY x) FROM t", "FIRST_VALUE(REGEXP_COUNT(x, 'a', 1, 'i'))")]
    [InlineData("a text that is turned round", "SELECT REVERSE(x) FROM t", "REVERSE(x)")]
    [InlineData("what is joined of documents", "SELECT LISTAGG(DISTINCT REGEXP_COUNT(x, 'a', 1, 'i'), ',') WITHIN GROUP (ORDER BY x) FROM t", "LISTAGG(DISTINCT REGEXP_COUNT(x, 'a', 1, 'i')")]
    [InlineData("an instant", "SELECT TO_TIMESTAMP_LTZ(n, 6) FROM t", "TO_TIMESTAMP_LTZ(n, 6)")]
    public void Translator_still_gets_wrong_what_is_put_right(string what, string snowflake, string wrong)
    {
        NodeProcess.Require();
        var translated = Translation.Uncorrected(snowflake);
        Assert.True(translated.Contains(wrong, StringComparison.Ordinal), $"The translator gets {what} right by now: remove the correction. It gives: {translated}");
    }
}
