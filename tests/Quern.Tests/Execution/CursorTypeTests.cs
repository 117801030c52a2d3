using Quern.Registry;
using Quern.Tests.Pipelines;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Execution;

public sealed class CursorTypeTests : PipelineFixture
{
    [Theory]
    [InlineData(ColumnKind.Int16, "SMALLINT", "7", "8", "cursor_int", "8")]
    [InlineData(ColumnKind.Int32, "INTEGER", "7", "8", "cursor_int", "8")]
    [InlineData(ColumnKind.Int64, "BIGINT", "9007199254740992", "9007199254740993", "cursor_int", "9007199254740993")]
    [InlineData(ColumnKind.Timestamp, "TIMESTAMP", "'2024-01-01 10:00:00.000001'", "'2024-01-01 10:00:00.000002'", "CAST(cursor_timestamp AS VARCHAR)", "2024-01-01 10:00:00.000002")]
    [InlineData(ColumnKind.TimestampTz, "TIMESTAMPTZ", "'2024-01-01 10:00:00.000001+02'", "'2024-01-01 10:00:00.000002+02'", "epoch_us(cursor_timestamptz)", "1704096000000002")]
    [InlineData(ColumnKind.Date, "DATE", "'2024-02-28'", "'2024-02-29'", "CAST(cursor_date AS VARCHAR)", "2024-02-29")]
    [InlineData(ColumnKind.Text, "VARCHAR", "'2024-01 a''b'", "'2024-01 a''c'", "cursor_text", "2024-01 a'c")]
    public async Task Cursor_keeps_its_type_and_full_precision(ColumnKind kind, string type, string first, string second, string read, string expected)
    {
        var name = kind.ToString().ToLowerInvariant();
        await WarehouseAsync("CREATE SCHEMA raw", $"CREATE TABLE raw.events (id BIGINT, seen {type})", $"INSERT INTO raw.events VALUES (1, {first})");
        RelationDefinition[] relations =
        [
            Source("raw.events", $"id int64, seen {name}"),
            Incremental(
                "staging.events_seen", $"id int64, seen {name}",
                new IncrementalDefinition
                {
                    Strategy = IncrementalStrategy.Merge, UniqueKey = ["id"], OnSchemaChange = OnSchemaChange.Fail,
                    Cursors = [new CursorDefinition("since", "events", "seen", new ColumnType(kind), TimeSpan.Zero)],
                },
                "SELECT id, seen FROM {events}", "SELECT id, seen FROM {events} WHERE seen > :since", inputs: "events"),
        ];
        await BuildAsync(relations);
        await WarehouseAsync($"INSERT INTO raw.events VALUES (2, {second})");
        await BuildAsync(relations);

        // Strictly greater here, so a bound that lost a digit would read the first row again, or not the second.
        Assert.Equal(1, Outcome("events_seen").RowsRead);
        Assert.Equal([expected], await RowsAsync($"SELECT {read} FROM quern.watermarks"));
    }

    [Fact]
    public async Task Cursor_of_a_type_that_can_not_be_kept_is_refused()
    {
        await WarehouseAsync("CREATE SCHEMA raw", "CREATE TABLE raw.events (id BIGINT, seen DOUBLE)");
        await BuildAsync(
            Source("raw.events", "id int64, seen double"),
            Incremental(
                "staging.events_seen", "id int64",
                new IncrementalDefinition
                {
                    Strategy = IncrementalStrategy.Append, UniqueKey = [], OnSchemaChange = OnSchemaChange.Fail,
                    Cursors = [new CursorDefinition("since", "events", "seen", new ColumnType(ColumnKind.Double), TimeSpan.Zero)],
                },
                "SELECT id FROM {events}", inputs: "events"));

        Assert.Contains("seen of raw.events is double, which can't be a cursor", Step("events_seen").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24, "2024-01-09")]
    [InlineData(25, "2024-01-08")]
    public async Task Lookback_of_a_date_is_whole_days_rounded_up(int hours, string earliest)
    {
        await WarehouseAsync("CREATE SCHEMA raw", "CREATE TABLE raw.events (id BIGINT, seen DATE)", "INSERT INTO raw.events VALUES (0, '2024-01-10')");
        RelationDefinition[] relations =
        [
            Source("raw.events", "id int64, seen date"),
            Incremental(
                "staging.events_seen", "id int64, seen date",
                new IncrementalDefinition
                {
                    Strategy = IncrementalStrategy.Merge, UniqueKey = ["id"], OnSchemaChange = OnSchemaChange.Fail,
                    Cursors = [new CursorDefinition("since", "events", "seen", new ColumnType(ColumnKind.Date), TimeSpan.FromHours(hours))],
                },
                "SELECT id, seen FROM {events}", "SELECT id, seen FROM {events} WHERE seen >= :since", inputs: "events"),
        ];
        await BuildAsync(relations);
        await WarehouseAsync("INSERT INTO raw.events VALUES (7, '2024-01-07'), (8, '2024-01-08'), (9, '2024-01-09')");
        await BuildAsync(relations);

        Assert.Equal([earliest], await RowsAsync("SELECT CAST(MIN(seen) AS VARCHAR) FROM staging.events_seen"));
    }
}
