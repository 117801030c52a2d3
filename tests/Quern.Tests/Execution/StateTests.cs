using Quern.DuckDb;
using Quern.Execution;
using Quern.Registry;
using Quern.Tests.Pipelines;
using Quern.Warehouses;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Execution;

public sealed class StateTests : PipelineFixture
{
    static readonly RelationDefinition Good = Table("lab.good", "n int32?", "SELECT 1 AS n UNION ALL SELECT 2").NotNull("n");
    static readonly RelationDefinition Bad = Table("lab.bad", "n int32?", "SELECT CAST(NULL AS INTEGER) AS n").NotNull("n");
    static readonly RelationDefinition Above = Table("lab.above", "n int32?", "SELECT n FROM {bad}", "bad");

    [Fact]
    public async Task Run_steps_and_tests_are_recorded()
    {
        var result = await BuildAsync(Good, Bad, Above);

        Assert.Equal(
            [$"{result.RunId},build,dev,False,failed,True"],
            await RowsAsync("SELECT run_id, command, target, full_refresh, status, finished_at >= started_at FROM quern.runs"));
        Assert.Equal(
            ["lab.above,model,skipped,,,True", "lab.bad,model,failed,,,False", "lab.good,model,success,table,2,False"],
            await RowsAsync("SELECT relation, kind, status, mode, rows_inserted, started_at IS NULL FROM quern.steps ORDER BY relation"));
        Assert.Equal(
            ["lab.bad,not_null_n,failed,1", "lab.good,not_null_n,passed,0"],
            await RowsAsync("SELECT relation, test, status, failures FROM quern.test_results ORDER BY relation"));
        Assert.Equal(["1"], await RowsAsync("SELECT COUNT(DISTINCT run_id) FROM (SELECT run_id FROM quern.steps UNION ALL SELECT run_id FROM quern.test_results)"));
        Assert.Contains("not_null_n must hold", (await RowsAsync("SELECT message FROM quern.steps WHERE relation = 'lab.bad'"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_are_utc()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        await BuildAsync(Good);

        var started = long.Parse((await RowsAsync("SELECT epoch_us(started_at) FROM quern.runs"))[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(started, before.ToUnixTimeMilliseconds() * 1000, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1000 + 1000);
    }

    [Fact]
    public async Task Run_that_was_killed_is_called_interrupted_by_the_next()
    {
        await BuildAsync(Good);
        await WarehouseAsync("INSERT INTO quern.runs (run_id, command, target, full_refresh, status, started_at) VALUES ('killed', 'build', 'dev', false, 'running', now())");
        await BuildAsync(Good);

        Assert.Equal(["interrupted"], await RowsAsync("SELECT status FROM quern.runs WHERE run_id = 'killed'"));
        Assert.Equal(["success,2"], await RowsAsync("SELECT status, COUNT(*) FROM quern.runs WHERE run_id <> 'killed' GROUP BY status"));
    }

    [Fact]
    public async Task State_of_a_newer_quern_is_refused_before_any_step()
    {
        await BuildAsync(Good);
        await WarehouseAsync("UPDATE quern.schema_version SET version = 99");

        var e = await Assert.ThrowsAsync<WarehouseException>(() => BuildAsync(Good));
        Assert.Contains("has version 99, this Quern knows up to 1", e.Message, StringComparison.Ordinal);
        Assert.Empty(Events.OfType<StepStarted>());
    }

    [Fact]
    public async Task Test_command_tests_what_is_there_and_sources_too()
    {
        await WarehouseAsync("CREATE SCHEMA raw", "CREATE TABLE raw.given (n INTEGER)", "INSERT INTO raw.given VALUES (NULL)");
        await BuildAsync(Good);
        var result = await RunAsync(RunCommand.Test, [Good, Source("raw.given", "n int32?").NotNull("n"), Above]);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal((1, 0, 1), (result.TestsPassed, result.TestsWarned, result.TestsFailed));
        Assert.Equal((0, 0, 0), (result.StepsSucceeded, result.StepsFailed, result.StepsSkipped));
        Assert.Equal(["raw.given,failed"], await RowsAsync("SELECT relation, status FROM quern.test_results WHERE relation LIKE 'raw.%'"));
    }

    [Fact]
    public async Task Test_of_a_relation_that_is_not_there_fails_and_says_what_to_do()
    {
        var result = await RunAsync(RunCommand.Test, [Good.NotNull("n", Severity.Warn) with { Name = "never_built" }]);

        Assert.Equal(2, result.TestsFailed);
        Assert.All(Events.OfType<TestFinished>(), t => Assert.Equal("lab.never_built does not exist. Run 'build' first.", t.Message));
    }

    [Fact]
    public async Task Test_that_can_not_be_run_does_not_hide_the_others()
    {
        await BuildAsync(Good);
        await RunAsync(RunCommand.Test, [Good.With(TestKind.Custom, "reads_nothing", "SELECT * FROM lab.nowhere").With(TestKind.Between, "small", null, "t.n > 1")]);

        Assert.Equal(TestStatus.Passed, Test("not_null_n").Status);
        Assert.Equal(TestStatus.Failed, Test("small").Status);
        Assert.StartsWith("The test could not be run: ", Test("reads_nothing").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_at_once_on_one_warehouse_both_succeed()
    {
        await using var warehouse = new DuckDbWarehouse(WarehousePath);
        var registry = new RelationRegistry([Good]);
        var request = new RunRequest
        {
            Registry = registry, Command = RunCommand.Build, Selection = Quern.Planning.Selection.All(registry), Warehouse = warehouse, TargetName = "dev",
        };
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Runner.RunAsync(request, _ => { }, Cancel), Cancel)));

        Assert.All(results, r => Assert.Equal(RunStatus.Success, r.Status));
        Assert.Equal(4, results.Select(r => r.RunId).Distinct().Count());
    }
}
