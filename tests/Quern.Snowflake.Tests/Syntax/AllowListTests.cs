using Quern.SnowflakeTranslation;

namespace Quern.Snowflake.Tests.Syntax;

/// <summary>What the parsers take and Snowflake does not, the allow-list refuses.</summary>
public sealed class AllowListTests
{
    public AllowListTests() => NodeProcess.Require();

    [Theory]
    [InlineData("SELECT x.\"A\" FROM \"T\" AS x WHERE x.\"A\" IS DISTINCT FROM 1 ORDER BY x.\"A\" DESC NULLS LAST LIMIT 1")]
    [InlineData("MERGE INTO \"T\" AS t USING \"S\" AS s ON t.\"A\" = s.\"A\" WHEN MATCHED AND (t.\"B\" IS DISTINCT FROM s.\"B\") THEN UPDATE SET \"B\" = s.\"B\"")]
    [InlineData("DELETE FROM \"T\" AS t WHERE (t.\"A\", t.\"B\") IN (SELECT s.\"A\", s.\"B\" FROM \"S\" AS s)")]
    public void Statement_of_snowflake_is_taken(string sql) => Assert.Empty(Violations(sql));

    [Theory]
    [InlineData("INSERT INTO t (a) SELECT s.a FROM s RETURNING a", "node returning")]
    [InlineData("INSERT INTO t (a) SELECT s.a FROM s ON CONFLICT (a) DO NOTHING", "node ")]
    [InlineData("SELECT DISTINCT ON (a) b FROM t", "DISTINCT ON")]
    [InlineData("SELECT a FROM t FOR UPDATE", "node locks")]
    [InlineData("SELECT a ->> 'b' FROM t", "value LongArrow")]
    [InlineData("MERGE INTO t USING s ON t.a = s.a WHEN NOT MATCHED BY SOURCE THEN DELETE", "value NotMatchedBySource")]
    [InlineData("SELECT STRPOS(a, b) FROM t", "function STRPOS")]
    [InlineData("SELECT LENGTH(a, b) FROM t", "function LENGTH with 2 arguments")]
    [InlineData("SELECT CAST(a AS JSONB) FROM t", "type JSONB")]
    [InlineData("SELECT CAST(a AS HUGEINT) FROM t", "type H")]
    [InlineData("SELECT COUNT(*) FILTER (WHERE a) FROM t", "node filter")]
    [InlineData("SELECT a AT TIME ZONE 'UTC' FROM t", "node AtTimeZone")]
    [InlineData("SELECT a COLLATE \"C\" FROM t", "node Collate")]
    [InlineData("SELECT a ~ 'b' FROM t", "value PGRegexMatch")]
    public void Statement_that_snowflake_has_not_is_refused(string sql, string violation)
    {
        var parsed = SnowflakeParsers.Parse(sql);
        // What no parser takes needs no list.
        if (parsed.Tree is not null)
            Assert.Contains(AllowList.Snowflake.Violations(parsed.Tree), v => v.StartsWith(violation, StringComparison.Ordinal));
        else
            Assert.NotEmpty(parsed.Errors);
    }

    static IReadOnlyList<string> Violations(string sql)
    {
        var parsed = SnowflakeParsers.Parse(sql);
        Assert.Empty(parsed.Errors);
        return AllowList.Snowflake.Violations(parsed.Tree!);
    }
}
