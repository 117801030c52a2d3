namespace Quern.Hosting.Tests;

public sealed class ProcessTests : IDisposable
{
    readonly SampleWorkspace workspace = new();

    [Fact]
    public async Task Environment_variables_are_configuration_enough()
    {
        var run = await RunAsync(InEnvironment, "build", "--exclude", "tag:broken", "tag:slow");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains(workspace.TargetPath, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public async Task Environment_wins_over_user_secrets_and_those_over_files()
    {
        WriteSecrets("dev", "memory_of_secrets");
        SampleWorkspace.Settings(workspace.CurrentDirectory, "appsettings.json", new { Quern = new { Target = "file" } });
        var environment = new Dictionary<string, string>(InEnvironment) { ["APPDATA"] = workspace.Root };

        Assert.Equal("memory_of_secrets", await TargetAsync(environment));
        environment["Quern__Target"] = "dev";
        Assert.Equal("dev", await TargetAsync(environment));
    }

    [Fact]
    public async Task Redirected_output_is_utf8_in_any_locale()
    {
        var file = Path.Combine(workspace.Root, "entrepôt 🦊.duckdb");
        var environment = new Dictionary<string, string>(InEnvironment) { ["Quern__Targets__dev__Path"] = file, ["LC_ALL"] = "en_US.ISO-8859-1" };

        var run = await RunAsync(environment, "extract", "--output", "json");

        Assert.Equal(file, run.Events[0].GetProperty("location").GetString());
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_cancels_the_run_which_says_so_and_leaves_the_target_usable(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send to another process.");
        using var child = new ChildProcess(workspace.CurrentDirectory, InEnvironment, "run", "--select", "tag:slow", "--output", "json");
        await UntilAsync(child, "step_started");

        child.Send(signal);
        var end = await child.EndAsync(TestContext.Current.CancellationToken);

        Assert.True(end.ExitCode == 130, end.ToString());
        Assert.Equal("cancelled", end.Events[^1].GetProperty("status").GetString());
        Assert.Contains("Cancelling", end.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(InEnvironment, "build", "--select", "+stg_orders")).ExitCode);
    }

    [Fact]
    public async Task Locked_file_is_exit_code_1_and_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a signal to end the child.");
        using var child = new ChildProcess(workspace.CurrentDirectory, InEnvironment, "run", "--select", "tag:slow", "--output", "json");
        await UntilAsync(child, "step_started");

        var run = await RunAsync(InEnvironment, "run", "--select", "tag:totals", "--output", "json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(workspace.TargetPath, run.Error, StringComparison.Ordinal);
        Assert.Equal("run_finished", run.Events[^1].GetProperty("event").GetString());
    }

    Dictionary<string, string> InEnvironment => new()
    {
        ["Quern__Targets__dev__Type"] = "duckdb",
        ["Quern__Targets__dev__Path"] = workspace.TargetPath,
        ["Quern__Sources__shop__Type"] = "duckdb",
        ["Quern__Sources__shop__Path"] = workspace.ShopPath,
    };

    void WriteSecrets(string other, string target)
    {
        var directory = Directory.CreateDirectory(Path.Combine(workspace.Root, "Microsoft", "UserSecrets", "quern-hosting-sample")).FullName;
        SampleWorkspace.Settings(directory, "secrets.json", new Dictionary<string, string>
        {
            ["Quern:Target"] = target,
            [$"Quern:Targets:{target}:Type"] = "duckdb",
            [$"Quern:Targets:{target}:Path"] = ":memory:",
            [$"Quern:Targets:{other}:Path"] = "overridden by the environment",
        });
    }

    async Task<CommandOutput> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        using var child = new ChildProcess(workspace.CurrentDirectory, environment, args);
        return await child.EndAsync(TestContext.Current.CancellationToken);
    }

    async Task<string?> TargetAsync(Dictionary<string, string> environment)
    {
        var run = await RunAsync(environment, "extract", "--output", "json");
        Assert.True(run.ExitCode == 0, run.ToString());
        return run.Events[0].GetProperty("target").GetString();
    }

    static async Task UntilAsync(ChildProcess child, string name)
    {
        while (await child.Output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            if (line.Contains($"\"{name}\"", StringComparison.Ordinal))
                return;
        Assert.Fail($"The application ended before {name}: {await child.EndAsync(TestContext.Current.CancellationToken)}");
    }

    public void Dispose() => workspace.Dispose();
}
