namespace Quern.Generators.Tests.Publishing;

/// <summary>What publishing does to a target, the same on every engine.</summary>
public abstract class PublishTests
{
    private protected abstract Task<PublishRun> Given(string model, params string[] omitted);

    [Fact]
    public async Task Merge_of_equal_rows_changes_nothing()
    {
        const string rows = """(1, 'a', '{"x":1}', 0.5), (2, NULL, NULL, NULL), (3, '', '[]', 'NaN')""";
        using var run = (await Given("Merged")).Target(rows).Stage(rows).TouchedKeys("(1), (2), (3)");
        Assert.Equal((0, 0, 0), run.Publish());
        Assert.Equal("""1|a|{"x":1}|0.5 2|~|~|~ 3||[]|NaN""", Compact(run.Rows()));
    }

    [Fact]
    public async Task Merge_updates_what_differs_and_inserts_what_is_new()
    {
        using var run = (await Given("Merged"))
            .Target("""(1, 'a', NULL, 1), (2, 'b', NULL, 2), (3, 'c', NULL, 3)""")
            .Stage("""(2, 'B', NULL, 2), (3, 'c', NULL, 3), (4, 'd', NULL, 4)""")
            .TouchedKeys("(2), (3), (4)");
        Assert.Equal((1, 1, 0), run.Publish());
        Assert.Equal("1|a|~|1 2|B|~|2 3|c|~|3 4|d|~|4", run.Rows());
    }

    [Theory]
    [InlineData("(1, NULL, NULL, NULL)", "(1, '', NULL, NULL)", "1||~|~")]
    [InlineData("(1, '', NULL, NULL)", "(1, NULL, NULL, NULL)", "1|~|~|~")]
    [InlineData("(1, NULL, '{}', NULL)", "(1, NULL, NULL, NULL)", "1|~|~|~")]
    [InlineData("(1, NULL, NULL, NULL)", "(1, NULL, '{}', NULL)", "1|~|{}|~")]
    [InlineData("(1, NULL, NULL, 0)", "(1, NULL, NULL, NULL)", "1|~|~|~")]
    [InlineData("(1, NULL, NULL, NULL)", "(1, NULL, NULL, 'NaN')", "1|~|~|NaN")]
    public async Task Merge_tells_null_from_a_value(string target, string stage, string expected)
    {
        using var run = (await Given("Merged")).Target(target).Stage(stage).TouchedKeys("(1)");
        Assert.Equal((0, 1, 0), run.Publish());
        Assert.Equal(expected, run.Rows());
    }

    [Fact]
    public async Task Merge_deletes_touched_rows_that_the_query_no_longer_gives()
    {
        using var run = (await Given("Merged"))
            .Target("(1, 'a', NULL, 1), (2, 'b', NULL, 2), (3, 'c', NULL, 3)")
            .Stage("(3, 'c', NULL, 3)")
            .TouchedKeys("(2), (3), (9)");
        Assert.Equal((0, 0, 1), run.Publish());
        Assert.Equal("1|a|~|1 3|c|~|3", run.Rows());
    }

    [Fact]
    public async Task Merge_of_nothing_changes_nothing()
    {
        using var run = (await Given("Merged")).Target("(1, 'a', NULL, 1)");
        Assert.Equal((0, 0, 0), run.Publish());
        Assert.Equal("1|a|~|1", run.Rows());
    }

    [Fact]
    public async Task Merge_without_touched_keys_deletes_nothing()
    {
        using var run = (await Given("MergedUntouched")).Target("(1, 'a', NULL, 1), (2, 'b', NULL, 2)").Stage("(2, 'x', NULL, 2), (3, 'c', NULL, 3)");
        Assert.Equal((1, 1, 0), run.Publish());
        Assert.Equal("1|a|~|1 2|x|~|2 3|c|~|3", run.Rows());
    }

    [Fact]
    public async Task Merge_by_two_columns_matches_on_both()
    {
        using var run = (await Given("MergedByTwo"))
            .Target("(1, 'a', NULL, 1), (1, 'b', NULL, 2), (2, 'a', NULL, 3), (2, 'b', NULL, 4)")
            .Stage("(1, 'b', NULL, 20), (2, 'c', NULL, 5)")
            .TouchedKeys("(1, 'b'), (2, 'a'), (2, 'c')");
        Assert.Equal((1, 1, 1), run.Publish());
        Assert.Equal("1|a|~|1 1|b|~|20 2|b|~|4 2|c|~|5", run.Rows());
    }

    [Fact]
    public async Task Merge_of_a_key_alone_inserts_and_deletes()
    {
        using var run = (await Given("KeyOnly")).Target("(1), (2)").Stage("(2), (3)").TouchedKeys("(1), (2), (3)");
        Assert.Equal((1, 0, 1), run.Publish());
        Assert.Equal("2 3", run.Rows());
    }

