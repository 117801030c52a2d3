using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests;

/// <summary>The SQL of a fact table as a person reviews it: filters, joins of groups and of a dimension, both engines, both row selections.</summary>
public class FactQueryTests
{
    static ParameterExpr Since(string input) => new("since_" + input, SqlType.Timestamp);

    static Expr Updated(string alias, string input) => Ge(Col(alias, "updated_at", SqlType.Timestamp), Since(input));

    static ProjectRel Facts()
    {
        var items = new AggregateRel(new ScanRel("Items", "i"), [new("order_id", Col("i", "order_id", SqlType.Int64))],
            [
                new("item_count", Count()),
                new("total_quantity", new AggregateExpr(AggregateFunction.Sum, Col("i", "quantity", SqlType.Int32), false, null, SqlType.Int64, false)),
                new("distinct_products", new AggregateExpr(AggregateFunction.Count, Col("i", "product_id", SqlType.Int64), true, null, SqlType.Int64, false)),
            ], "lines");
        var totals = new NamedRel("totals", Select(items, "s",
            ("order_id", Col("lines", "order_id", SqlType.Int64)), ("item_count", Col("lines", "item_count", SqlType.Int64)),
            ("total_quantity", Col("lines", "total_quantity", SqlType.Int64)), ("distinct_products", Col("lines", "distinct_products", SqlType.Int64))), "t");
        var changed = new ChangedRel(new ScanRel("Orders", "o"), Or(
            Updated("o", "orders"),
            new InQueryExpr(Col("o", "order_id", SqlType.Int64), Select(Where(new ScanRel("Items", "i2"), Updated("i2", "items")), "k", ("order_id", Col("i2", "order_id", SqlType.Int64))), false)));
        var joined = new JoinRel(JoinKind.Left,
            new JoinRel(JoinKind.Left, changed, totals, Eq(Col("o", "order_id", SqlType.Int64), Col("t", "order_id", SqlType.Int64))),
            new ScanRel("Customers", "c"), Eq(Col("o", "customer_id", SqlType.Int64), Col("c", "customer_id", SqlType.Int64)));
        var status = Col("o", "status", SqlType.Text);
        return Select(Where(joined, Ge(Col("o", "total_amount", SqlType.Decimal(18, 2)), new LiteralExpr(0m, SqlType.AnyDecimal))), "f",
            ("order_id", Col("o", "order_id", SqlType.Int64)),
            ("segment", new CoalesceExpr([Col("c", "segment", SqlType.Text, true), LiteralExpr.Text("unknown")], SqlType.Text, false)),
            ("item_count", new CoalesceExpr([Col("t", "item_count", SqlType.Int64, true), Long(0)], SqlType.Int64, false)),
            ("distinct_products", new CoalesceExpr([Col("t", "distinct_products", SqlType.Int64, true), Long(0)], SqlType.Int64, false)),
            ("created_week", new FunctionExpr(SqlFunction.DateTrunc, [LiteralExpr.Text("week"), Col("o", "created_date", SqlType.Date)], SqlType.Date, false)),
            ("is_delivered", Eq(status, LiteralExpr.Text("delivered"))),
            ("is_active", new InListExpr(status, [LiteralExpr.Text("pending"), LiteralExpr.Text("paid")], false)),
            ("label", new ConcatExpr([status, LiteralExpr.Text(": "), Col("o", "note", SqlType.Text, true)])));
    }

    [Fact]
    public void Full_build_on_duckdb_reads_all_rows() => Assert.Equal(
        """
        WITH totals AS (
            SELECT
                i.order_id,
                COUNT(*) AS item_count,
                COUNT(DISTINCT i.product_id) AS distinct_products
            FROM {Items} AS i
            GROUP BY i.order_id
        )
        SELECT
            o.order_id,
            COALESCE(c.segment, 'unknown') AS segment,
            COALESCE(t.item_count, 0) AS item_count,
            COALESCE(t.distinct_products, 0) AS distinct_products,
            CAST(DATE_TRUNC('week', o.created_date) AS DATE) AS created_week,
            o.status = 'delivered' AS is_delivered,
            o.status IN ('pending', 'paid') AS is_active,
            o.status || ': ' || COALESCE(o.note, '') AS label
        FROM {Orders} AS o
        LEFT JOIN totals AS t ON o.order_id = t.order_id
        LEFT JOIN {Customers} AS c ON o.customer_id = c.customer_id
        WHERE o.total_amount >= 0
        """.ReplaceLineEndings("\n"), Verified.Compile(Facts(), SqlDialects.DuckDb).ToString());

    [Fact]
    public void Incremental_run_on_postgres_groups_only_what_changed() => Assert.Equal(
        """
        WITH changed_rows AS (
            SELECT
                o.order_id,
                o.created_date,
                o.status,
                o.note,
                o.total_amount,
                o.customer_id
            FROM {Orders} AS o
            WHERE o.updated_at >= :since_orders
                OR o.order_id IN (
                    SELECT i2.order_id
                    FROM {Items} AS i2
                    WHERE i2.updated_at >= :since_items
                )
        ),
        totals AS (
            SELECT
                i.order_id,
                COUNT(*) AS item_count,
                COUNT(DISTINCT i.product_id) AS distinct_products
            FROM {Items} AS i
            WHERE i.order_id IN (
                SELECT changed.order_id
                FROM changed_rows AS changed
            )
            GROUP BY i.order_id
        )
        SELECT
            o.order_id,
            COALESCE(c.segment, 'unknown') AS segment,
            COALESCE(t.item_count, 0) AS item_count,
            COALESCE(t.distinct_products, 0) AS distinct_products,
            CAST(DATE_TRUNC('week', CAST(o.created_date AS timestamp without time zone)) AS date) AS created_week,
            o.status = 'delivered' AS is_delivered,
            o.status IN ('pending', 'paid') AS is_active,
            o.status || ': ' || COALESCE(o.note, '') AS label
        FROM changed_rows AS o
        LEFT JOIN totals AS t ON o.order_id = t.order_id
        LEFT JOIN {Customers} AS c ON o.customer_id = c.customer_id
        WHERE o.total_amount >= 0
        """.ReplaceLineEndings("\n"), Verified.Compile(Facts(), SqlDialects.Postgres, RowSelection.Changed).ToString());
}
