using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Dialects;

/// <summary>Subqueries for each row as Snowflake evaluates them, or refused.</summary>
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

    public static TheoryData<string> Refused => [.. Unsupported.Keys];

    static readonly Dictionary<string, Expr> Unsupported = new()
    {
        ["a value of both rows"] = Exists(Gt(Add(Cents, Id), Long(10))),
        ["a limit"] = new ExistsExpr(Select(new SortRel(Where(Orders, Eq(CustomerId, Id)), [], null, 1), "found", ("found", Long(1))), false),
        ["an aggregate of an outer value"] = Gt(Sum(Where(Orders, Eq(CustomerId, Id)), Add(Cents, Id)), Long(10)),
        ["an aggregate of an outer value alone"] = Gt(Sum(Where(Orders, Eq(CustomerId, Id)), Id), Long(10)),
        ["a row beyond the one around it"] = Exists(And(Gt(Cents, Long(1)), new ExistsExpr(Select(Where(new ScanRel("Shop.Item", "i"), Eq(Col("i", "id", SqlType.Int64), Id)), "inner", ("found", Long(1))), false))),
        ["outer items"] = Gt(Sum(new UnnestRel(Col("c", "data", SqlType.Json), "item"), Long(1)), Long(1)),
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Subquery_that_becomes_no_join_is_refused(string name)
    {
        var query = Select(Where(Customers, Unsupported[name]), "result", ("id", Id));
        Assert.Contains("snowflake can't evaluate", Assert.Throws<UnsupportedSqlException>(() => SqlCompiler.Compile(query, SqlDialects.Snowflake, RowSelection.All)).Message);
        _ = SqlCompiler.Compile(query, SqlDialects.Postgres, RowSelection.All);
    }

    static ExistsExpr Exists(Expr condition) => new(Select(Where(Orders, condition), "found", ("found", Long(1))), false);

    static ScalarQueryExpr Sum(Rel rows, Expr value) => new(
        Select(
            new AggregateRel(rows, [], [new NamedExpr("sum", new AggregateExpr(AggregateFunction.Sum, value, false, null, SqlType.Int64, false))], "all"),
            "subquery", ("value", Col("all", "sum", SqlType.Int64))),
        SqlType.Int64, false);

    // On one line.
    static string Written(Rel query) => string.Join(' ', SqlCompiler.Compile(query, SqlDialects.Snowflake, RowSelection.All).ToString().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
