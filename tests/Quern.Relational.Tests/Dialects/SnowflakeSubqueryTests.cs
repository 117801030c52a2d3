using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Dialects;

/// <summary>Subqueries for each row as Snowflake evaluates them, and others as joins.</summary>
public class SnowflakeSubqueryTests
{
    static readonly ScanRel Customers = new("Shop.Customer", "c");
    static readonly ScanRel Orders = new("Shop.Order", "o");
    static readonly ColumnExpr Id = Col("c", "id", SqlType.Int64);
    static readonly ColumnExpr Level = Col("c", "level", SqlType.Int64, true);
    static readonly ColumnExpr IsOpen = Col("c", "is_open", SqlType.Boolean);
    static readonly ColumnExpr CustomerId = Col("o", "customer_id", SqlType.Int64, true);
    static readonly ColumnExpr Cents = Col("o", "cents", SqlType.Int64);

    static readonly Dictionary<string, (Expr Condition, string Sql)> Conditions = new()
    {
        ["equality of two columns"] = (And(Eq(CustomerId, Id), Eq(Cents, Id)), "o.customer_id = c.id AND o.cents = c.id"),
        ["outer condition"] = (IsOpen, "CASE WHEN c.is_open THEN 1 ELSE 0 END = 1"),
        ["two outer columns"] = (Gt(Id, Level), "CASE WHEN c.id > c.level THEN 1 ELSE 0 END = 1"),
        ["outer column and a constant"] = (Gt(Id, Long(5)), "c.id > 5"),
        ["null-safe equality"] = (Eq(CustomerId, Level), "o.customer_id IS NOT DISTINCT FROM c.level"),
        ["null-safe inequality"] = (Ne(CustomerId, Level), "o.customer_id <> c.level OR (o.customer_id IS NULL) <> (c.level IS NULL)"),
        ["negated ordering"] = (Not(Gt(CustomerId, Id)), "o.customer_id IS NULL OR o.customer_id <= c.id"),
        ["negated disjunction"] = (Not(Or(Eq(Cents, Id), IsOpen)), "o.cents <> c.id AND CASE WHEN NOT c.is_open THEN 1 ELSE 0 END = 1"),
        ["own condition"] = (Gt(Cents, Long(5)), "o.cents > 5"),
    };

