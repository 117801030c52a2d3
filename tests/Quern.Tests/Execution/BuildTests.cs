using Quern.Execution;
using Quern.Registry;
using Quern.Tests.Pipelines;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Execution;

public sealed class BuildTests : PipelineFixture
{
    static readonly RelationDefinition Numbers = Table("lab.numbers", "n int32?", "SELECT CAST(i AS INTEGER) AS n FROM range(3) AS r(i)");
    static readonly RelationDefinition Doubled = Table("lab.doubled", "n int32?", "SELECT n * 2 AS n FROM {numbers}", "numbers");
    static readonly RelationDefinition Shown = View("lab.shown", "n int32?", "SELECT n FROM {doubled}", "doubled");

    [Fact]
    public async Task Build_of_a_chain_runs_in_dependency_order_and_fills_tables_and_views()
    {
        var result = await BuildAsync(Shown, Doubled, Numbers);

        Assert.Equal(RunStatus.Success, result.Status);
        Assert.Equal(3, result.StepsSucceeded);
        Assert.Equal(["numbers", "doubled", "shown"], Events.OfType<StepStarted>().Select(e => e.Relation.Id));
        Assert.Equal(["0", "2", "4"], await RowsAsync("SELECT n FROM lab.shown ORDER BY n"));
        Assert.Equal("table", Outcome("doubled").Mode);
        Assert.Equal("view", Outcome("shown").Mode);
        Assert.Equal(3, Outcome("numbers").RowsInserted);
    }

    [Fact]
    public async Task Table_built_again_is_replaced_and_views_on_it_read_the_new_rows()
    {
        await BuildAsync(Shown, Doubled, Numbers);
        var result = await BuildAsync(Shown, Doubled, Table("lab.numbers", "n int32?", "SELECT 7 AS n"));

        Assert.Equal(RunStatus.Success, result.Status);
        Assert.Equal(["14"], await RowsAsync("SELECT n FROM lab.shown"));
    }

    [Fact]
    public async Task Failing_error_test_leaves_the_old_table_and_skips_all_that_depends_on_it()
    {
        await BuildAsync(Shown, Doubled, Numbers.NotNull("n"));
        var broken = Table("lab.numbers", "n int32?", "SELECT 1 AS n UNION ALL SELECT NULL").NotNull("n");

        var result = await BuildAsync(Shown, Doubled, broken);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal((0, 1, 2), (result.StepsSucceeded, result.StepsFailed, result.StepsSkipped));
        Assert.Equal(["0", "1", "2"], await RowsAsync("SELECT n FROM lab.numbers ORDER BY n"));
        Assert.Equal(["0", "2", "4"], await RowsAsync("SELECT n FROM lab.shown ORDER BY n"));
        Assert.Contains("not_null_n must hold, but 1 of 2 rows are not so, such as n = null.", Step("numbers").Message, StringComparison.Ordinal);
        Assert.Equal("Skipped because lab.numbers was not built.", Step("doubled").Message);
        Assert.Equal(RunStatus.Skipped, Step("shown").Status);
    }

    [Fact]
    public async Task Failing_test_on_the_first_build_leaves_no_table_and_is_recorded()
    {
        await BuildAsync(Table("lab.numbers", "n int32?", "SELECT CAST(NULL AS INTEGER) AS n").NotNull("n"));

        Assert.Equal(["0"], await RowsAsync("SELECT COUNT(*) FROM duckdb_tables() WHERE schema_name = 'lab'"));
        Assert.Equal(["numbers,failed"], await RowsAsync("SELECT replace(relation, 'lab.', ''), status FROM quern.steps"));
        Assert.Equal(["not_null_n,not_null,error,failed,1"], await RowsAsync("SELECT test, kind, severity, status, failures FROM quern.test_results"));
    }

    [Fact]
    public async Task Failing_test_of_a_view_leaves_the_old_view()
    {
        var old = View("lab.shown", "n int32?", "SELECT 1 AS n").NotNull("n");
        await BuildAsync(old);
        var result = await BuildAsync(View("lab.shown", "n int32?", "SELECT CAST(NULL AS INTEGER) AS n").NotNull("n"));

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal(["1"], await RowsAsync("SELECT n FROM lab.shown"));
    }

    [Fact]
    public async Task Failing_warn_test_is_reported_and_the_run_goes_on()
    {
        var result = await BuildAsync(Doubled, Table("lab.numbers", "n int32?", "SELECT CAST(NULL AS INTEGER) AS n").NotNull("n", Severity.Warn));

        Assert.Equal(RunStatus.Success, result.Status);
        Assert.Equal((0, 1, 0), (result.TestsPassed, result.TestsWarned, result.TestsFailed));
        Assert.Equal(TestStatus.Warned, Test("not_null_n").Status);
        Assert.Equal(RunStatus.Success, Step("doubled").Status);
    }

    [Fact]
    public async Task Failing_query_rolls_back_and_says_what_the_engine_said()
    {
        await BuildAsync(Numbers);
        var result = await BuildAsync(Table("lab.numbers", "n int32?", "SELECT CAST('x' || i AS INTEGER) AS n FROM range(3) AS r(i)"), Table("lab.other", "n int32?", "SELECT 1 AS n"));

        Assert.Equal((1, 1), (result.StepsSucceeded, result.StepsFailed));
        Assert.Contains("Could not convert", Step("numbers").Message, StringComparison.Ordinal);
        Assert.Equal(["0", "1", "2"], await RowsAsync("SELECT n FROM lab.numbers ORDER BY n"));
    }

    [Fact]
    public async Task Run_builds_without_tests()
    {
        var result = await RunAsync(RunCommand.Run, [Table("lab.numbers", "n int32?", "SELECT CAST(NULL AS INTEGER) AS n").NotNull("n")]);

        Assert.Equal(RunStatus.Success, result.Status);
        Assert.Empty(Events.OfType<TestFinished>());
    }

    [Fact]
    public async Task Table_takes_the_place_of_a_view_and_the_other_way_round()
    {
        var table = Table("lab.shown", "n int32?", "SELECT 1 AS n");
        var view = View("lab.shown", "n int32?", "SELECT 2 AS n");

        await BuildAsync(view);
        Assert.Equal(RunStatus.Success, (await BuildAsync(table)).Status);
        Assert.Equal(["1"], await RowsAsync("SELECT n FROM lab.shown"));
        Assert.Equal(RunStatus.Success, (await BuildAsync(view)).Status);
        Assert.Equal(["2"], await RowsAsync("SELECT n FROM lab.shown"));
    }

    [Theory]
    [InlineData("select")]
    [InlineData("Mixed Case")]
    [InlineData("quo\"te")]
    [InlineData("a_name_that_is_so_long_that_an_engine_would_cut_the_name_of_the_stage_off")]
    public async Task Odd_names_are_built_and_tested(string name)
    {
        var odd = Table("lab.odd", "n int32?", "SELECT 1 AS n").NotNull("n") with { Name = name };

        var result = await BuildAsync(odd);

        Assert.Equal(RunStatus.Success, result.Status);
        Assert.Equal(["1"], await RowsAsync($"SELECT n FROM lab.\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
    }
}
