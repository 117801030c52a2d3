using Quern.Execution;
using Quern.Registry;
using Quern.Tests.Pipelines;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Execution;

public sealed class IncrementalTests : PipelineFixture
{
    const string Columns = "order_id int64, status text?, updated_at timestamp?";
    static readonly RelationDefinition RawOrders = Source("raw.orders", "id int64, status text?, updated_at timestamp?");

    // Keeps the orders with a known status, as the staging model of a pipeline does.
    static RelationDefinition Orders(TimeSpan lookback = default, OnSchemaChange onSchemaChange = OnSchemaChange.Fail) => Incremental(
        "staging.stg_orders", Columns,
        new IncrementalDefinition
        {
            Strategy = IncrementalStrategy.Merge, UniqueKey = ["order_id"], ClusterBy = ["updated_at"], OnSchemaChange = onSchemaChange, DriverId = "orders",
            Cursors = [new CursorDefinition("since_orders", "orders", "updated_at", new ColumnType(ColumnKind.Timestamp), lookback)],
        },
        "SELECT o.id AS order_id, o.status, o.updated_at FROM {orders} AS o WHERE o.status <> 'unknown'",
        "SELECT o.id AS order_id, o.status, o.updated_at FROM {orders} AS o WHERE o.status <> 'unknown' AND o.updated_at >= :since_orders",
        "SELECT o.id AS order_id FROM {orders} AS o WHERE o.updated_at >= :since_orders",
        "DELETE FROM {target} AS t WHERE NOT EXISTS (SELECT 1 FROM {orders} AS d WHERE d.id = t.order_id)",
        "orders").NotNull("order_id").Unique("order_id");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await WarehouseAsync(
            "CREATE SCHEMA raw",
            "CREATE TABLE raw.orders (id BIGINT, status VARCHAR, updated_at TIMESTAMP)",
            "INSERT INTO raw.orders VALUES (1, 'new', '2024-01-01 10:00'), (2, 'paid', '2024-01-01 11:00'), (3, 'paid', '2024-01-01 12:00')");
    }

    Task<string[]> TargetAsync() => RowsAsync("SELECT order_id, status FROM staging.stg_orders ORDER BY order_id");

    [Fact]
    public async Task First_run_loads_all_rows_and_records_the_greatest_cursor()
    {
        await BuildAsync(RawOrders, Orders());

        Assert.Equal(new StepOutcome("full", 3, 3, 0, 0), Outcome("stg_orders"));
        Assert.Equal(
            ["staging.stg_orders,raw.orders,updated_at,2024-01-01 12:00:00"],
            await RowsAsync("SELECT relation, input, cursor_column, cursor_timestamp FROM quern.watermarks"));
    }

    [Fact]
    public async Task Second_run_without_changes_changes_no_row()
    {
        await BuildAsync(RawOrders, Orders());
        await BuildAsync(RawOrders, Orders());

        // The last row is read again, because others may share its cursor.
        Assert.Equal("incremental", Outcome("stg_orders").Mode);
        Assert.Equal(1, Outcome("stg_orders").RowsRead);
        Assert.Equal(0, Outcome("stg_orders").RowsChanged);
    }

    [Fact]
    public async Task Incremental_run_reads_what_changed_and_counts_it()
    {
        await BuildAsync(RawOrders, Orders());
        await WarehouseAsync(
            "UPDATE raw.orders SET status = 'paid', updated_at = '2024-01-02 10:00' WHERE id = 1",
            "UPDATE raw.orders SET status = 'unknown', updated_at = '2024-01-02 10:00' WHERE id = 2",
            "INSERT INTO raw.orders VALUES (4, 'new', '2024-01-02 10:00')");
        await BuildAsync(RawOrders, Orders());

        Assert.Equal(new StepOutcome("incremental", 3, RowsInserted: 1, RowsUpdated: 1, RowsDeleted: 1), Outcome("stg_orders"));
        Assert.Equal(["1,paid", "3,paid", "4,new"], await TargetAsync());
    }

    [Fact]
    public async Task Row_that_shares_the_last_cursor_is_not_skipped()
    {
        await BuildAsync(RawOrders, Orders());
        await WarehouseAsync("INSERT INTO raw.orders VALUES (4, 'new', '2024-01-01 12:00')");
        await BuildAsync(RawOrders, Orders());

        Assert.Equal(1, Outcome("stg_orders").RowsInserted);
        Assert.Equal(["1,new", "2,paid", "3,paid", "4,new"], await TargetAsync());
    }

    [Fact]
    public async Task Late_row_inside_the_lookback_is_read_and_one_outside_is_not()
    {
        await BuildAsync(RawOrders, Orders(TimeSpan.FromMinutes(5)));
        await WarehouseAsync("INSERT INTO raw.orders VALUES (4, 'late', '2024-01-01 11:55'), (5, 'too late', '2024-01-01 11:54:59')");
        await BuildAsync(RawOrders, Orders(TimeSpan.FromMinutes(5)));

        Assert.Equal(["1,new", "2,paid", "3,paid", "4,late"], await TargetAsync());
    }

    [Fact]
    public async Task Late_row_inside_the_lookback_of_the_input_s_extraction_is_read()
    {
        var raw = RawOrders with { Extract = new ExtractDefinition("shop", "orders", ["id"], "updated_at", TimeSpan.FromMinutes(5), 100) };
        await RunAsync(RunCommand.Run, [raw, Orders()]);
        await WarehouseAsync("INSERT INTO raw.orders VALUES (4, 'late', '2024-01-01 11:55')");
        await RunAsync(RunCommand.Run, [raw, Orders()]);

        Assert.Equal(["1,new", "2,paid", "3,paid", "4,late"], await TargetAsync());
    }

    [Fact]
    public async Task High_water_mark_never_goes_back()
    {
        await BuildAsync(RawOrders, Orders());
        await WarehouseAsync("DELETE FROM raw.orders WHERE id = 3");
        await BuildAsync(RawOrders, Orders());

        Assert.Equal(["2024-01-01 12:00:00"], await RowsAsync("SELECT cursor_timestamp FROM quern.watermarks"));
    }

    [Fact]
    public async Task Full_refresh_rebuilds_from_all_rows()
    {
        await BuildAsync(RawOrders, Orders());
        await WarehouseAsync("UPDATE raw.orders SET status = 'fixed' WHERE id = 1");
        await RunAsync(RunCommand.Build, [RawOrders, Orders()], fullRefresh: true);

        Assert.Equal(new StepOutcome("full", 3, 3, 0, 0), Outcome("stg_orders"));
        Assert.Equal(["1,fixed", "2,paid", "3,paid"], await TargetAsync());
    }

    [Fact]
    public async Task Empty_input_leaves_no_high_water_mark_and_the_next_run_is_full()
    {
        await WarehouseAsync("DELETE FROM raw.orders");
        await BuildAsync(RawOrders, Orders());
        Assert.Empty(await RowsAsync("SELECT * FROM quern.watermarks"));

        await WarehouseAsync("INSERT INTO raw.orders VALUES (9, 'old', '1999-01-01')");
        await BuildAsync(RawOrders, Orders());

        Assert.Equal(["9,old"], await TargetAsync());
    }

    [Fact]
    public async Task Failing_test_on_the_delta_keeps_target_and_high_water_mark()
    {
        await BuildAsync(RawOrders, Orders());
        await WarehouseAsync("INSERT INTO raw.orders VALUES (NULL, 'new', '2024-01-02 10:00'), (4, 'new', '2024-01-02 10:00')");
        var result = await BuildAsync(RawOrders, Orders());

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Contains("not_null_order_id must hold, but 1 of 3 rows", Step("stg_orders").Message, StringComparison.Ordinal);
        Assert.Equal(["1,new", "2,paid", "3,paid"], await TargetAsync());
        Assert.Equal(["2024-01-01 12:00:00"], await RowsAsync("SELECT cursor_timestamp FROM quern.watermarks"));

        await WarehouseAsync("DELETE FROM raw.orders WHERE id IS NULL");
        await BuildAsync(RawOrders, Orders());
        Assert.Equal(["1,new", "2,paid", "3,paid", "4,new"], await TargetAsync());
    }

    [Theory]
    [InlineData(RunCommand.Build, "unique_order_id must hold, but 1 values are there more than once, such as order_id = 4, times = 2.")]
    [InlineData(RunCommand.Run, "gave 1 values of (order_id) more than once: order_id = 4 (2 times)")]
    public async Task Repeated_key_in_the_delta_is_refused_with_tests_and_without(RunCommand command, string message)
    {
        await BuildAsync(RawOrders, Orders());
        await WarehouseAsync("INSERT INTO raw.orders VALUES (4, 'a', '2024-01-02 10:00'), (4, 'b', '2024-01-02 10:00')");
        await RunAsync(command, [RawOrders, Orders()]);

        Assert.Equal(RunStatus.Failed, Step("stg_orders").Status);
        Assert.Contains(message, Step("stg_orders").Message, StringComparison.Ordinal);
        Assert.Equal(["1,new", "2,paid", "3,paid"], await TargetAsync());
    }

    [Fact]
    public async Task Null_key_is_refused_without_tests()
    {
        await WarehouseAsync("INSERT INTO raw.orders VALUES (NULL, 'a', '2024-01-02 10:00')");
        await RunAsync(RunCommand.Run, [RawOrders, Orders()]);

        Assert.Contains("1 rows with null in its unique key (order_id)", Step("stg_orders").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_whose_driver_row_is_gone_are_deleted_when_the_driver_may_have_lost_rows()
    {
        await BuildAsync(RawOrders, Orders());
        await WarehouseAsync("DELETE FROM raw.orders WHERE id = 1");
        await BuildAsync(RawOrders, Orders());

        Assert.Equal(1, Outcome("stg_orders").RowsDeleted);
        Assert.Equal(["2,paid", "3,paid"], await TargetAsync());
    }

    [Fact]
    public async Task Deletion_of_a_model_reaches_the_model_that_it_drives()
    {
        var facts = Incremental(
            "marts.fct_orders", "order_id int64, updated_at timestamp?",
            new IncrementalDefinition
            {
                Strategy = IncrementalStrategy.Merge, UniqueKey = ["order_id"], OnSchemaChange = OnSchemaChange.Fail, DriverId = "stg_orders",
                Cursors = [new CursorDefinition("since", "stg_orders", "updated_at", new ColumnType(ColumnKind.Timestamp), TimeSpan.Zero)],
            },
            "SELECT order_id, updated_at FROM {stg_orders}", "SELECT order_id, updated_at FROM {stg_orders} WHERE updated_at >= :since", null,
            "DELETE FROM {target} AS t WHERE NOT EXISTS (SELECT 1 FROM {stg_orders} AS d WHERE d.order_id = t.order_id)", "stg_orders");
        await BuildAsync(RawOrders, Orders(), facts);
        await WarehouseAsync("UPDATE raw.orders SET status = 'unknown', updated_at = '2024-01-03' WHERE id = 1");
        await BuildAsync(RawOrders, Orders(), facts);

        Assert.Equal(1, Outcome("fct_orders").RowsDeleted);
        Assert.Equal(["2", "3"], await RowsAsync("SELECT order_id FROM marts.fct_orders ORDER BY 1"));

        // Nothing was lost since, so the orphans, put there by hand, are not looked for.
        await WarehouseAsync("INSERT INTO marts.fct_orders VALUES (99, '2024-01-01')");
        await BuildAsync(RawOrders, Orders(), facts);
        Assert.Equal(0, Outcome("fct_orders").RowsDeleted);
    }

    [Fact]
    public async Task Change_of_a_second_input_alone_drives_the_run()
    {
        await WarehouseAsync(
            "CREATE TABLE raw.items (order_id BIGINT, quantity INTEGER, updated_at TIMESTAMP)",
            "INSERT INTO raw.items VALUES (1, 1, '2024-01-01 10:00'), (2, 1, '2024-01-01 10:00')");
        const string select = "SELECT o.id AS order_id, (SELECT SUM(i.quantity)::BIGINT FROM {items} AS i WHERE i.order_id = o.id) AS quantity FROM {orders} AS o";
        const string changed = " WHERE o.updated_at >= :since_orders OR EXISTS (SELECT 1 FROM {items} AS i WHERE i.order_id = o.id AND i.updated_at >= :since_items)";
        var totals = Incremental(
            "marts.totals", "order_id int64, quantity int64?",
            new IncrementalDefinition
            {
                Strategy = IncrementalStrategy.Merge, UniqueKey = ["order_id"], OnSchemaChange = OnSchemaChange.Fail,
                Cursors =
                [
                    new CursorDefinition("since_orders", "orders", "updated_at", new ColumnType(ColumnKind.Timestamp), TimeSpan.Zero),
                    new CursorDefinition("since_items", "items", "updated_at", new ColumnType(ColumnKind.Timestamp), TimeSpan.Zero),
                ],
            },
            select, select + changed, null, null, "orders", "items");
        RelationDefinition[] relations = [RawOrders, Source("raw.items", "order_id int64, quantity int32, updated_at timestamp"), totals];
        await BuildAsync(relations);
        await WarehouseAsync("INSERT INTO raw.items VALUES (2, 5, '2024-01-09')");
        await BuildAsync(relations);

        Assert.Equal((0, 1, 0), (Outcome("totals").RowsInserted, Outcome("totals").RowsUpdated, Outcome("totals").RowsDeleted));
        Assert.Equal(["1,1", "2,6", "3,"], await RowsAsync("SELECT * FROM marts.totals ORDER BY 1"));
        Assert.Equal(
            ["raw.items,2024-01-09 00:00:00", "raw.orders,2024-01-01 12:00:00"],
            await RowsAsync("SELECT input, cursor_timestamp FROM quern.watermarks WHERE relation = 'marts.totals' ORDER BY 1"));
    }

    [Fact]
    public async Task Model_without_cursors_merges_its_whole_query()
    {
        var model = Incremental(
            "staging.stg_orders", Columns,
            new IncrementalDefinition { Strategy = IncrementalStrategy.Merge, UniqueKey = ["order_id"], OnSchemaChange = OnSchemaChange.Fail },
            "SELECT id AS order_id, status, updated_at FROM {orders}", inputs: "orders");
        await BuildAsync(RawOrders, model);
        await WarehouseAsync("UPDATE raw.orders SET status = 'gone' WHERE id = 1");
        await BuildAsync(RawOrders, model);

        Assert.Equal(new StepOutcome("incremental", 3, 0, 1, 0), Outcome("stg_orders"));
    }

    [Fact]
    public async Task Append_never_changes_a_row()
    {
        var model = Incremental(
            "staging.log", "order_id int64, status text?",
            new IncrementalDefinition { Strategy = IncrementalStrategy.Append, UniqueKey = ["order_id"], OnSchemaChange = OnSchemaChange.Fail },
            "SELECT id AS order_id, status FROM {orders}", inputs: "orders");
        await BuildAsync(RawOrders, model);
        await WarehouseAsync("UPDATE raw.orders SET status = 'changed' WHERE id = 1", "INSERT INTO raw.orders VALUES (4, 'new', '2024-01-05')");
        await BuildAsync(RawOrders, model);

        Assert.Equal(new StepOutcome("incremental", 4, 1, 0, 0), Outcome("log"));
        Assert.Equal(["1,new", "2,paid", "3,paid", "4,new"], await RowsAsync("SELECT * FROM staging.log ORDER BY 1"));
    }

    [Fact]
    public async Task Delete_insert_replaces_all_rows_of_a_key_and_tests_uniqueness_on_the_whole_table()
    {
        var model = Incremental(
            "staging.by_status", "status text, id int64",
            new IncrementalDefinition { Strategy = IncrementalStrategy.DeleteInsert, UniqueKey = ["status"], OnSchemaChange = OnSchemaChange.Fail },
            "SELECT status, id FROM {orders}", "SELECT status, id FROM {orders} WHERE status = 'paid'", inputs: "orders").Unique("id");
        await BuildAsync(RawOrders, model);
        await WarehouseAsync("DELETE FROM raw.orders WHERE id = 3", "INSERT INTO raw.orders VALUES (5, 'paid', '2024-01-05')");
        await BuildAsync(RawOrders, model);
        Assert.Equal(["new,1", "paid,2", "paid,5"], await RowsAsync("SELECT * FROM staging.by_status ORDER BY 1, 2"));

        // Unique in the delta, but the table has it under another key already.
        await WarehouseAsync("INSERT INTO raw.orders VALUES (1, 'paid', '2024-01-06')");
        var result = await BuildAsync(RawOrders, model);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal(TestStatus.Failed, Test("unique_id").Status);
        Assert.Equal(["new,1", "paid,2", "paid,5"], await RowsAsync("SELECT * FROM staging.by_status ORDER BY 1, 2"));
    }

    [Fact]
    public async Task Nothing_is_left_beside_the_target()
    {
        await BuildAsync(RawOrders, Orders());
        await BuildAsync(RawOrders, Orders());

        Assert.Equal(["stg_orders"], await RowsAsync("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'staging'"));
    }

    [Fact]
    public async Task Leftovers_of_a_killed_run_are_dropped()
    {
        await BuildAsync(RawOrders, Orders());
        await WarehouseAsync("CREATE TABLE staging.stg_orders__quern_stage (x INTEGER)", "CREATE TABLE staging.stg_orders__quern_touched (x INTEGER)");
        var result = await BuildAsync(RawOrders, Orders());

        Assert.Equal(RunStatus.Success, result.Status);
        Assert.Equal(["stg_orders"], await RowsAsync("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'staging'"));
    }
}
