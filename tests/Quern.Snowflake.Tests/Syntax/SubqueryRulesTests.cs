using Quern.SnowflakeTranslation;

namespace Quern.Snowflake.Tests.Syntax;

/// <summary>What the parsers and the allow-list take and the service refuses.</summary>
public sealed class SubqueryRulesTests
{
    public SubqueryRulesTests() => NodeProcess.Require();

    [Theory]
    [InlineData("SELECT c.id FROM c WHERE EXISTS (SELECT 1 FROM o WHERE o.k = c.id AND o.v > 1) AND c.id IN (SELECT o.k FROM o)")]
    [InlineData("SELECT c.id, (SELECT COUNT(*) FROM o WHERE o.k = c.id OR o.k <= c.x) > 0 AS f FROM c")]
    [InlineData("SELECT c.id, (SELECT MAX(o.v) FROM o JOIN p ON p.k = o.k AND p.x = c.x WHERE COALESCE(o.k, 0) = c.id + 1) AS f FROM c")]
    [InlineData("SELECT c.id, (SELECT MAX(o.v) FROM o WHERE o.k IS NOT DISTINCT FROM c.id AND o.v > c.x) AS f FROM c")]
    [InlineData("SELECT c.id, (SELECT MAX(o.v) FROM o LIMIT 1) AS f FROM c WHERE CASE WHEN c.b THEN 1 ELSE 0 END = 1")]
    [InlineData("SELECT c.id, EXISTS (SELECT 1 FROM o WHERE o.v > 1) AS f FROM c")]
    [InlineData("DELETE FROM t WHERE NOT EXISTS (SELECT 1 FROM s WHERE s.k = t.k)")]
    public void Subquery_that_becomes_a_join_is_taken(string sql) => Assert.Empty(Violations(sql));

    [Theory]
    [InlineData("SELECT c.id, EXISTS (SELECT 1 FROM o WHERE o.k = c.id) AS f FROM c", "Exists that is no condition")]
    [InlineData("SELECT c.id FROM c WHERE c.b OR EXISTS (SELECT 1 FROM o WHERE o.k = c.id)", "Exists that is no condition")]
    [InlineData("SELECT c.id, c.id IN (SELECT o.k FROM o) AS f FROM c", "InSubquery that is no condition")]
    [InlineData("SELECT c.id FROM c WHERE c.b OR c.id NOT IN (SELECT o.k FROM o)", "InSubquery that is no condition")]
    [InlineData("SELECT c.id, (SELECT o.v FROM o WHERE o.k = c.id) AS f FROM c", "a correlated subquery of one value that is no aggregate")]
    [InlineData("SELECT c.id, (SELECT MAX(o.v) FROM o WHERE o.k = c.id GROUP BY o.k) AS f FROM c", "a correlated subquery of one value that is no aggregate")]
    [InlineData("SELECT c.id, (SELECT MAX(o.v) FROM o WHERE o.k = c.id LIMIT 1) AS f FROM c", "a correlated subquery with LIMIT")]
    [InlineData("SELECT c.id FROM c WHERE EXISTS (SELECT 1 FROM o WHERE o.k = c.id LIMIT 1)", "a correlated subquery with LIMIT")]
    [InlineData("SELECT c.id FROM c WHERE EXISTS (SELECT 1 FROM o WHERE o.k = c.id UNION ALL SELECT 1 FROM o)", "a correlated subquery that is no plain SELECT")]
    [InlineData("SELECT c.id FROM c WHERE EXISTS (SELECT MAX(o.v) FROM o WHERE o.k = c.id)", "a correlated subquery that asks whether")]
    [InlineData("SELECT c.id, (SELECT SUM(o.v * c.x) FROM o WHERE o.k = c.id) AS f FROM c", "a correlated subquery that refers to the outer row in projection")]
    [InlineData("SELECT c.id, (SELECT COUNT(*) FROM o WHERE o.k + c.id = 10) AS f FROM c", "a correlated subquery with a condition that is no comparison")]
    [InlineData("SELECT c.id, (SELECT COUNT(*) FROM o WHERE NOT (o.k = c.id)) AS f FROM c", "a correlated subquery with a condition that is no comparison")]
    [InlineData("SELECT c.id, (SELECT COUNT(*) FROM o WHERE o.k = c.id AND c.b) AS f FROM c", "a correlated subquery with a condition that is no comparison")]
    [InlineData("SELECT c.id, (SELECT COUNT(*) FROM o WHERE c.x < c.y) AS f FROM c", "a correlated subquery with a condition that is no comparison")]
    [InlineData("SELECT c.id, (SELECT COUNT(*) FROM o WHERE o.k IS DISTINCT FROM c.id) AS f FROM c", "a correlated subquery with a condition that is no comparison")]
    [InlineData("SELECT c.id, (SELECT COUNT(*) FROM o WHERE COALESCE(o.k = c.id, FALSE)) AS f FROM c", "a correlated subquery with a condition that is no comparison")]
    [InlineData("SELECT c.id FROM c WHERE EXISTS (SELECT 1 FROM o WHERE o.v = 1 AND EXISTS (SELECT 1 FROM p WHERE p.k = c.id))", "a correlated subquery that refers beyond")]
    [InlineData("SELECT c.id, (SELECT COUNT(*) FROM (SELECT DISTINCT o.v FROM o WHERE o.k = c.id) AS d) AS f FROM c", "a correlated subquery over groups")]
    [InlineData("SELECT c.id, (SELECT COUNT(*) FROM LATERAL FLATTEN(INPUT => c.items) AS f) AS n FROM c", "a correlated subquery over rows that a function makes")]
    [InlineData("SELECT c.id FROM c LEFT JOIN d ON d.k = c.k AND (SELECT COUNT(*) FROM o WHERE o.k = c.id) > 0", "a correlated subquery in the condition of a join")]
    [InlineData("SELECT c.id FROM c CROSS JOIN LATERAL (SELECT o.v FROM o WHERE o.k = c.id LIMIT 1) AS f", "a query that is asked for each row")]
    [InlineData("SELECT c.id FROM c LEFT JOIN LATERAL FLATTEN(INPUT => c.items) AS f ON TRUE", "a join of a table function")]
    [InlineData("SELECT c.id FROM c JOIN TABLE(FLATTEN(INPUT => ARRAY_GENERATE_RANGE(1, 3))) AS f ON f.value = c.id", "a join of a table function")]
    [InlineData("SELECT BOOLAND_AGG(c.b) OVER (ORDER BY c.id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS f FROM c", "BOOLAND_AGG over a window with an order")]
    [InlineData("SELECT SUM(c.x) OVER (ORDER BY c.id ROWS BETWEEN 1 PRECEDING AND 2 PRECEDING) AS f FROM c", "a frame that ends before it begins")]
    [InlineData("SELECT NTH_VALUE(c.x, 2) OVER (ORDER BY c.d RANGE BETWEEN INTERVAL '7 days' PRECEDING AND CURRENT ROW) AS f FROM c", "NTH_VALUE with a frame by distance")]
    public void Statement_that_the_service_refuses_is_refused(string sql, string violation) =>
        Assert.Contains(Violations(sql), v => v.StartsWith(violation, StringComparison.Ordinal));

    static string[] Violations(string sql)
    {
        var parsed = SnowflakeParsers.Parse(sql);
        Assert.Empty(parsed.Errors);
        return [.. SubqueryRules.Violations(parsed.Tree!), .. ClauseRules.Violations(parsed.Tree!)];
    }
}
