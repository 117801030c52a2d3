using Quern.Execution;
using Quern.Registry;
using Quern.Tests.Pipelines;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Extraction;

public sealed class ExtractionTests : PipelineFixture
{
    const string Columns = "id int64, note text?, updated_at timestamp";

    static RelationDefinition Orders(int batchSize = 100_000, string? cursor = "updated_at", string columns = Columns, int lookbackMinutes = 5) => Source(
        "raw.orders", columns, new ExtractDefinition("shop", "orders", ["id"], cursor, TimeSpan.FromMinutes(lookbackMinutes), batchSize));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ShopAsync(
            "CREATE TABLE orders (id BIGINT, note VARCHAR, updated_at TIMESTAMP)",
            "INSERT INTO orders VALUES (1, 'a', '2024-01-01 10:00'), (2, NULL, '2024-01-01 11:00'), (3, 'c', '2024-01-01 12:00')");
    }

    Task<string[]> TargetAsync() => RowsAsync("SELECT id, note FROM raw.orders ORDER BY id");

    Task<string[]> MarkAsync() => RowsAsync("SELECT relation, input, cursor_timestamp, key_column, key_int FROM quern.watermarks");

    [Fact]
    public async Task First_load_takes_all_rows_and_records_cursor_and_key()
    {
        await BuildAsync(Orders());

        Assert.Equal(new StepOutcome("full", 3, 3, 0, 0), Outcome("orders"));
        Assert.Equal(["1,a", "2,", "3,c"], await TargetAsync());
        Assert.Equal(["raw.orders,shop:orders,2024-01-01 12:00:00,id,3"], await MarkAsync());
    }

    [Fact]
    public async Task Second_load_without_changes_reads_the_lookback_and_changes_no_row()
    {
        await BuildAsync(Orders());
        await BuildAsync(Orders());

        Assert.Equal(new StepOutcome("incremental", 1, 0, 0, 0), Outcome("orders"));
    }

    [Fact]
    public async Task Incremental_load_takes_updates_inserts_ties_and_late_rows()
    {
        await BuildAsync(Orders());
        await ShopAsync(
            "UPDATE orders SET note = 'A', updated_at = '2024-01-02' WHERE id = 1",
            "INSERT INTO orders VALUES (4, 'tie', '2024-01-01 12:00'), (5, 'late', '2024-01-01 11:55'), (6, 'too late', '2024-01-01 11:54')");
        await BuildAsync(Orders());

        Assert.Equal(new StepOutcome("incremental", 4, RowsInserted: 2, RowsUpdated: 1, RowsDeleted: 0), Outcome("orders"));
        Assert.Equal(["1,A", "2,", "3,c", "4,tie", "5,late"], await TargetAsync());
        Assert.Equal(["raw.orders,shop:orders,2024-01-02 00:00:00,id,1"], await MarkAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Batches_of_any_size_load_the_same_rows(int batchSize)
    {
        await BuildAsync(Orders());
        await ShopAsync("INSERT INTO orders SELECT i, 'n' || i, TIMESTAMP '2024-01-02' + INTERVAL (i // 3) SECOND FROM range(10, 24) AS r(i)");
        await BuildAsync(Orders(batchSize));

        Assert.Equal(14, Outcome("orders").RowsInserted);
        Assert.Equal(["17"], await RowsAsync("SELECT COUNT(DISTINCT id) FROM raw.orders"));
        Assert.Equal(["raw.orders,shop:orders,2024-01-02 00:00:07,id,23"], await MarkAsync());
    }

    [Fact]
    public async Task Batches_before_a_failing_one_stay_and_a_rerun_goes_on_after_them()
    {
        await BuildAsync(Orders());
        await ShopAsync("INSERT INTO orders VALUES (4, 'd', '2024-01-02'), (5, 'bad', '2024-01-03'), (6, 'f', '2024-01-04')");
        var noBad = Orders(batchSize: 1).With(TestKind.AcceptedValues, "no_bad", null, "t.note IS NOT DISTINCT FROM 'bad'");
        await BuildAsync(noBad);

        Assert.Equal(RunStatus.Failed, Step("orders").Status);
        Assert.Contains("The 2 rows of earlier batches had passed and stay published", Step("orders").Message, StringComparison.Ordinal);
        Assert.Equal(["1,a", "2,", "3,c", "4,d"], await TargetAsync());
        Assert.Equal(["raw.orders,shop:orders,2024-01-02 00:00:00,id,4"], await MarkAsync());

        await ShopAsync("UPDATE orders SET note = 'good' WHERE id = 5");
        await BuildAsync(noBad);
        Assert.Equal(["1,a", "2,", "3,c", "4,d", "5,good", "6,f"], await TargetAsync());
    }

    [Fact]
    public async Task Full_refresh_loads_everything_anew()
    {
        await BuildAsync(Orders());
        await ShopAsync("DELETE FROM orders WHERE id = 1");
        await RunAsync(RunCommand.Extract, [Orders()], fullRefresh: true);

        Assert.Equal("full", Outcome("orders").Mode);
        Assert.Equal(["2,", "3,c"], await TargetAsync());
    }

    [Fact]
    public async Task Without_a_cursor_each_run_replaces_the_table()
    {
        await BuildAsync(Orders(cursor: null));
        await ShopAsync("DELETE FROM orders WHERE id = 3");
        await BuildAsync(Orders(cursor: null));

        Assert.Equal(new StepOutcome("full", 2, 2, 0, 0), Outcome("orders"));
        Assert.Empty(await MarkAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Repeated_key_is_resolved_by_the_greater_cursor(bool incremental)
    {
        if (incremental)
            await BuildAsync(Orders());
        await ShopAsync("INSERT INTO orders VALUES (7, 'newer', '2024-01-03'), (7, 'older', '2024-01-02')");
        await BuildAsync(Orders());

        Assert.Equal(["7,newer"], await RowsAsync("SELECT id, note FROM raw.orders WHERE id = 7"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Repeated_key_with_one_cursor_is_refused_and_nothing_is_lost(bool incremental)
    {
        if (incremental)
            await BuildAsync(Orders());
        await ShopAsync("INSERT INTO orders VALUES (7, 'x', '2024-01-03'), (7, 'y', '2024-01-03')");
        await BuildAsync(Orders());

        Assert.Equal(RunStatus.Failed, Step("orders").Status);
        Assert.Contains(
            "orders in the source 'shop' gave 1 values of (id, updated_at) more than once: id = 7, updated_at = 2024-01-03 00:00:00 (2 times).",
            Step("orders").Message, StringComparison.Ordinal);
        if (incremental)
            Assert.Equal(["1,a", "2,", "3,c"], await TargetAsync());
    }

    [Fact]
    public async Task Repeated_key_without_a_cursor_is_refused()
    {
        await ShopAsync("INSERT INTO orders VALUES (1, 'x', '2024-01-03')");
        await BuildAsync(Orders(cursor: null));

        Assert.Contains("gave 1 values of (id) more than once: id = 1 (2 times)", Step("orders").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_in_a_column_that_is_not_nullable_names_table_column_and_row()
    {
        await ShopAsync("INSERT INTO orders VALUES (4, NULL, '2024-01-02')", "DELETE FROM orders WHERE id = 2");
        await BuildAsync(Orders(columns: "id int64, note text, updated_at timestamp"));

        Assert.Equal(
            "Row 3 of orders in the source 'shop' (id = 4): note is null, but note is not nullable. Make the property nullable, or correct the row.",
            Step("orders").Message);
    }

    [Theory]
    [InlineData("NULL, 'x', '2024-01-02'", "(id = null): id is null, but it is the extraction's key.")]
    [InlineData("4, 'x', NULL", "(id = 4): updated_at is null, but it is the extraction's cursor.")]
    public async Task Null_key_or_cursor_is_refused_even_where_the_column_is_nullable(string values, string message)
    {
        await ShopAsync($"INSERT INTO orders VALUES ({values})");
        await BuildAsync(Orders(columns: "id int64?, note text?, updated_at timestamp?"));

        Assert.Contains(message, Step("orders").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_no_json_names_column_and_row()
    {
        await ShopAsync("INSERT INTO orders VALUES (4, '{\"a\": 1', '2024-01-02')", "UPDATE orders SET note = NULL WHERE id < 4");
        await BuildAsync(Orders(columns: "id int64, note json?, updated_at timestamp"));

        Assert.Equal(RunStatus.Failed, Step("orders").Status);
        Assert.Contains("note", Step("orders").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_that_does_not_fit_is_refused_with_all_differences()
    {
        await BuildAsync(Orders(columns: "id int32, note text?, Updated_At timestamp, total decimal", cursor: null));

        Assert.Equal(RunStatus.Failed, Step("orders").Status);
        Assert.Contains("column id is BIGINT, expected int32 (it fits int64", Step("orders").Message, StringComparison.Ordinal);
        Assert.Contains("column Updated_At is missing (there is updated_at: name it with [Column])", Step("orders").Message, StringComparison.Ordinal);
        Assert.Contains("column total is missing", Step("orders").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_table_is_named()
    {
        await ShopAsync("DROP TABLE orders");
        await BuildAsync(Orders());

        Assert.Contains("The source 'shop'", Step("orders").Message, StringComparison.Ordinal);
        Assert.Contains("has no table 'orders'", Step("orders").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_record_is_refused_until_a_full_refresh()
    {
        await BuildAsync(Orders());
        var wider = Orders(columns: Columns + ", total int32?");
        await ShopAsync("ALTER TABLE orders ADD COLUMN total INTEGER");
        await BuildAsync(wider);
        Assert.Contains("total (INTEGER) is missing in the table", Step("orders").Message, StringComparison.Ordinal);

        await RunAsync(RunCommand.Build, [wider], fullRefresh: true);
        Assert.Equal(3, Outcome("orders").RowsInserted);
    }

    [Fact]
    public async Task Every_kind_arrives_unchanged()
    {
        const string values = "1, true, 2::SMALLINT, 3, 12.34, 1.5::FLOAT, 2.5, 'a''b\\\n😀', '{\"k\": [1, null]}', DATE '2024-02-29', TIMESTAMPTZ '2024-01-01 10:00:00.123456+02', UUID '00112233-4455-6677-8899-aabbccddeeff'";
        await ShopAsync(
            "CREATE TABLE kinds (id BIGINT, b BOOLEAN, s SMALLINT, i INTEGER, m DECIMAL(18, 2), f FLOAT, d DOUBLE, t VARCHAR, j JSON, dt DATE, z TIMESTAMPTZ, u UUID)",
            $"INSERT INTO kinds VALUES ({values})", "INSERT INTO kinds (id) VALUES (2)");
        await BuildAsync(Source(
            "raw.kinds", "id int64, b boolean?, s int16?, i int32?, m decimal?, f single?, d double?, t text?, j json?, dt date?, z timestamptz?, u uuid?",
            new ExtractDefinition("shop", "kinds", ["id"], null, TimeSpan.Zero, 10)));

        Assert.Equal(2, Outcome("kinds").RowsInserted);
        Assert.Equal(["1"], await RowsAsync($"SELECT COUNT(*) FROM raw.kinds WHERE ROW(id, b, s, i, m, f, d, t, j::VARCHAR, dt, z, u) = ROW({values})"));
        Assert.Equal(["1"], await RowsAsync("SELECT COUNT(*) FROM raw.kinds WHERE id = 2 AND COALESCE(b::VARCHAR, s::VARCHAR, i::VARCHAR, m::VARCHAR, f::VARCHAR, d::VARCHAR, t, j::VARCHAR, dt::VARCHAR, z::VARCHAR, u::VARCHAR) IS NULL"));
    }

    [Fact]
    public async Task Extract_command_loads_without_tests_and_leaves_models_alone()
    {
        var result = await RunAsync(RunCommand.Extract, [Orders().NotNull("note"), Table("lab.notes", "note text?", "SELECT note FROM {orders}", "orders")]);

        Assert.Equal(RunStatus.Success, result.Status);
        Assert.Equal(["orders"], Events.OfType<StepStarted>().Select(e => e.Relation.Id));
        Assert.Empty(Events.OfType<TestFinished>());
    }

    [Fact]
    public async Task Failing_test_of_a_first_load_publishes_nothing_and_skips_the_models()
    {
        var result = await BuildAsync(Orders().NotNull("note"), Table("lab.notes", "note text?", "SELECT note FROM {orders}", "orders"));

        Assert.Equal((0, 1, 1), (result.StepsSucceeded, result.StepsFailed, result.StepsSkipped));
        Assert.Equal(["0"], await RowsAsync("SELECT COUNT(*) FROM duckdb_tables() WHERE schema_name IN ('raw', 'lab')"));
        Assert.Empty(await MarkAsync());
    }

    [Fact]
    public async Task Progress_is_told_every_ten_thousand_rows()
    {
        await ShopAsync("INSERT INTO orders SELECT i, 'x', TIMESTAMP '2024-01-02' FROM range(10, 25010) AS r(i)");
        await BuildAsync(Orders());

        Assert.Equal([10_000, 20_000], Events.OfType<StepProgressed>().Select(e => e.Rows));
    }
}
