using Quern.Execution;
using Quern.Registry;
using Quern.Tests.Pipelines;
using Quern.Warehouses;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Execution;

/// <summary>Renamed columns and relations keep their rows and marks, on each engine.</summary>
public abstract class RenameTests : PipelineFixture
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ShopAsync(
            "CREATE TABLE orders (id BIGINT, amount BIGINT, updated_at TIMESTAMP)",
            "INSERT INTO orders VALUES (1, 10, TIMESTAMP '2024-01-01 10:00:00'), (2, 20, TIMESTAMP '2024-01-01 11:00:00')");
    }

    [Fact]
    public async Task Renamed_model_and_column_keep_rows_and_marks_of_all_that_read_and_are_read()
    {
        await BuildAsync(Raw(), Orders("staging.old_orders", "amount"), Mart("old_orders"));
        // Values that no query gives say that the rows are the old ones.
        await WarehouseAsync("UPDATE staging.old_orders SET amount = 99 WHERE id = 1", "UPDATE marts.mart SET updated_at = TIMESTAMP '2000-01-01' WHERE id = 1");
        await ShopAsync("INSERT INTO orders VALUES (3, 30, TIMESTAMP '2024-01-02')");
        RelationDefinition[] renamed = [Raw(), Renamed(Orders("staging.orders", "total"), "staging.old_orders", ("total", "amount")), Mart("orders")];
        Assert.Equal(RunStatus.Success, (await BuildAsync(renamed)).Status);

        Assert.Equal("incremental", Outcome("orders").Mode);
        Assert.Equal("incremental", Outcome("mart").Mode);
        Assert.Equal(["1,99", "2,20", "3,30"], await RowsAsync("SELECT id, total FROM staging.orders ORDER BY 1"));
        Assert.Equal(["1,2000-01-01 00:00:00", "2,2024-01-01 11:00:00", "3,2024-01-02 00:00:00"], await RowsAsync("SELECT * FROM marts.mart ORDER BY 1"));
        Assert.Null(await IsTableAsync("staging.old_orders"));
        Assert.Equal(
            ["marts.mart,staging.orders", "raw.orders_raw,shop:orders", "staging.orders,raw.orders_raw"],
            await RowsAsync("SELECT relation, input FROM quern.watermarks ORDER BY 1"));
        Assert.Equal(["2"], await RowsAsync("SELECT COUNT(*) FROM quern.steps WHERE relation = 'staging.orders'"));

        Assert.Equal(0, (await BuildAsync(renamed)).Rows);
        Assert.Equal(["1,99", "2,20", "3,30"], await RowsAsync("SELECT id, total FROM staging.orders ORDER BY 1"));
    }

    [Fact]
    public async Task Renamed_extraction_and_its_cursor_go_on_from_their_mark()
    {
        await BuildAsync(Raw(), Orders("staging.orders", "amount"));
        await WarehouseAsync("UPDATE raw.orders_raw SET amount = 99 WHERE id = 1");
        await ShopAsync(
            "ALTER TABLE orders RENAME COLUMN updated_at TO changed_at", "ALTER TABLE orders RENAME COLUMN id TO order_id", "INSERT INTO orders VALUES (3, 30, TIMESTAMP '2024-01-02')");
        var raw = Renamed(
            Source("landing.shop_orders", "order_id int64, amount int64, changed_at timestamp", new ExtractDefinition("shop", "orders", ["order_id"], "changed_at", TimeSpan.Zero, 100)),
            "raw.orders_raw", ("changed_at", "updated_at"), ("order_id", "id"));
        RelationDefinition[] relations = [raw, Orders("staging.orders", "amount", "shop_orders", "changed_at", "order_id")];
        Assert.Equal(RunStatus.Success, (await BuildAsync(relations)).Status);

        Assert.Equal("incremental", Outcome("shop_orders").Mode);
        Assert.Equal("incremental", Outcome("orders").Mode);
        Assert.Equal(["1,99", "2,20", "3,30"], await RowsAsync("SELECT order_id, amount FROM landing.shop_orders ORDER BY 1"));
        Assert.Null(await IsTableAsync("raw.orders_raw"));
        Assert.Equal(
            ["landing.shop_orders,shop:orders,changed_at,order_id", "staging.orders,landing.shop_orders,changed_at,"],
            await RowsAsync("SELECT relation, input, cursor_column, key_column FROM quern.watermarks ORDER BY 1"));
        Assert.Equal(0, (await BuildAsync(relations)).Rows);
    }

    [Fact]
    public async Task Model_is_moved_into_another_schema()
    {
        await BuildAsync(Raw(), Orders("staging.orders", "amount"));
        await WarehouseAsync("UPDATE staging.orders SET amount = 99 WHERE id = 1");
        RelationDefinition[] moved = [Raw(), Renamed(Orders("core.orders", "amount"), "staging.orders")];
        await BuildAsync(moved);

        Assert.Equal("incremental", Outcome("orders").Mode);
        Assert.Equal(["1,99", "2,20"], await RowsAsync("SELECT id, amount FROM core.orders ORDER BY 1"));
        Assert.Null(await IsTableAsync("staging.orders"));
    }

    [Fact]
    public async Task Failed_step_takes_the_renaming_back_and_the_next_run_does_it()
    {
        await BuildAsync(Raw(), Orders("staging.old_orders", "amount"));
        await ShopAsync("INSERT INTO orders VALUES (3, -1, TIMESTAMP '2024-01-02')");
        var renamed = Renamed(Orders("staging.orders", "total"), "staging.old_orders", ("total", "amount"));
        await BuildAsync(Raw(), renamed.With(TestKind.Between, "positive", null, "t.total < 0"));

        Assert.Equal(RunStatus.Failed, Step("orders").Status);
        Assert.Equal(["1,10", "2,20"], await RowsAsync("SELECT id, amount FROM staging.old_orders ORDER BY 1"));
        Assert.Equal(["1"], await RowsAsync("SELECT COUNT(*) FROM quern.watermarks WHERE relation = 'staging.old_orders'"));

        await BuildAsync(Raw(), renamed);
        Assert.Equal(new StepOutcome("incremental", 2, 1, 0, 0), Outcome("orders"));
        Assert.Equal(["1,10", "2,20", "3,-1"], await RowsAsync("SELECT id, total FROM staging.orders ORDER BY 1"));
    }

    [Fact]
    public async Task Extraction_that_fails_after_its_renaming_goes_on_from_its_mark()
    {
        await BuildAsync(Raw());
        await WarehouseAsync("UPDATE raw.orders_raw SET amount = 99 WHERE id = 1");
        await ShopAsync("INSERT INTO orders VALUES (3, -1, TIMESTAMP '2024-01-02')");
        var renamed = Renamed(
            Source("raw.shop_orders", "id int64, amount int64, updated_at timestamp", new ExtractDefinition("shop", "orders", ["id"], "updated_at", TimeSpan.Zero, 100)), "raw.orders_raw");
        await BuildAsync(renamed.With(TestKind.Between, "positive", null, "t.amount < 0"));

        Assert.Equal(RunStatus.Failed, Step("shop_orders").Status);
        Assert.Equal(["1,99", "2,20"], await RowsAsync("SELECT id, amount FROM raw.shop_orders ORDER BY 1"));
        await BuildAsync(renamed);
        Assert.Equal("incremental", Outcome("shop_orders").Mode);
        Assert.Equal(["1,99", "2,20", "3,-1"], await RowsAsync("SELECT id, amount FROM raw.shop_orders ORDER BY 1"));
    }

    [Fact]
    public async Task View_over_a_renamed_table_is_made_anew_over_it()
    {
        var view = View("marts.shown", "id int64, amount int64", "SELECT id, amount FROM {old_orders}", "old_orders");
        await BuildAsync(Raw(), Orders("staging.old_orders", "amount"), view);
        RelationDefinition[] renamed =
        [
            Raw(), Renamed(Orders("staging.orders", "total"), "staging.old_orders", ("total", "amount")),
            View("marts.shown", "id int64, amount int64", "SELECT id, total AS amount FROM {orders}", "orders"),
        ];
        Assert.Equal(RunStatus.Success, (await BuildAsync(renamed)).Status);

        Assert.Equal("incremental", Outcome("orders").Mode);
        Assert.Equal(["1,10", "2,20"], await RowsAsync("SELECT * FROM marts.shown ORDER BY 1"));
    }

    [Fact]
    public async Task Table_under_both_names_is_refused_until_one_is_gone()
    {
        await BuildAsync(Raw(), Orders("staging.old_orders", "amount"));
        await BuildAsync(Raw(), Orders("staging.orders", "amount"));
        var renamed = Renamed(Orders("staging.orders", "amount"), "staging.old_orders");
        await BuildAsync(Raw(), renamed);

        Assert.Equal(RunStatus.Failed, Step("orders").Status);
        Assert.Equal(
            "staging.orders is renamed from staging.old_orders, but the warehouse has staging.orders and staging.old_orders. "
            + "Drop or rename those whose rows are not to be kept as staging.orders, or remove [RenamedFrom].",
            Step("orders").Message);
        await WarehouseAsync("DROP TABLE staging.orders", "UPDATE staging.old_orders SET amount = 99 WHERE id = 1");
        await BuildAsync(Raw(), renamed);
        Assert.Equal("incremental", Outcome("orders").Mode);
        Assert.Equal(["1,99", "2,20"], await RowsAsync("SELECT id, amount FROM staging.orders ORDER BY 1"));
        Assert.Equal(["1"], await RowsAsync("SELECT COUNT(*) FROM quern.watermarks WHERE relation <> 'raw.orders_raw'"));
    }

    [Fact]
    public async Task Column_under_both_names_is_refused_and_full_refresh_mends_it()
    {
        await BuildAsync(Raw(), Orders("staging.orders", "amount"));
        await WarehouseAsync("ALTER TABLE staging.orders ADD COLUMN total BIGINT");
        var renamed = Renamed(Orders("staging.orders", "total"), null, ("total", "amount"));
        await BuildAsync(Raw(), renamed);

        Assert.Contains(
            "The column total of staging.orders is renamed from amount, but the table has total and amount. Drop those", Step("orders").Message, StringComparison.Ordinal);
        Assert.Equal(["1,10,", "2,20,"], await RowsAsync("SELECT id, amount, total FROM staging.orders ORDER BY 1"));
        await RunAsync(RunCommand.Build, [Raw(), renamed], fullRefresh: true);
        Assert.Equal(["1,10", "2,20"], await RowsAsync("SELECT id, total FROM staging.orders ORDER BY 1"));
        Assert.Equal(RunStatus.Success, (await BuildAsync(Raw(), renamed)).Status);
    }

    [Fact]
    public async Task Nothing_under_either_name_is_built_as_ever()
    {
        Assert.Equal(RunStatus.Success, (await BuildAsync(Raw(), Renamed(Orders("staging.orders", "total"), "other.orders", ("total", "amount")))).Status);
        Assert.Equal("full", Outcome("orders").Mode);
    }

    [Fact]
    public async Task Table_that_is_built_anew_leaves_none_under_its_former_name()
    {
        await BuildAsync(Table("lab.old_one", "n int32?", "SELECT 1 AS n"));
        await BuildAsync(Renamed(Table("lab.one", "m int32?", "SELECT 2 AS m"), "lab.old_one", ("m", "n")));

        Assert.Equal(["2"], await RowsAsync("SELECT m FROM lab.one"));
        Assert.Null(await IsTableAsync("lab.old_one"));
    }

    [Fact]
    public async Task Renamed_view_and_its_column_keep_the_marks_of_its_readers()
    {
        await BuildAsync(Raw(), View("staging.old_seen", "id int64, updated_at timestamp", "SELECT id, updated_at FROM {orders_raw}", "orders_raw"), Mart("old_seen"));
        await WarehouseAsync("UPDATE marts.mart SET updated_at = TIMESTAMP '2000-01-01' WHERE id = 1");
        RelationDefinition[] renamed =
        [
            Raw(),
            Renamed(View("staging.seen", "id int64, changed_at timestamp", "SELECT id, updated_at AS changed_at FROM {orders_raw}", "orders_raw"), "staging.old_seen", ("changed_at", "updated_at")),
            Mart("seen", "changed_at"),
        ];
        await BuildAsync(renamed);

        Assert.Equal("incremental", Outcome("mart").Mode);
        Assert.Equal(["1,2000-01-01 00:00:00", "2,2024-01-01 11:00:00"], await RowsAsync("SELECT * FROM marts.mart ORDER BY 1"));
        Assert.Equal(0, (await BuildAsync(renamed)).Rows);
    }

    static RelationDefinition Raw() =>
        Source("raw.orders_raw", "id int64, amount int64, updated_at timestamp", new ExtractDefinition("shop", "orders", ["id"], "updated_at", TimeSpan.Zero, 100));

    static RelationDefinition Orders(string name, string amount, string input = "orders_raw", string cursor = "updated_at", string key = "id")
    {
        var select = $"SELECT {key} AS id, amount AS {amount}, {cursor} AS updated_at FROM {{{input}}}";
        return Incremental(name, $"id int64, {amount} int64, updated_at timestamp", ById(input, cursor), select, $"{select} WHERE {cursor} >= :since", inputs: input);
    }

    static RelationDefinition Mart(string input, string cursor = "updated_at") => Incremental(
        "marts.mart", "id int64, updated_at timestamp", ById(input, cursor),
        $"SELECT id, {cursor} AS updated_at FROM {{{input}}}", $"SELECT id, {cursor} AS updated_at FROM {{{input}}} WHERE {cursor} >= :since", inputs: input);

    static IncrementalDefinition ById(string input, string cursor) => new()
    {
        Strategy = IncrementalStrategy.Merge,
        UniqueKey = ["id"],
        OnSchemaChange = OnSchemaChange.SyncAllColumns,
        Cursors = [new CursorDefinition("since", input, cursor, new ColumnType(ColumnKind.Timestamp), TimeSpan.Zero)],
    };

    static RelationDefinition Renamed(RelationDefinition relation, string? from, params (string Name, string From)[] columns) => relation with
    {
        FormerNames = from?.Split('.') is [var schema, var name] ? [new RelationName(schema, name)] : [],
        Columns = [.. relation.Columns.Select(c => c with { FormerNames = [.. columns.Where(r => r.Name == c.Name).Select(r => r.From)] })],
    };

    async Task<bool?> IsTableAsync(string name)
    {
        await using var warehouse = OpenWarehouse();
        await using var session = await warehouse.OpenAsync(Cancel);
        return await session.IsTableAsync(new RelationName(name.Split('.')[0], name.Split('.')[1]), Cancel);
    }
}

/// <inheritdoc/>
public sealed class DuckDbRenameTests : RenameTests;

/// <inheritdoc/>
public sealed class PostgresRenameTests : RenameTests
{
    string connectionString = "";

    protected override IWarehouse OpenWarehouse() => new Quern.Postgres.PostgresWarehouse(connectionString);

    public override async ValueTask InitializeAsync()
    {
        connectionString = await (await TestServers.PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await base.InitializeAsync();
    }
}
