using Quern.Relational.Tests.Engines;
using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests;

public class SqlCompilerTests
{
    static void Prints(Rel query, string expected, RowSelection rows = RowSelection.All, SqlDialect? dialect = null) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), Verified.Compile(query, dialect ?? SqlDialects.DuckDb, rows).ToString());

    [Fact]
    public void Filter_below_projection_is_one_select() =>
        Prints(
            Select(Where(Shop.OrderRows(), Gt(Col("o", "total_cents", SqlType.Int64), Long(0))), "p",
                ("order_id", Col("o", "id", SqlType.Int64)), ("status", Col("o", "status", SqlType.Text))),
            """
            SELECT
                o.id AS order_id,
                o.status
            FROM {Orders} AS o
            WHERE o.total_cents > 0
            """);

    [Fact]
    public void Filter_over_projection_reads_what_the_column_is_made_of() =>
        Prints(
            Select(Where(Select(Shop.OrderRows(), "p", ("cents", Add(Col("o", "total_cents", SqlType.Int64), Long(1)))),
                Gt(Col("p", "cents", SqlType.Int64), Long(5))), "q", ("c", Col("p", "cents", SqlType.Int64))),
            """
            SELECT o.total_cents + 1 AS c
            FROM {Orders} AS o
            WHERE o.total_cents + 1 > 5
            """);

    [Fact]
    public void Left_join_of_an_aggregate_reads_a_cte() =>
        Prints(
            Select(
                new JoinRel(JoinKind.Left, Shop.OrderRows(),
                    new AggregateRel(Shop.ItemRows(), [new("order_id", Col("i", "order_id", SqlType.Int64))], [new("item_count", Count())], "totals"),
                    Eq(Col("o", "id", SqlType.Int64), Col("totals", "order_id", SqlType.Int64))),
                "p",
                ("order_id", Col("o", "id", SqlType.Int64)),
                ("item_count", new CoalesceExpr([Col("totals", "item_count", SqlType.Int64, true), Long(0)], SqlType.Int64, false))),
            """
            WITH totals AS (
                SELECT
                    i.order_id,
                    COUNT(*) AS item_count
                FROM {Items} AS i
                GROUP BY i.order_id
            )
            SELECT
                o.id AS order_id,
                COALESCE(totals.item_count, 0) AS item_count
            FROM {Orders} AS o
            LEFT JOIN totals ON o.id = totals.order_id
            """);

    [Fact]
    public void Changed_rows_are_all_rows_or_a_filter()
    {
        var query = Select(new ChangedRel(Shop.OrderRows(), Ge(Col("o", "updated_at", SqlType.Timestamp), new ParameterExpr("since_orders", SqlType.Timestamp))),
            "p", ("id", Col("o", "id", SqlType.Int64)));
        Prints(query, "SELECT o.id\nFROM {Orders} AS o");
        Prints(query, "SELECT o.id\nFROM {Orders} AS o\nWHERE o.updated_at >= :since_orders", RowSelection.Changed);
    }

    [Fact]
    public void Newline_in_a_literal_or_a_name_is_not_indented()
    {
        var aggregate = new AggregateRel(Shop.OrderRows(), [new("k\nk", Shop.Text("o", "status"))], [new("n", Count())], "g");
        var query = Select(new JoinRel(JoinKind.Inner, Shop.OrderRows("q"), Where(aggregate, Eq(Shop.Text("g", "k\nk"), LiteralExpr.Text("a\nb"))), Eq(Shop.Text("q", "status"), Shop.Text("g", "k\nk"))), "p", ("id", Shop.Long("q", "id")));
        var sql = Verified.Compile(query, SqlDialects.DuckDb).ToString();
        Assert.Contains("'a\nb'", sql);
        Assert.Contains("\"k\nk\"", sql);
        Assert.DoesNotContain("\n    b'", sql);
    }

    [Fact]
    public void Constant_column_carries_its_type() =>
        Prints(
            Select(Shop.OrderRows(), "p", ("a", LiteralExpr.Null(SqlType.Date)), ("b", Long(1)), ("c", new LiteralExpr(1m, SqlType.Decimal(9, 2))), ("d", LiteralExpr.Text("x"))),
            """
            SELECT
                CAST(NULL AS DATE) AS a,
                CAST(1 AS BIGINT) AS b,
                CAST(1.0 AS DECIMAL(9,2)) AS c,
                'x' AS d
            FROM {Orders} AS o
            """);

    [Fact]
    public void Long_case_takes_a_line_for_each_branch() =>
        Prints(
            Select(Shop.OrderRows(), "p", ("x", new CaseExpr(
                [.. new[] { "one hundred", "two hundred", "three hundred" }.Select((text, i) => new CaseBranch(Gt(Shop.Long("o", "cents"), Long(i * 100)), LiteralExpr.Text(text)))],
                LiteralExpr.Text("none"), SqlType.Text, false))),
            """
            SELECT
                CASE
                    WHEN o.cents > 0 THEN 'one hundred'
                    WHEN o.cents > 100 THEN 'two hundred'
                    WHEN o.cents > 200 THEN 'three hundred'
                    ELSE 'none'
                END AS x
            FROM {Orders} AS o
            """);

    [Fact]
    public void Condition_with_a_correlated_limit_reads_a_derived_table()
    {
        var last = new SortRel(Where(Shop.ItemRows(), Eq(Shop.Long("i", "order_id"), Shop.Long("t", "id"))), [new(Shop.Long("i", "id"), true)], null, 1);
        var condition = new ExistsExpr(Where(last, Gt(Shop.Int("i", "quantity"), LiteralExpr.Int(1))), true);
        Assert.Equal(
            """
            NOT EXISTS (
                SELECT 1
                FROM (
                    SELECT
                        i.quantity,
                        i.id,
                        i.order_id
                    FROM {Items} AS i
                    WHERE i.order_id = t.id
                    ORDER BY i.id DESC
                    LIMIT 1
                ) AS i
                WHERE i.quantity > 1
            )
            """.ReplaceLineEndings("\n"), SqlCompiler.CompileCondition(condition, SqlDialects.Postgres).ToString());
    }

    [Fact]
    public void Group_filter_on_keys_alone_stands_in_where() =>
        Prints(
            Select(Where(new AggregateRel(Shop.ItemRows(), [new("k", Shop.Long("i", "order_id"))], [new("n", Count())], "g"), And(Gt(Shop.Long("g", "k"), Long(4)), Gt(Shop.Long("g", "n"), Long(1)))),
                "p", ("k", Shop.Long("g", "k"))),
            """
            SELECT i.order_id AS k
            FROM {Items} AS i
            WHERE i.order_id > 4
            GROUP BY i.order_id
            HAVING COUNT(*) > 1
            """);
}