    [Fact]
    public async Task Merge_leaves_columns_out_that_the_target_lacks()
    {
        using var run = (await Given("Merged", "v", "j"))
            .Target("(1, 1), (2, 2)")
            .Stage("(1, 'new', NULL, 1), (2, 'new', '{}', 20), (3, 'new', NULL, 3)")
            .TouchedKeys("(1), (2), (3)");
        Assert.Equal((1, 1, 0), run.Publish());
        Assert.Equal("1|1 2|20 3|3", run.Rows());
    }

    [Fact]
    public async Task Merge_into_a_target_that_has_the_key_alone_inserts_new_keys()
    {
        using var run = (await Given("MergedUntouched", "v", "j", "d")).Target("(1)").Stage("(1, 'a', NULL, 1), (2, 'b', NULL, 2)");
        Assert.Equal((1, 0, 0), run.Publish());
        Assert.Equal("1 2", run.Rows());
    }

    [Fact]
    public async Task Merge_quotes_odd_names()
    {
        using var run = (await Given("Odd")).Target("(1, 'a'), (2, 'b')").Stage("(2, 'B'), (3, 'c')").TouchedKeys("(1), (2), (3)");
        Assert.Equal((1, 1, 1), run.Publish());
        Assert.Equal("2|B 3|c", run.Rows());
    }

    [Fact]
    public async Task Append_inserts_new_keys_and_changes_no_row()
    {
        using var run = (await Given("Appended")).Target("(1, 'a', NULL, 1)").Stage("(1, 'changed', NULL, 1), (2, 'b', NULL, 2)");
        Assert.Equal((1, 0, 0), run.Publish());
        Assert.Equal("1|a|~|1 2|b|~|2", run.Rows());
    }

    [Fact]
    public async Task Append_without_a_key_inserts_everything()
    {
        using var run = (await Given("AppendedAll")).Target("(1, 'a', NULL, 1)").Stage("(1, 'a', NULL, 1), (1, 'a', NULL, 1)");
        Assert.Equal((2, 0, 0), run.Publish());
        Assert.Equal("1|a|~|1 1|a|~|1 1|a|~|1", run.Rows());
    }

    [Fact]
    public async Task Delete_insert_replaces_all_rows_of_loaded_and_touched_keys()
    {
        using var run = (await Given("Reloaded"))
            .Target("(1, 'a', NULL, 1), (1, 'b', NULL, 2), (2, 'a', NULL, 3), (3, 'a', NULL, 4), (3, 'b', NULL, 5)")
            .Stage("(1, 'x', NULL, 1), (1, 'y', NULL, 2), (1, 'z', NULL, 3)")
            .TouchedKeys("(1), (2)");
        Assert.Equal((3, 0, 3), run.Publish());
        Assert.Equal("1|x|~|1 1|y|~|2 1|z|~|3 3|a|~|4 3|b|~|5", run.Rows());
    }

    [Fact]
    public async Task Delete_insert_by_two_columns_matches_on_both()
    {
        using var run = (await Given("ReloadedByTwo"))
            .Target("(1, 'a', NULL, 1), (1, 'b', NULL, 2)").Stage("(1, 'b', NULL, 20), (1, 'b', NULL, 21)");
        Assert.Equal((2, 0, 1), run.Publish());
        Assert.Equal("1|a|~|1 1|b|~|20 1|b|~|21", run.Rows());
    }

    [Theory]
    [InlineData("Extracted", "(1, 'old', 1), (1, 'newest', 12), (1, 'new', 2), (2, 'a', 9)", "1|newest|12 2|a|9 3|kept|0")]
    [InlineData("ExtractedByText", "(1, 'old', 'B'), (1, 'newest', 'b'), (1, 'new', 'a'), (2, 'a', '')", "1|newest|b 2|a| 3|kept|0")]
    public async Task Extraction_keeps_the_latest_version_of_a_row(string model, string stage, string expected)
    {
        using var run = (await Given(model)).Target("(1, 'first', '0'), (3, 'kept', '0')").Stage(stage);
        Assert.Equal((1, 1, 0), run.Publish());
        Assert.Equal(expected, run.Rows());
    }

    [Fact]
    public async Task Extraction_read_again_changes_nothing()
    {
        using var run = (await Given("Extracted")).Target("(1, 'a', 1), (2, NULL, 2)").Stage("(1, 'a', 1), (2, NULL, 2)");
        Assert.Equal((0, 0, 0), run.Publish());
        Assert.Equal("1|a|1 2|~|2", run.Rows());
    }

    [Fact]
    public void Extraction_without_a_cursor_has_nothing_to_publish() =>
        Assert.Empty(PublishModels.Named("ExtractedWhole").Sql["duckdb"].Publish);

    // Postgres writes jsonb with spaces.
    static string Compact(string rows) => rows.Replace("\": ", "\":", StringComparison.Ordinal);
}
