using System.Text.Json;

namespace Quern.Hosting.Tests;

public sealed class RunTests : IDisposable
{
    static readonly string[] Sound = ["--exclude", "tag:broken", "tag:slow"];
    readonly SampleWorkspace workspace = new();

    [Fact]
    public async Task Build_extracts_builds_and_tests_and_says_where_the_tables_are()
    {
        var run = await workspace.RunAsync(["build", .. Sound]);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains($"The tables are in {workspace.TargetPath}", run.Output, StringComparison.Ordinal);
        Assert.Contains("Done in", run.Output, StringComparison.Ordinal);
        Assert.Contains("3 steps succeeded, 0 failed, 0 skipped; 2 tests passed, 1 warned, 0 failed", run.Output, StringComparison.Ordinal);
        Assert.Equal(10, workspace.Count("staging.stg_orders"));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Text_output_that_is_no_terminal_has_no_escape_codes_and_a_line_per_step()
    {
        var run = await workspace.RunAsync(["build", .. Sound]);

        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Single(run.Output.Split('\n'), l => l.Contains("extract raw.orders", StringComparison.Ordinal));
        Assert.Single(run.Output.Split('\n'), l => l.Contains("model   staging.stg_orders", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Warning_is_shown_in_full_and_does_not_fail_the_run()
    {
        var run = await workspace.RunAsync(["build", .. Sound]);

        Assert.Contains("staging.stg_orders: small_amount", run.Output, StringComparison.Ordinal);
        Assert.Contains("amount must be below 1000, but 1 of 10 rows", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Failing_test_gives_exit_code_1_skips_what_depends_on_it_and_is_repeated_at_the_end()
    {
        var run = await workspace.RunAsync("build", "--exclude", "tag:slow");

        Assert.Equal(1, run.ExitCode);
        var end = run.Output[run.Output.IndexOf("Failures:", StringComparison.Ordinal)..];
        Assert.Contains("marts.broken_orders: positive_amount", end, StringComparison.Ordinal);
        Assert.Contains("amount must be positive, but 1 of 10 rows", end, StringComparison.Ordinal);
        Assert.Single(end.Split('\n'), l => l.Contains("amount must be positive", StringComparison.Ordinal));
        Assert.Contains("3 steps succeeded, 1 failed, 1 skipped", end, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Select_takes_only_what_it_names()
    {
        await workspace.RunAsync(["build", .. Sound]);

        var run = await workspace.RunAsync("run", "-s", "stg_orders+", "--exclude", "tag:broken", "-o", "json");

        Assert.Equal(["staging.stg_orders", "marts.order_totals"], run.EventsOf("step_finished").Select(e => e.GetProperty("relation").GetString()));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Extract_loads_sources_and_nothing_else()
    {
        var run = await workspace.RunAsync("extract", "--output", "json", "--full-refresh", "--threads", "1");

        Assert.Equal(["raw.orders"], run.EventsOf("step_finished").Select(e => e.GetProperty("relation").GetString()));
        Assert.Equal(10, workspace.Count("raw.orders"));
    }

    [Fact]
    public async Task Test_command_finds_what_a_run_without_tests_published()
    {
        await workspace.RunAsync("extract");
        Assert.Equal(0, (await workspace.RunAsync("run", "--exclude", "tag:slow")).ExitCode);

        var run = await workspace.RunAsync("test", "--exclude", "tag:slow", "--output", "json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal((2, 1, 1, 0), Ends(run));
    }

    [Fact]
    public async Task Json_output_is_one_event_a_line_with_run_finished_last()
    {
        var run = await workspace.RunAsync("build", "--exclude", "tag:slow", "--output", "json");

        Assert.Equal("run_started", run.Events[0].GetProperty("event").GetString());
        Assert.Equal(["event", "run_id", "target", "location", "steps", "tests"], Names(run.Events[0]));
        Assert.All(run.EventsOf("step_started"), e => Assert.Equal(["event", "relation", "kind", "index"], Names(e)));
        Assert.All(run.EventsOf("test_finished"), e => Assert.Equal(["event", "relation", "test", "status", "failures", "message"], Names(e)));
        Assert.All(run.EventsOf("step_finished"), e => Assert.Equal(
            ["event", "relation", "kind", "index", "status", "mode", "rows_read", "rows_inserted", "rows_updated", "rows_deleted", "elapsed_ms", "message"], Names(e)));
        Assert.Equal(5, run.EventsOf("step_finished").Count);
        Assert.Equal(4, run.EventsOf("test_finished").Count);
        Assert.Equal(["success", "success", "failed", "success", "skipped"], run.EventsOf("step_finished")
            .OrderBy(e => e.GetProperty("index").GetInt32()).Select(e => e.GetProperty("status").GetString()));
        Assert.Empty(run.Error);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Json_output_ends_with_exactly_the_documented_line()
    {
        var run = await workspace.RunAsync(["build", .. Sound, "--output", "json"]);

        Assert.Matches(
            """^\{"event":"run_finished","status":"success","models":\{"succeeded":3,"failed":0,"skipped":0\},"tests":\{"passed":2,"warned":1,"failed":0\},"rows":\d+,"elapsed_ms":\d+\}$""",
            run.LastLine);
        Assert.Single(run.EventsOf("run_finished"));
    }

    [Fact]
    public async Task Source_that_can_not_be_opened_fails_its_step_with_exit_code_1()
    {
        File.Delete(workspace.ShopPath);

        var run = await workspace.RunAsync(["build", .. Sound]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(workspace.ShopPath, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preparation_gets_the_sources_that_the_run_reads()
    {
        var prepared = new List<string>();
        Action<QuernApplication> configure = a => a.BeforeExtraction = (sources, _) =>
        {
            prepared.AddRange(sources.Select(s => s.Name));
            return Task.CompletedTask;
        };

        await workspace.RunAsync(null, ["run", "--select", "order_totals"], configure);
        Assert.Empty(prepared);
        await workspace.RunAsync(null, ["extract"], configure);
        Assert.Equal(["shop"], prepared);
    }

    [Fact]
    public async Task Preparation_that_fails_ends_the_run_with_its_message()
    {
        var run = await workspace.RunAsync(null, ["build", "--output", "json"], a => a.BeforeExtraction = (_, _) => throw new IOException("The disk is gone."));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("The disk is gone.", run.Error.Trim());
        Assert.Equal("failed", Assert.Single(run.Events).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Defect_is_shown_whole_and_is_no_crash()
    {
        var run = await workspace.RunAsync(null, ["build", "--output", "json"], a => a.BeforeExtraction = (_, _) => throw new InvalidCastException("a defect"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(nameof(InvalidCastException), run.Error, StringComparison.Ordinal);
        Assert.Contains(nameof(RunTests), run.Error, StringComparison.Ordinal);
        Assert.Equal("failed", Assert.Single(run.Events).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Commands_of_the_application_stand_beside_those_of_Quern()
    {
        var own = new System.CommandLine.Command("greet", "Says hello.");
        own.SetAction(parsed => parsed.InvocationConfiguration.Output.WriteLine("hello"));

        var run = await workspace.RunAsync(null, ["greet"], a => a.Commands.Add(own));

        Assert.Equal((0, "hello"), (run.ExitCode, run.Output.Trim()));
    }

    [Fact]
    public async Task Mistake_in_a_nested_command_points_to_its_own_help()
    {
        var own = new System.CommandLine.Command("shop", "Keeps a shop.") { new System.CommandLine.Command("open", "Opens it.") };

        var run = await workspace.RunAsync(null, ["shop", "open", "--wide"], a => a.Commands.Add(own));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("shop open --help' shows", run.Error, StringComparison.Ordinal);
    }

    static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    static (int Passed, int Warned, int Failed, int Steps) Ends(CommandOutput run)
    {
        var last = run.Events[^1];
        var tests = last.GetProperty("tests");
        return (tests.GetProperty("passed").GetInt32(), tests.GetProperty("warned").GetInt32(), tests.GetProperty("failed").GetInt32(),
            last.GetProperty("models").GetProperty("skipped").GetInt32());
    }

    public void Dispose() => workspace.Dispose();
}
