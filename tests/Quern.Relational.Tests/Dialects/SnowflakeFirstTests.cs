using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Dialects;

/// <summary>The first value of a group in an order on Snowflake: by one key, or by a step that finds the first row.</summary>
public class SnowflakeFirstTests
{
    const string WholePartition = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";

    static readonly ScanRel Orders = new("Shop.Order", "o");
    static readonly ColumnExpr Id = Col("o", "id", SqlType.Int64);
    static readonly ColumnExpr CustomerId = Col("o", "customer_id", SqlType.Int64, true);
    static readonly ColumnExpr Cents = Col("o", "cents", SqlType.Int64);
    static readonly ColumnExpr Note = Col("o", "note", SqlType.Text, true);

    [Fact]
    public void First_by_one_key_that_is_never_null_needs_no_step() => Assert.Equal(
        "SELECT o.customer_id, MIN_BY(o.cents, o.id) AS value FROM {Shop.Order} AS o GROUP BY o.customer_id",
        Written(First(Cents, null, Id)));

    [Fact]
    public void First_by_several_keys_is_found_in_a_step() => Assert.Equal(
        $"SELECT o_in_order.customer_id, ANY_VALUE(o_in_order.first_cents) AS value FROM ( SELECT o.customer_id, FIRST_VALUE(o.cents) OVER (PARTITION BY o.customer_id ORDER BY o.note NULLS FIRST, o.id {WholePartition}) AS first_cents FROM {{Shop.Order}} AS o ) AS o_in_order GROUP BY o_in_order.customer_id",
        Written(First(Cents, null, Note, Id)));

    [Fact]
    public void First_value_that_may_be_null_is_found_in_a_step() => Assert.Contains(
        $"FIRST_VALUE(o.note) OVER (PARTITION BY o.customer_id ORDER BY o.id {WholePartition}) AS first_note", Written(First(Note, null, Id)));

    [Fact]
    public void First_of_some_rows_orders_the_others_last() => Assert.Contains(
        $"FIRST_VALUE(CASE WHEN o.cents > 5 THEN o.note END) OVER (PARTITION BY o.customer_id ORDER BY CASE WHEN o.cents > 5 THEN 0 ELSE 1 END, o.id {WholePartition}) AS first_note",
        Written(First(Note, Gt(Cents, Long(5)), Id)));

    [Fact]
    public void Condition_on_the_rows_stays_below_the_order() => Assert.Contains(
        "FROM {Shop.Order} AS o WHERE o.cents > 5 ) AS o_in_order GROUP BY", Written(First(Note, null, [Id], Where(Orders, Gt(Cents, Long(5))))));

    [Fact]
    public void Key_that_is_computed_is_a_column_of_the_step() => Assert.Equal(
        $"SELECT o_in_order.key AS sum, ANY_VALUE(o_in_order.first_note) AS value FROM ( SELECT o.cents + 1 AS key, FIRST_VALUE(o.note) OVER (PARTITION BY o.cents + 1 ORDER BY o.id {WholePartition}) AS first_note FROM {{Shop.Order}} AS o ) AS o_in_order GROUP BY o_in_order.key",
        Written(Select(
            new AggregateRel(Orders, [new NamedExpr("sum", Add(Cents, Long(1)))], [new NamedExpr("first", Of(Note, null, Id))], "g"),
            "result", ("sum", Col("g", "sum", SqlType.Int64)), ("value", Col("g", "first", SqlType.Text, true)))));

    [Theory]
    [InlineData(GroupingSets.Rollup)]
    [InlineData(GroupingSets.Cube)]
    internal void First_row_that_another_set_of_keys_has_not_is_refused(GroupingSets sets)
    {
        var query = First(Note, null, [Id], Orders, sets);
        Assert.Contains("snowflake can't take the first value of groups and of their totals at once", Assert.Throws<UnsupportedSqlException>(() => SqlCompiler.Compile(query, SqlDialects.Snowflake, RowSelection.All)).Message);
        _ = SqlCompiler.Compile(query, SqlDialects.Postgres, RowSelection.All);
    }

    static AggregateExpr Of(Expr value, Expr? filter, params Expr[] keys) =>
        new(AggregateFunction.First, value, false, filter, value.Type, true) { Order = keys.Select(k => new SortKey(k, false)).ToEquatableArray() };

    static ProjectRel First(Expr value, Expr? filter, params Expr[] keys) => First(value, filter, keys, Orders);

    static ProjectRel First(Expr value, Expr? filter, Expr[] keys, Rel rows, GroupingSets sets = GroupingSets.All) => Select(
        new AggregateRel(rows, [new NamedExpr("customer_id", CustomerId)], [new NamedExpr("first", Of(value, filter, keys))], "g") { Sets = sets },
        "result", ("customer_id", Col("g", "customer_id", SqlType.Int64, true)), ("value", Col("g", "first", value.Type, true)));

    // On one line.
    static string Written(Rel query) => string.Join(' ', SqlCompiler.Compile(query, SqlDialects.Snowflake, RowSelection.All).ToString().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
