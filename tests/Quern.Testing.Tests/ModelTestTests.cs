namespace Quern.Testing.Tests;

public class ModelTestTests
{
    static readonly DateTime Noon = new(2024, 5, 1, 12, 0, 0);

    static Reading At(long id, decimal value, int minutes = 0) => new(id, "s", value, Noon.AddMinutes(minutes));

    static Doubled Twice(long id, decimal twice, int minutes = 0) => new(id, "s", twice, Noon.AddMinutes(minutes));

    [Fact]
    public async Task A_full_run_reads_all_rows_given() =>
        Assert.Equal([Twice(1, 3), Twice(2, 8)],
            (await ModelTest.For<Doubled>().Given(At(1, 1.5m), At(9, -1)).Given(At(2, 4)).RunAsync(TestContext.Current.CancellationToken)).OrderBy(r => r.Id));

    [Fact]
    public async Task An_input_that_is_not_given_is_empty() =>
        Assert.Empty(await ModelTest.For<Doubled>().RunAsync(TestContext.Current.CancellationToken));

    [Fact]
    public async Task Expected_rows_are_compared_whatever_their_order()
    {
        await ModelTest.For<Doubled>().Given(At(1, 1), At(2, 2)).ExpectAsync(Twice(2, 4), Twice(1, 2));
        await ModelTest.For<Label>().ExpectAsync(new Label("b"), new Label("a"), new Label("a"));
    }

    [Fact]
    public async Task A_row_expected_more_often_than_found_is_missing()
    {
        var error = await Assert.ThrowsAsync<ModelAssertionException>(() => ModelTest.For<Label>().ExpectAsync(new("a"), new("b"), new("b")));
        Assert.Equal("""
            marts.label: expected 3 rows, found 3: 0 different, 1 missing, 1 unexpected.

            Missing:
              text = "b"

            Unexpected:
              text = "a"

            """, error.Message);
    }

    [Fact]
    public async Task A_difference_is_shown_by_key_and_column()
    {
        var test = ModelTest.For<Doubled>().Given(At(1, 1), At(2, 2), At(4, 4));
        var error = await Assert.ThrowsAsync<ModelAssertionException>(() =>
            test.ExpectAsync(Twice(1, 2), new Doubled(2, "it's \"odd\"\n", 5.5m, Noon), Twice(3, 6)));
        Assert.Equal("""
            marts.doubled: expected 3 rows, found 3: 1 different, 1 missing, 1 unexpected.

            Different:
              id = 2
                column  expected          actual
                sensor  "it's \"odd\"\n"  "s"
                twice   5.5               4

            Missing:
              id = 3, sensor = "s", twice = 6, taken_at = 2024-05-01 12:00:00

            Unexpected:
              id = 4, sensor = "s", twice = 8, taken_at = 2024-05-01 12:00:00

            """, error.Message);
    }

    [Fact]
    public async Task Values_are_compared_as_columns_hold_them()
    {
        var time = Noon.AddTicks(19);
        await ModelTest.For<Doubled>().Given(new Reading(1, null, 0.0001m, time))
            .ExpectAsync(new Doubled(1, null, 0.000199999m, Noon.AddTicks(15)));
    }

    [Fact]
    public async Task A_query_in_memory_agrees()
    {
        Reading[] readings = [At(1, 1), At(2, -1), At(3, 0)];
        await ModelTest.For<Doubled>().Given(readings).AgreesWithAsync(Doubled.Define(Query.Of(readings)), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_query_in_memory_that_disagrees_is_shown()
    {
        var error = await Assert.ThrowsAsync<ModelAssertionException>(() =>
            ModelTest.For<Doubled>().Given(At(1, 1)).AgreesWithAsync(Doubled.Define(Query.Of(At(1, 2))), TestContext.Current.CancellationToken));
        Assert.Contains("twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incremental_run_reads_from_the_mark_less_the_lookback() =>
        await ModelTest.For<Doubled>()
            .Given(At(1, 1, -6), At(2, 2, -5), At(3, 3, 1))
            .Existing(Twice(1, 100, -6), Twice(2, 100, -5))
            .Since(Noon)
            .ExpectAsync(Twice(1, 100, -6), Twice(2, 4, -5), Twice(3, 6, 1));

    [Fact]
    public async Task An_input_s_own_mark_comes_first() =>
        await ModelTest.For<Doubled>().Given(At(1, 1)).Since(Noon).Since<Reading>(Noon.AddHours(1)).ExpectAsync();

    [Fact]
    public async Task An_incremental_run_without_a_mark_reads_everything() =>
        await ModelTest.For<Doubled>().Given(At(1, 1)).Existing(Twice(1, 100)).ExpectAsync(Twice(1, 2));

    [Fact]
    public async Task An_incremental_run_deletes_what_is_filtered_out_or_gone() =>
        await ModelTest.For<Doubled>()
            .Given(At(1, -1), At(2, 2, -60))
            .Existing(Twice(1, 2), Twice(2, 4, -60), Twice(3, 6))
            .Since(Noon)
            .ExpectAsync(Twice(2, 4, -60));

    [Fact]
    public async Task Data_tests_count_what_violates_them()
    {
        var results = await ModelTest.For<Doubled>()
            .Given(new Reading(1, null, 1, Noon), new Reading(2, null, 1, Noon), At(3, 1), At(3, 1))
            .TestsAsync(TestContext.Current.CancellationToken);
        Assert.Equal([("not_null_sensor", 2, false), ("unique_id", 1, false)], results.Select(r => (r.Test.Name, r.Failures, r.Passed)));
    }

    [Fact]
    public async Task Data_tests_without_violations_pass() =>
        Assert.All(await ModelTest.For<Doubled>().Given(At(1, 1)).TestsAsync(TestContext.Current.CancellationToken), result => Assert.True(result.Passed));

    [Fact]
    public void Rows_of_a_relation_that_is_not_read_are_refused() =>
        Assert.Contains("It reads: Quern.Testing.Tests.Reading.",
            Assert.Throws<InvalidOperationException>(() => ModelTest.For<Doubled>().Given(new Label("a"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_source_has_nothing_to_test() =>
        Assert.Contains("is a source", Assert.Throws<InvalidOperationException>(() => ModelTest.For<Reading>()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_model_without_SQL_for_DuckDB_says_what_to_add() =>
        Assert.Contains("Add duckdb to QuernDialects", Assert.Throws<InvalidOperationException>(() => ModelTest.For<ForPostgresOnly>()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_can_not_be_run_incrementally() =>
        Assert.Contains("is a table", Assert.Throws<InvalidOperationException>(() => ModelTest.For<Label>().Existing(new Label("a"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_mark_of_an_input_that_does_not_drive_the_run_is_refused() =>
        Assert.Contains("ChangedSince", Assert.Throws<InvalidOperationException>(() => ModelTest.For<Doubled>().Since<Label>(1)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_mark_of_another_type_than_the_cursor_is_refused()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ModelTest.For<Doubled>().Since(new DateOnly(2024, 5, 1)).RunAsync(TestContext.Current.CancellationToken));
        Assert.Contains("taken_at", error.Message, StringComparison.Ordinal);
        Assert.Contains("DateOnly", error.Message, StringComparison.Ordinal);
    }
}
