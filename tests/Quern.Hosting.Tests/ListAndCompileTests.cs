using System.Text.Json;

namespace Quern.Hosting.Tests;

public sealed class ListAndCompileTests : IDisposable
{
    readonly SampleWorkspace workspace = new();

    [Fact]
    public async Task Ls_lists_kind_name_inputs_tags_and_tests()
    {
        var run = await workspace.RunAsync("ls");

        Assert.Equal(0, run.ExitCode);
        var lines = run.Output.Split('\n');
        Assert.Equal(["KIND", "NAME", "READS", "TAGS", "TESTS"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(lines, l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["table", "staging.stg_orders", "raw.orders", "orders", "2"]);
        Assert.Contains(lines, l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["source", "raw.orders", "shop:", "orders", "orders", "1"]);
    }

    [Fact]
    public async Task Ls_needs_no_configuration()
    {
        Directory.Delete(workspace.ApplicationDirectory, recursive: true);

        Assert.Equal(0, (await workspace.RunAsync("ls")).ExitCode);
    }

    [Fact]
    public async Task Ls_as_json_gives_an_object_a_relation()
    {
        var run = await workspace.RunAsync("ls", "--select", "+stg_orders", "--output", "json");

        Assert.Equal(["raw.orders", "staging.stg_orders"], run.EventsOf("relation").Select(e => e.GetProperty("relation").GetString()));
        var staging = run.Events[1];
        Assert.Equal("table", staging.GetProperty("kind").GetString());
        Assert.Equal(["raw.orders"], staging.GetProperty("inputs").EnumerateArray().Select(i => i.GetString()));
        Assert.Equal(["not_null_id", "small_amount"], staging.GetProperty("tests").EnumerateArray().Select(i => i.GetString()));
        Assert.Equal("int64", staging.GetProperty("columns")[0].GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Null, staging.GetProperty("extract").ValueKind);
        Assert.Equal("shop", run.Events[0].GetProperty("extract").GetProperty("source").GetString());
    }

    [Fact]
    public async Task Lineage_lists_where_columns_and_rows_come_from()
    {
        var run = await workspace.RunAsync("lineage");

        Assert.Equal(0, run.ExitCode);
        string[][] lines = [.. run.Output.Split('\n').Select(l => l.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        Assert.Equal(["RELATION", "COLUMN", "IS", "OF", "PII"], lines[0]);
        Assert.Contains(lines, l => l is ["staging.stg_orders", "id", "direct", "raw.orders.id"]);
        Assert.Contains(lines, l => l is ["staging.stg_orders", "amount", "salary"]);
        Assert.Contains(lines, l => l is ["staging.stg_orders", "(rows)", "filter", "raw.orders.amount"]);
    }

    [Fact]
    public async Task Lineage_as_json_gives_an_object_a_relation()
    {
        var run = await workspace.RunAsync("lineage", "--select", "stg_orders", "--output", "json");

        var staging = Assert.Single(run.EventsOf("lineage"));
        Assert.Equal("staging.stg_orders", staging.GetProperty("relation").GetString());
        Assert.Equal(
            """[{"name":"id","from":[{"relation":"raw.orders","column":"id","direct":true}],"pii":null},{"name":"amount","from":[],"pii":["salary"]}]""",
            staging.GetProperty("columns").GetRawText());
        Assert.Equal("""[{"relation":"raw.orders","column":"amount","use":"filter"}]""", staging.GetProperty("rows").GetRawText());
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task Compile_prints_the_sql_of_an_engine(string engine)
    {
        var run = await workspace.RunAsync("compile", "stg_orders", "--engine", engine);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith($"-- staging.stg_orders (table) on {engine}, written at StgOrder.cs:7\n-- steps: recent (line 12), known (line 1500)\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("SELECT o.id, o.amount FROM \"raw\".\"orders\" AS o;", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compile_without_an_engine_takes_that_of_the_default_target()
    {
        var run = await workspace.RunAsync("compile", "stg_orders", "--output", "json");

        var compiled = Assert.Single(run.Events);
        Assert.Equal("duckdb", compiled.GetProperty("engine").GetString());
        Assert.Equal("StgOrder.cs:7", compiled.GetProperty("declared_at").GetString());
        Assert.Equal("""[{"name":"recent","line":12},{"name":"known","line":1500}]""", compiled.GetProperty("steps").GetRawText());
        Assert.Equal("create", compiled.GetProperty("statements")[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task Compile_for_an_engine_that_the_models_were_not_compiled_for_says_how_to_add_it()
    {
        var run = await workspace.RunAsync("compile", "stg_orders", "--engine", "Snowflake");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            "--engine is 'Snowflake', and the models are compiled for duckdb, postgres. If it is an engine of Quern's, add it in the project file and build again: <QuernDialects>duckdb;postgres;snowflake</QuernDialects>.",
            run.Error.Trim());
    }

    public void Dispose() => workspace.Dispose();
}
