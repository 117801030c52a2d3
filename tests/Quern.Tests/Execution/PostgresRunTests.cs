using Quern.Execution;
using Quern.Extraction;
using Quern.Postgres;
using Quern.Registry;
using Quern.TestServers;
using Quern.Tests.Pipelines;
using Quern.Warehouses;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Execution;

/// <summary>What runs promise, on a server, where other sessions look on and transactions differ from DuckDB's.</summary>
public sealed class PostgresRunTests : PipelineFixture
{
    static readonly RelationDefinition Orders = Source(
        "raw.orders", "id int64, note text?, updated_at timestamp", new ExtractDefinition("shop", "shop.orders", ["id"], "updated_at", TimeSpan.FromMinutes(5), 2));

    static RelationDefinition Staged(OnSchemaChange mode = OnSchemaChange.Fail, string extra = "", string extraSql = "") => Incremental(
        "staging.stg_orders", "order_id int64, note text?, updated_at timestamp?" + extra,
        new IncrementalDefinition
        {
            Strategy = IncrementalStrategy.Merge, UniqueKey = ["order_id"], ClusterBy = ["updated_at"], OnSchemaChange = mode, DriverId = "orders",
            Cursors = [new CursorDefinition("since_orders", "orders", "updated_at", new ColumnType(ColumnKind.Timestamp), TimeSpan.FromMinutes(5))],
        },
        $"SELECT o.id AS order_id, o.note, o.updated_at{extraSql} FROM {{orders}} AS o WHERE o.note IS DISTINCT FROM 'drop'",
        $"SELECT o.id AS order_id, o.note, o.updated_at{extraSql} FROM {{orders}} AS o WHERE o.note IS DISTINCT FROM 'drop' AND o.updated_at >= :since_orders",
        "SELECT o.id AS order_id FROM {orders} AS o WHERE o.updated_at >= :since_orders",
        "DELETE FROM {target} AS t WHERE NOT EXISTS (SELECT 1 FROM {orders} AS d WHERE d.id = t.order_id)",
        "orders").NotNull("order_id").Unique("order_id");

    static readonly RelationDefinition Shown = View("marts.shown", "order_id int64, note text?", "SELECT order_id, note FROM {stg_orders}", "stg_orders").NotNull("order_id");

    string connectionString = "";

    protected override IWarehouse OpenWarehouse() => new PostgresEngine().CreateWarehouse(Settings);