    public static TheoryData<string> Names => [.. Conditions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Condition_on_the_outer_row_is_a_comparison_of_two_sides(string name)
    {
        var (condition, sql) = Conditions[name];
        Assert.Equal(
            $"SELECT c.id FROM {{Shop.Customer}} AS c WHERE EXISTS ( SELECT 1 FROM {{Shop.Order}} AS o WHERE {sql} )",
            Written(Select(Where(Customers, Exists(condition)), "result", ("id", Id))));
    }

    [Fact]
    public void Exists_that_is_no_condition_of_where_counts_the_rows() => Assert.Equal(
        "SELECT c.id, ( SELECT COUNT(*) FROM {Shop.Order} AS o WHERE o.customer_id = c.id ) > 0 AS has_orders FROM {Shop.Customer} AS c",
        Written(Select(Customers, "result", ("id", Id), ("has_orders", Exists(Eq(CustomerId, Id))))));

    [Fact]
    public void In_beside_or_counts_the_rows() => Assert.Equal(
        "SELECT c.id FROM {Shop.Customer} AS c WHERE ( SELECT COUNT(*) FROM {Shop.Order} AS o WHERE o.cents = c.id ) > 0 OR c.is_open",
        Written(Select(Where(Customers, Or(new InQueryExpr(Id, Select(Orders, "set", ("cents", Cents)), false), IsOpen)), "result", ("id", Id))));

    [Fact]
    public void In_of_a_limited_query_reads_it_before_it_counts() => Assert.Contains(
        "> 0 AS is_top",
        Written(Select(Customers, "result", ("id", Id),
            ("is_top", new InQueryExpr(Id, Select(new SortRel(Orders, [new SortKey(Cents, true)], null, 3), "set", ("cents", Cents)), false)))));

    static readonly Dictionary<string, (Expr Condition, string Sql)> AskedOnce = new()
    {
        ["a value of both rows"] = (Exists(Gt(Add(Cents, Id), Long(10))), """
            WITH c_values AS (
                SELECT DISTINCT c.id
                FROM {Shop.Customer} AS c
            ),
            found AS (
                SELECT DISTINCT c_values.id
                FROM c_values
                JOIN {Shop.Order} AS o ON o.cents + c_values.id > 10
            )
            SELECT c.id
            FROM {Shop.Customer} AS c
            JOIN found ON c.id = found.id
            """),
        ["a limit"] = (new ExistsExpr(Select(new SortRel(Where(Orders, Eq(CustomerId, Id)), [], null, 1), "any", ("found", Long(1))), false), """
            WITH found AS (
                SELECT DISTINCT o.customer_id AS id
                FROM {Shop.Order} AS o
            )
            SELECT c.id
            FROM {Shop.Customer} AS c
            JOIN found ON c.id = found.id
            """),
        ["an aggregate of an outer value"] = (Gt(Sum(Where(Orders, Eq(CustomerId, Id)), Add(Cents, Id)), Long(10)), """
            WITH subquery AS (
                SELECT
                    CAST(SUM(o.cents + o.customer_id) AS NUMBER(19,0)) AS value,
                    o.customer_id AS id
                FROM {Shop.Order} AS o
                GROUP BY o.customer_id
            )
            SELECT c.id
            FROM {Shop.Customer} AS c
            LEFT JOIN subquery ON c.id = subquery.id
            WHERE COALESCE(subquery.value, 0) > 10
            """),
        ["a row beyond the one around it"] = (Exists(And(Gt(Cents, Long(1)), new ExistsExpr(Select(Where(new ScanRel("Shop.Item", "i"), Lt(Col("i", "id", SqlType.Int64), Id)), "inner", ("found", Long(1))), false))), """
            WITH c_values AS (
                SELECT DISTINCT c.id
                FROM {Shop.Customer} AS c
            ),
            found AS (
                SELECT DISTINCT c_values.id
                FROM c_values
                CROSS JOIN {Shop.Order} AS o
                WHERE o.cents > 1
                    AND EXISTS (
                        SELECT 1
                        FROM {Shop.Item} AS i
                        WHERE i.id < c_values.id
                    )
            )
            SELECT c.id
            FROM {Shop.Customer} AS c
            JOIN found ON c.id = found.id
            """),
        ["outer items"] = (Gt(Sum(new UnnestRel(Col("c", "data", SqlType.Json), "item"), Long(1)), Long(1)), """
            WITH c_values AS (
                SELECT DISTINCT c.data
                FROM {Shop.Customer} AS c
            ),
            subquery AS (
                SELECT
                    CAST(SUM(1) AS NUMBER(19,0)) AS value,
                    c_values.data
                FROM c_values
                CROSS JOIN LATERAL FLATTEN(INPUT => CASE WHEN IS_ARRAY(c_values.data) THEN c_values.data END) AS item
                GROUP BY c_values.data
            )
            SELECT c.id
            FROM {Shop.Customer} AS c
            LEFT JOIN subquery ON c.data = subquery.data
            WHERE COALESCE(subquery.value, 0) > 1
            """),
    };

    public static TheoryData<string> Others => [.. AskedOnce.Keys];

    [Theory]
    [MemberData(nameof(Others))]
    public void Other_subquery_is_asked_once_and_joined(string name) =>
        Assert.Equal(AskedOnce[name].Sql, Verified.Compile(Select(Where(Customers, AskedOnce[name].Condition), "result", ("id", Id)), SqlDialects.Snowflake).ToString());

    static ExistsExpr Exists(Expr condition) => new(Select(Where(Orders, condition), "any", ("found", Long(1))), false);

    static ScalarQueryExpr Sum(Rel rows, Expr value) => new(
        Select(
            new AggregateRel(rows, [], [new NamedExpr("sum", new AggregateExpr(AggregateFunction.Sum, value, false, null, SqlType.Int64, false))], "all"),
            "subquery", ("value", Col("all", "sum", SqlType.Int64))),
        SqlType.Int64, false);

    // On one line.
    static string Written(Rel query) => string.Join(' ', SqlCompiler.Compile(query, SqlDialects.Snowflake, RowSelection.All).ToString().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
