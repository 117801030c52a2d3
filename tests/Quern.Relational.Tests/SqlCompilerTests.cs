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
                o."id" AS "order_id",
                o."status"
            FROM {Orders} AS o
            WHERE o."total_cents" > 0
            """);

    [Fact]
    public void Filter_over_projection_reads_what_the_column_is_made_of() =>
        Prints(
            Select(Where(Select(Shop.OrderRows(), "p", ("cents", Add(Col("o", "total_cents", SqlType.Int64), Long(1)))),
                Gt(Col("p", "cents", SqlType.Int64), Long(5))), "q", ("c", Col("p", "cents", SqlType.Int64))),
            """
            SELECT o."total_cents" + 1 AS "c"
            FROM {Orders} AS o
            WHERE o."total_cents" + 1 > 5
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
                    i."order_id",
                    COUNT(*) AS "item_count"
                FROM {Items} AS i
                GROUP BY i."order_id"
            )
            SELECT
                o."id" AS "order_id",
                COALESCE(totals."item_count", 0) AS "item_count"
            FROM {Orders} AS o
            LEFT JOIN totals ON o."id" = totals."order_id"
            """);

    [Fact]
    public void Changed_rows_are_all_rows_or_a_filter()
    {
        var query = Select(new ChangedRel(Shop.OrderRows(), Ge(Col("o", "updated_at", SqlType.Timestamp), new ParameterExpr("since_orders", SqlType.Timestamp))),
            "p", ("id", Col("o", "id", SqlType.Int64)));
        Prints(query, "SELECT o.\"id\"\nFROM {Orders} AS o");
        Prints(query, "SELECT o.\"id\"\nFROM {Orders} AS o\nWHERE o.\"updated_at\" >= :since_orders", RowSelection.Changed);
    }
}
