using Quern.Execution;
using Quern.Registry;
using Quern.Tests.Pipelines;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Execution;

public sealed class DataTestTests : PipelineFixture
{
    [Fact]
    public async Task Message_shows_few_rows_and_cuts_long_text()
    {
        await BuildAsync(Table("lab.texts", "id int64, t text?", "SELECT i AS id, repeat('x', 100) || '\n' AS t FROM range(50) AS r(i)")
            .With(TestKind.AcceptedValues, "t_known", null, "t.t <> 'known'", columns: "t"));

        var message = Test("t_known").Message!;
        Assert.StartsWith("t_known must hold, but 50 of 50 rows are not so, such as t = 'xxxx", message, StringComparison.Ordinal);
        Assert.Equal(5, message.Split("t = ").Length - 1);
        Assert.DoesNotContain(new string('x', 61), message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Equal(50, Test("t_known").Failures);
    }

    [Fact]
    public async Task Message_quotes_text_so_that_it_can_not_be_taken_for_anything_else()
    {
        await BuildAsync(Table("lab.texts", "t text?", "SELECT 'null' AS t UNION ALL SELECT E'a\\nb'").With(TestKind.AcceptedValues, "t_known", null, "t.t <> 'known'", columns: "t"));

        Assert.Contains("t = 'null'", Test("t_known").Message, StringComparison.Ordinal);
        Assert.Contains("t = 'a\\nb'", Test("t_known").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relationship_is_tested_against_the_other_relation_as_it_is()
    {
        var parents = Table("lab.parents", "id int64", "SELECT 1::BIGINT AS id");
        var children = Table("lab.children", "id int64, parent int64?", "SELECT 1::BIGINT AS id, 1::BIGINT AS parent UNION ALL SELECT 2, 9 UNION ALL SELECT 3, NULL") with { Key = ["id"] };
        await BuildAsync(parents, children.With(
            TestKind.Relationships, "parent_exists",
            "SELECT t.id, t.parent FROM {tested} AS t WHERE t.parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {parents} AS r WHERE r.id = t.parent)",
            columns: "parent", inputs: "parents"));

        Assert.Equal("parent_exists must hold, but 1 rows are not so, such as id = 2, parent = 9.", Test("parent_exists").Message);
    }

    [Fact]
    public async Task Relation_that_refers_to_itself_is_tested_against_what_would_be_published()
    {
        var tree = Table("lab.tree", "id int64, parent int64?", "SELECT 1::BIGINT AS id, 2::BIGINT AS parent UNION ALL SELECT 2, NULL").With(
            TestKind.Relationships, "parent_exists",
            "SELECT t.id, t.parent FROM {tested} AS t WHERE t.parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {tree} AS r WHERE r.id = t.parent)",
            columns: "parent", inputs: "tree");

        Assert.Equal(RunStatus.Success, (await BuildAsync(tree)).Status);
    }

    [Fact]
    public async Task Column_type_of_a_view_is_compared_with_the_record()
    {
        await BuildAsync(View("lab.shown", "n int64, m int32, gone text", "SELECT 1 AS n, 2 AS m").With(TestKind.ColumnType, "n_type", null, columns: "n")
            .With(TestKind.ColumnType, "m_type", null, columns: "m").With(TestKind.ColumnType, "gone_type", null, columns: "gone"));

        Assert.Equal("n_type must hold, but n is INTEGER, expected BIGINT.", Test("n_type").Message);
        Assert.Equal(TestStatus.Passed, Test("m_type").Status);
        Assert.Equal("gone_type must hold, but gone is missing.", Test("gone_type").Message);
    }

    [Fact]
    public async Task Test_method_of_an_incremental_model_sees_the_whole_table()
    {
        var model = Incremental(
            "lab.sums", "id int64, n int64",
            new IncrementalDefinition { Strategy = IncrementalStrategy.Merge, UniqueKey = ["id"], OnSchemaChange = OnSchemaChange.Fail },
            "SELECT 1::BIGINT AS id, 5::BIGINT AS n", "SELECT 2::BIGINT AS id, 6::BIGINT AS n")
            .With(TestKind.Custom, "sum_at_most_10", "SELECT SUM(t.n) AS total FROM {tested} AS t HAVING SUM(t.n) > 10");
        await BuildAsync(model);
        Assert.Equal(TestStatus.Passed, Test("sum_at_most_10").Status);

        await BuildAsync(model);
        Assert.Equal("sum_at_most_10 must hold, but 1 rows are not so, such as total = 11.", Test("sum_at_most_10").Message);
        Assert.Equal(["1,5"], await RowsAsync("SELECT * FROM lab.sums"));
    }
}