    ConnectionSettings Settings => new("pg", "Quern:Targets:pg", new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["ConnectionString"] = connectionString });

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        connectionString = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        MakeSource = _ => new PostgresEngine().CreateSource(Settings);
        await WarehouseAsync(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.orders (id BIGINT, note TEXT, updated_at TIMESTAMP)",
            "INSERT INTO shop.orders VALUES (1, 'a', '2024-01-01 10:00'), (2, NULL, '2024-01-01 11:00'), (3, 'c', '2024-01-01 12:00')");
    }

    // The server shows a statement from its first line on.
    [Fact]
    public async Task Statement_says_whose_it_is_and_where_that_is_written()
    {
        var seen = Table("lab.seen", "sql text", "SELECT current_query() AS sql") with { DeclaredAt = "Seen.cs:12" };
        var odd = Table("lab.odd\nname;", "sql text", "SELECT current_query() AS sql").NotNull("sql");

        Assert.Equal(RunStatus.Success, (await BuildAsync(seen, odd)).Status);
        Assert.StartsWith("-- lab.seen (Seen.cs:12)\nINSERT INTO ", (await RowsAsync("SELECT sql FROM lab.seen"))[0], StringComparison.Ordinal);
        Assert.StartsWith("-- lab.odd name;\nINSERT INTO ", (await RowsAsync("SELECT sql FROM lab.\"odd\nname;\""))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chain_is_built_brought_up_to_date_and_left_alone_when_nothing_changed()
    {
        Assert.Equal(RunStatus.Success, (await BuildAsync(Orders, Staged(), Shown)).Status);
        Assert.Equal(new StepOutcome("full", 3, 3, 0, 0), Outcome("stg_orders"));

        await WarehouseAsync(
            "UPDATE shop.orders SET note = 'A', updated_at = '2024-01-02' WHERE id = 1", "UPDATE shop.orders SET note = 'drop', updated_at = '2024-01-02' WHERE id = 2",
            "INSERT INTO shop.orders VALUES (4, 'tie', '2024-01-01 12:00'), (5, 'late', '2024-01-01 11:55')");
        var changed = await RunAsync(RunCommand.Build, [Orders, Staged(), Shown], threads: 4);
        Assert.Equal(RunStatus.Success, changed.Status);
        Assert.Equal(new StepOutcome("incremental", 5, RowsInserted: 2, RowsUpdated: 2, RowsDeleted: 0), Outcome("orders"));
        Assert.Equal(new StepOutcome("incremental", 4, RowsInserted: 2, RowsUpdated: 1, RowsDeleted: 1), Outcome("stg_orders"));
        Assert.Equal(["1,A", "3,c", "4,tie", "5,late"], await RowsAsync("SELECT order_id, note FROM marts.shown ORDER BY 1"));

        Assert.Equal(0, (await BuildAsync(Orders, Staged(), Shown)).Rows);
        Assert.Equal(
            ["raw.orders,shop:shop.orders,2024-01-02 00:00:00,2", "staging.stg_orders,raw.orders,2024-01-02 00:00:00,"],
            await RowsAsync("SELECT relation, input, cursor_timestamp, key_int FROM quern.watermarks ORDER BY 1"));
        Assert.Equal(["success,3"], await RowsAsync("SELECT status, COUNT(*) FROM quern.runs GROUP BY status"));
    }

    [Fact]
    public async Task Full_refresh_under_a_view_keeps_the_view()
    {
        await BuildAsync(Orders, Staged(), Shown);
        var result = await RunAsync(RunCommand.Build, [Orders, Staged(), Shown], select: "stg_orders", fullRefresh: true);

        Assert.Equal(RunStatus.Success, result.Status);
        Assert.Equal(["3"], await RowsAsync("SELECT COUNT(*) FROM marts.shown"));
    }

    [Fact]
    public async Task Failing_test_leaves_table_mark_and_columns_as_they_were_and_is_recorded()
    {
        await BuildAsync(Orders, Staged());
        await WarehouseAsync("INSERT INTO shop.orders VALUES (4, 'bad', '2024-01-03')");
        var strict = Staged(OnSchemaChange.SyncAllColumns, ", size int32?", ", 1 AS size").With(TestKind.AcceptedValues, "no_bad", null, "t.note IS NOT DISTINCT FROM 'bad'", columns: "note");
        var result = await BuildAsync(Orders, strict, Shown);

        Assert.Equal((1, 1, 1), (result.StepsSucceeded, result.StepsFailed, result.StepsSkipped));
        Assert.Equal("no_bad must hold, but 1 of 2 rows are not so, such as order_id = 4, note = 'bad'.", Test("no_bad").Message);
        Assert.Equal(["1,a,2024-01-01 10:00:00", "2,,2024-01-01 11:00:00", "3,c,2024-01-01 12:00:00"], await RowsAsync("SELECT * FROM staging.stg_orders ORDER BY 1"));
        Assert.Equal(["2024-01-01 12:00:00"], await RowsAsync("SELECT cursor_timestamp FROM quern.watermarks WHERE relation = 'staging.stg_orders'"));
        Assert.Equal(["failed,1"], await RowsAsync("SELECT status, failures FROM quern.test_results WHERE test = 'no_bad'"));
    }

    [Fact]
    public async Task Columns_are_added_and_dropped_when_the_model_says_so()
    {
        await BuildAsync(Orders, Staged());
        await BuildAsync(Orders, Staged(OnSchemaChange.SyncAllColumns, ", size int32?", ", 1 AS size"));

        Assert.Equal(RunStatus.Success, Step("stg_orders").Status);
        Assert.Equal(["1,", "2,", "3,1"], await RowsAsync("SELECT order_id, size FROM staging.stg_orders ORDER BY 1"));
    }

    [Fact]
    public async Task Runs_at_once_do_not_interleave_on_a_relation()
    {
        await BuildAsync(Orders, Staged());
        await WarehouseAsync("INSERT INTO shop.orders SELECT i, 'n', TIMESTAMP '2024-01-02' + i * INTERVAL '1 second' FROM generate_series(10, 60) AS i");
        RelationDefinition[] relations = [Orders, Staged()];
        var registry = new RelationRegistry(relations);

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            await using var warehouse = OpenWarehouse();
            return await Runner.RunAsync(
                new RunRequest
                {
                    Registry = registry, Command = RunCommand.Build, Selection = Quern.Planning.Selection.All(registry), Warehouse = warehouse, TargetName = "pg", Sources = MakeSource!, Threads = 2,
                },
                _ => { }, Cancel);
        }));

        Assert.All(results, r => Assert.Equal(RunStatus.Success, r.Status));
        Assert.Equal(["54,54"], await RowsAsync("SELECT COUNT(*), COUNT(DISTINCT order_id) FROM staging.stg_orders"));
        Assert.Equal(["54,54"], await RowsAsync("SELECT COUNT(*), COUNT(DISTINCT id) FROM raw.orders"));
        Assert.Equal(["2"], await RowsAsync("SELECT COUNT(*) FROM quern.watermarks"));
        Assert.Equal(["success,4"], await RowsAsync("SELECT status, COUNT(*) FROM quern.runs GROUP BY status"));
    }

    [Fact]
    public async Task First_runs_at_once_share_the_state_tables()
    {
        var registry = new RelationRegistry([Table("lab.one", "n int32?", "SELECT 1 AS n")]);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var warehouse = OpenWarehouse();
            return await Runner.RunAsync(
                new RunRequest { Registry = registry, Command = RunCommand.Build, Selection = Quern.Planning.Selection.All(registry), Warehouse = warehouse, TargetName = "pg" },
                _ => { }, Cancel);
        }));

        Assert.All(results, r => Assert.Equal(RunStatus.Success, r.Status));
        Assert.Equal(["1"], await RowsAsync("SELECT COUNT(*) FROM quern.schema_version"));
    }

    [Fact]
    public async Task Cancelled_query_stops_and_leaves_the_old_table()
    {
        await BuildAsync(Table("lab.slow", "n int32?", "SELECT 1 AS n"));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Observe = e =>
        {
            if (e is StepStarted)
                cancel.CancelAfter(TimeSpan.FromMilliseconds(300));
        };
        var result = await RunAsync(RunCommand.Build, [Table("lab.slow", "n int32?", "SELECT 2 AS n FROM pg_sleep(120)")], cancellationToken: cancel.Token);

        Assert.Equal(RunStatus.Cancelled, result.Status);
        Assert.Equal(["1"], await RowsAsync("SELECT n FROM lab.slow"));
        Assert.Equal(["cancelled"], await RowsAsync("SELECT status FROM quern.runs ORDER BY started_at DESC LIMIT 1"));
    }

    [Fact]
    public async Task Connection_that_breaks_in_a_step_fails_it_and_is_recorded_by_another()
    {
        var result = await BuildAsync(Table("lab.cut", "n int32?", "SELECT CASE WHEN pg_terminate_backend(pg_backend_pid()) THEN 1 END AS n"));

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal(["lab.cut,failed"], await RowsAsync("SELECT relation, status FROM quern.steps"));
        Assert.Equal(["failed"], await RowsAsync("SELECT status FROM quern.runs"));
    }
}
