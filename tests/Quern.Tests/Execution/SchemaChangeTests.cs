using Quern.Execution;
using Quern.Registry;
using Quern.Tests.Pipelines;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Execution;

public sealed class SchemaChangeTests : PipelineFixture
{
    static RelationDefinition Model(OnSchemaChange mode, string columns, string select) => Incremental(
        "lab.things", columns,
        new IncrementalDefinition { Strategy = IncrementalStrategy.Merge, UniqueKey = ["id"], OnSchemaChange = mode },
        select);

    static RelationDefinition Before(OnSchemaChange mode) => Model(mode, "id int64, old text?, size int32?", "SELECT 1::BIGINT AS id, 'o' AS old, 1 AS size");

    static RelationDefinition After(OnSchemaChange mode) => Model(mode, "id int64, size int32?, fresh text?", "SELECT i AS id, 2 AS size, 'f' AS fresh FROM range(1, 3) AS r(i)");

    Task<string[]> ColumnsAsync() => RowsAsync("SELECT column_name FROM duckdb_columns() WHERE table_name = 'things' ORDER BY column_name");

    [Fact]
    public async Task Fail_lists_all_differences_and_changes_nothing()
    {
        await BuildAsync(Before(OnSchemaChange.Fail));
        await BuildAsync(Model(OnSchemaChange.Fail, "id int64, size int64?, fresh text?", "SELECT 1::BIGINT AS id, 2::BIGINT AS size, 'f' AS fresh"));

        Assert.Equal(RunStatus.Failed, Step("things").Status);
        Assert.Contains(
            "The columns of lab.things differ from the record's: fresh (VARCHAR) is missing in the table; old (VARCHAR) is not in the record; size is INTEGER in the table and BIGINT in the record.",
            Step("things").Message, StringComparison.Ordinal);
        Assert.Equal(["1,o,1"], await RowsAsync("SELECT * FROM lab.things"));
    }

    [Fact]
    public async Task Ignore_keeps_the_table_and_leaves_new_columns_out()
    {
        await BuildAsync(Before(OnSchemaChange.Ignore));
        await BuildAsync(After(OnSchemaChange.Ignore));

        Assert.Equal(new StepOutcome("incremental", 2, 1, 1, 0), Outcome("things"));
        Assert.Equal(["id", "old", "size"], await ColumnsAsync());
        Assert.Equal(["1,2", "2,2"], await RowsAsync("SELECT id, size FROM lab.things ORDER BY id"));
    }

    [Fact]
    public async Task Append_new_columns_adds_and_keeps_the_old_ones()
    {
        await BuildAsync(Before(OnSchemaChange.AppendNewColumns));
        await BuildAsync(After(OnSchemaChange.AppendNewColumns));

        Assert.Equal(["fresh", "id", "old", "size"], await ColumnsAsync());
        Assert.Equal(["1,2,f", "2,2,f"], await RowsAsync("SELECT id, size, fresh FROM lab.things ORDER BY id"));
    }

    [Fact]
    public async Task Sync_all_columns_adds_and_drops()
    {
        await BuildAsync(Before(OnSchemaChange.SyncAllColumns));
        await BuildAsync(After(OnSchemaChange.SyncAllColumns));

        Assert.Equal(["fresh", "id", "size"], await ColumnsAsync());
        Assert.Equal(["1,2,f", "2,2,f"], await RowsAsync("SELECT id, size, fresh FROM lab.things ORDER BY id"));
    }

    [Theory]
    [InlineData(OnSchemaChange.Ignore)]
    [InlineData(OnSchemaChange.AppendNewColumns)]
    [InlineData(OnSchemaChange.SyncAllColumns)]
    public async Task Changed_type_is_refused_in_each_mode_and_full_refresh_mends_it(OnSchemaChange mode)
    {
        var retyped = Model(mode, "id int64, old text?, size text?", "SELECT 1::BIGINT AS id, 'o' AS old, 'big' AS size");
        await BuildAsync(Before(mode));
        await BuildAsync(retyped);
        Assert.Contains("size is INTEGER in the table and VARCHAR in the record", Step("things").Message, StringComparison.Ordinal);
        Assert.Contains("--full-refresh", Step("things").Message, StringComparison.Ordinal);

        await RunAsync(RunCommand.Build, [retyped], fullRefresh: true);
        Assert.Equal(["1,o,big"], await RowsAsync("SELECT * FROM lab.things"));
    }

    [Fact]
    public async Task Failing_test_takes_the_column_changes_back()
    {
        await BuildAsync(Before(OnSchemaChange.SyncAllColumns));
        await BuildAsync(After(OnSchemaChange.SyncAllColumns).With(TestKind.Between, "size_small", null, "t.\"size\" > 1"));

        Assert.Equal(RunStatus.Failed, Step("things").Status);
        Assert.Equal(["id", "old", "size"], await ColumnsAsync());
    }
}
