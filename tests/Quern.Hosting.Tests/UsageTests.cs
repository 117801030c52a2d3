namespace Quern.Hosting.Tests;

public sealed class UsageTests : IDisposable
{
    const string NothingDone =
        """{"event":"run_finished","status":"failed","models":{"succeeded":0,"failed":0,"skipped":0},"tests":{"passed":0,"warned":0,"failed":0},"rows":0,"elapsed_ms":0}""";

    readonly SampleWorkspace workspace = new();

    [Theory]
    [InlineData("build", "--full-refresh")]
    [InlineData("run", "--threads")]
    [InlineData("test", "--exclude")]
    [InlineData("extract", "--target")]
    [InlineData("ls", "--output")]
    [InlineData("compile", "--engine")]
    public async Task Help_of_a_command_shows_its_options_and_examples(string command, string option)
    {
        var run = await workspace.RunAsync(command, "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(option, run.Output, StringComparison.Ordinal);
        Assert.Matches($"Examples:\n  \\S+ {command}", run.Output.ReplaceLineEndings("\n"));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Help_of_the_application_lists_the_commands()
    {
        var run = await workspace.RunAsync("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(["build", "run", "test", "extract", "ls", "compile"], c => Assert.Matches($@"\n  {c} ", run.Output));
    }

    [Fact]
    public async Task Test_command_has_no_full_refresh()
    {
        var run = await workspace.RunAsync("test", "--full-refresh");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--full-refresh", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("biuld", "build")]
    [InlineData("compil", "compile")]
    public async Task Unknown_command_is_answered_with_a_near_name(string typed, string meant)
    {
        var run = await workspace.RunAsync(typed);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains($"'{typed}'", run.Error, StringComparison.Ordinal);
        Assert.Contains(meant, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_command_is_wrong_usage()
    {
        var run = await workspace.RunAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task Threads_that_are_no_positive_number_are_refused(string threads)
    {
        var run = await workspace.RunAsync("build", "--threads", threads);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"'{threads}'", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(workspace.TargetPath));
    }

    [Fact]
    public async Task Unknown_output_format_is_refused()
    {
        var run = await workspace.RunAsync("build", "--output", "xml");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("xml", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--select", "stg_order", "stg_orders")]
    [InlineData("--exclude", "tag:brokn", "tag:broken")]
    public async Task Unknown_selection_is_answered_with_a_near_name(string option, string typed, string meant)
    {
        var run = await workspace.RunAsync("build", option, typed);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(meant, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("build", "--output", "json", "--treads", "4")]
    [InlineData("test", "-o", "JSON", "--threads", "0")]
    [InlineData("run", "--output=json", "--nonsense")]
    [InlineData("build", "--output", "json", "--select", "nothing_like_it")]
    [InlineData("extract", "--output", "json", "--target", "nowhere")]
    public async Task Mistake_with_json_output_still_ends_with_run_finished(params string[] args)
    {
        var run = await workspace.RunAsync(args);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(NothingDone + "\n", run.Output);
        Assert.NotEmpty(run.Error);
    }

    public void Dispose() => workspace.Dispose();
}
