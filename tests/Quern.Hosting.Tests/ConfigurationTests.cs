namespace Quern.Hosting.Tests;

public sealed class ConfigurationTests : IDisposable
{
    readonly SampleWorkspace workspace = new();

    [Fact]
    public async Task Unknown_target_lists_the_configured_ones()
    {
        var run = await workspace.RunAsync("build", "--target", "prod");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("The target 'prod' is not configured. Configured are: dev.", run.Error.Trim());
    }

    [Fact]
    public async Task No_target_at_all_says_how_to_configure_one()
    {
        File.Delete(Path.Combine(workspace.ApplicationDirectory, "appsettings.json"));

        var run = await workspace.RunAsync("build");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Quern__Targets__dev__Type", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_targets_without_a_default_must_be_chosen_from()
    {
        Current(new { Quern = new { Targets = new { second = new { Type = "duckdb", Path = ":memory:" } } } });

        var run = await workspace.RunAsync("build");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("dev, second", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Default_target_is_the_configured_one()
    {
        Current(new { Quern = new { Target = "second", Targets = new { second = new { Type = "duckdb", Path = ":memory:" } } } });

        Assert.Equal("second", await TargetAsync());
    }

    [Fact]
    public async Task Unknown_type_lists_the_engines()
    {
        Current(new { Quern = new { Targets = new { dev = new { Type = "oracle" } } } });

        var run = await workspace.RunAsync("build");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("'Quern:Targets:dev:Type' is 'oracle', and this application has no such engine. It has: duckdb, postgres.", run.Error.Trim());
    }

    [Theory]
    [InlineData("Type")]
    [InlineData("Path")]
    public async Task Missing_setting_is_named_as_the_configuration_spells_it(string missing)
    {
        Current(new { Quern = new { Targets = new { dev = new Dictionary<string, string> { [missing] = "" } } } });

        var run = await workspace.RunAsync("build");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"'Quern:Targets:dev:{missing}' is not configured", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_that_is_not_configured_is_found_before_anything_runs()
    {
        SampleWorkspace.Settings(workspace.ApplicationDirectory, "appsettings.json",
            new { Quern = new { Targets = new { dev = new { Type = "duckdb", Path = workspace.TargetPath } } } });

        var run = await workspace.RunAsync("build");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("The source 'shop' is not configured", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(workspace.TargetPath));
    }

    [Fact]
    public async Task Source_that_the_run_does_not_read_need_not_be_configured()
    {
        await workspace.RunAsync("extract");
        SampleWorkspace.Settings(workspace.ApplicationDirectory, "appsettings.json",
            new { Quern = new { Targets = new { dev = new { Type = "duckdb", Path = workspace.TargetPath } } } });

        Assert.Equal(0, (await workspace.RunAsync("run", "--select", "stg_orders")).ExitCode);
    }

    [Fact]
    public async Task Later_files_win_and_add()
    {
        SampleWorkspace.Settings(workspace.ApplicationDirectory, "appsettings.Staging.json", Prefers("of_environment"));
        Assert.Equal("of_environment", await TargetAsync("Staging"));
        Current(Prefers("of_current_directory"));
        Assert.Equal("of_current_directory", await TargetAsync("Staging"));
        SampleWorkspace.Settings(workspace.CurrentDirectory, "appsettings.Staging.json", Prefers("of_both"));
        Assert.Equal("of_both", await TargetAsync("Staging"));
        Assert.Equal("of_current_directory", await TargetAsync());
    }

    [Fact]
    public async Task Relative_path_lies_in_the_data_directory_of_the_application()
    {
        Current(new { Quern = new { DataDirectory = "Data", Targets = new { dev = new { Path = "warehouse.duckdb" } } } });
        Directory.CreateDirectory(Path.Combine(workspace.ApplicationDirectory, "Data"));

        await workspace.RunAsync("extract");

        Assert.True(File.Exists(Path.Combine(workspace.ApplicationDirectory, "Data", "warehouse.duckdb")));
    }

    [Fact]
    public async Task Relative_path_without_a_data_directory_lies_in_the_current_one()
    {
        Current(new { Quern = new { Targets = new { dev = new { Path = "warehouse.duckdb" } } } });

        await workspace.RunAsync("extract");

        Assert.True(File.Exists(Path.Combine(workspace.CurrentDirectory, "warehouse.duckdb")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("two")]
    public async Task Configured_threads_must_be_a_positive_number(string threads)
    {
        Current(new { Quern = new { Threads = threads } });

        var run = await workspace.RunAsync("build");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"'Quern:Threads' is '{threads}'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_is_no_json_is_named_with_the_line()
    {
        File.WriteAllText(Path.Combine(workspace.CurrentDirectory, "appsettings.json"), "{\n  \"Quern\": {\n    oops\n");

        var run = await workspace.RunAsync("build", "--output", "json");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(Path.Combine(workspace.CurrentDirectory, "appsettings.json"), run.Error, StringComparison.Ordinal);
        Assert.Contains("LineNumber: 2", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Events);
    }

    [Fact]
    public async Task Unreachable_server_is_exit_code_1_and_its_password_is_nowhere()
    {
        const string password = "Tr0ub4dor-and-3";
        Current(new { Quern = new { Targets = new { dev = new { Type = "postgres", ConnectionString = $"Host=127.0.0.1;Port=1;Database=x;Username=u;Password={password};Timeout=2" } } } });

        var run = await workspace.RunAsync("run", "--select", "order_totals", "--output", "json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("failed", run.Events[^1].GetProperty("status").GetString());
        Assert.NotEmpty(run.Error);
        Assert.DoesNotContain(password, run.ToString(), StringComparison.Ordinal);
    }

    static object Prefers(string target) => new
    {
        Quern = new
        {
            Target = target,
            Targets = new Dictionary<string, object> { [target] = new { Type = "duckdb", Path = ":memory:" } },
        },
    };

    void Current(object settings) => SampleWorkspace.Settings(workspace.CurrentDirectory, "appsettings.json", settings);

    async Task<string?> TargetAsync(string? environmentName = null)
    {
        var run = await workspace.RunAsync(environmentName, ["extract", "--output", "json"]);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run.Events[0].GetProperty("target").GetString();
    }

    public void Dispose() => workspace.Dispose();
}
