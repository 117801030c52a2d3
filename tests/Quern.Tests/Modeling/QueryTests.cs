using System.Text;

namespace Quern.Tests.Modeling;

public class QueryTests
{
    [Fact]
    public void Of_a_list_has_its_rows_rather_than_the_list()
    {
        Query<int> query = Query.Of(new List<int> { 1, 2 });
        Assert.Equal([1, 2], query.ToList());
        Assert.Equal([1, 2], Query.Of(1, 2).ToList());
        Assert.Empty(Query.Of<int>().ToList());
    }

    [Fact]
    public void Rows_are_read_when_asked_for()
    {
        var rows = new List<int> { 1 };
        var query = Query.Of(rows).Where(x => x > 0);
        rows.Add(2);
        Assert.Equal([1, 2], [.. query]);
    }

    [Fact]
    public void Text_is_ordered_as_UTF8_bytes_are()
    {
        string[] texts = ["\U0001F600", "\uFFFD", "\uE000", "z", "Z", "a\0", "a", "", "\U0001F600a", "\uD7FF", "é"];
        var byBytes = texts.OrderBy(t => Convert.ToHexString(Encoding.UTF8.GetBytes(t)), StringComparer.Ordinal).ToList();
        Assert.Equal(byBytes, Query.Of(texts).OrderBy(t => t).ToList());
        Assert.NotEqual(byBytes, texts.Order(StringComparer.Ordinal));

        var all = Query.Of(texts).GroupBy(_ => 1).ToList().Single();
        Assert.Equal(byBytes[0], all.Min(t => t));
        Assert.Equal(byBytes[^1], all.Max(t => t));
    }

    [Fact]
    public void Null_text_is_first_ascending_and_last_descending()
    {
        var query = Query.Of<string?>("b", null, "a");
        Assert.Equal([null, "a", "b"], query.OrderBy(t => t).ToList());
        Assert.Equal(["b", "a", null], query.OrderByDescending(t => t).ToList());
    }

    [Fact]
    public void Aggregates_over_nulls_only_follow_csharp()
    {
        var group = Query.Of<int?>(null, null).GroupBy(_ => "k").ToList().Single();
        Assert.Equal(0L, group.Sum(x => x));
        Assert.Null(group.Min(x => x));
        Assert.Null(group.Max(x => x));
        Assert.Null(group.Average(x => x));
        Assert.Equal(0, group.CountDistinct(x => x));
        Assert.Equal(2, group.Count());
    }

    [Fact]
    public void Sum_of_int_does_not_overflow_at_int() =>
        Assert.Equal(2L * int.MaxValue, Query.Of(int.MaxValue, int.MaxValue).GroupBy(_ => 0).Select(g => g.Sum(x => x)).ToList()[0]);

    [Fact]
    public void Sum_of_long_throws_rather_than_wraps() =>
        Assert.Throws<OverflowException>(() => Query.Of(long.MaxValue, 1L).GroupBy(_ => 0).Select(g => g.Sum(x => x)).ToList());

    [Fact]
    public void DefaultIfEmpty_of_values_says_what_to_write_instead()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Query.Of(1).DefaultIfEmpty());
        Assert.Contains("Int32", error.Message, StringComparison.Ordinal);
        Assert.Contains("Select a record", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recurse_gives_what_each_step_makes_of_the_step_before()
    {
        var rows = Query.Recurse(Query.Of((Id: 1, Depth: 0), (Id: 10, Depth: 0)), above => above.Where(a => a.Depth < 2).Select(a => (a.Id * 2, a.Depth + 1)), maxDepth: 2);
        Assert.Equal([(1, 0), (10, 0), (2, 1), (20, 1), (4, 2), (40, 2)], rows.ToList());
    }

    [Fact]
    public void Recurse_of_a_circle_fails_when_rows_are_read()
    {
        var circle = Query.Recurse(Query.Of(1), above => above.Select(a => -a), maxDepth: 7);
        Assert.Contains("after 7 steps", Assert.Throws<InvalidOperationException>(() => circle.ToList()).Message, StringComparison.Ordinal);
        Assert.Empty(Query.Recurse(Query.Of<int>(), above => above.Select(a => -a)).ToList());
    }

    [Fact]
    public void Recurse_to_no_depth_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Query.Recurse(Query.Of(1), above => above, maxDepth: 0));

    [Fact]
    public void GroupBySets_groups_by_each_set_and_refuses_one_that_is_there_twice()
    {
        var rows = Query.Of((A: 1, B: 1), (A: 1, B: 2));
        Assert.Equal(
            [(1, null, 2), (null, 1, 1), (null, 2, 1), (null, null, 2)],
            rows.GroupBySets(r => r.A, r => r.B, (a, b) => [[a], [b], []], (a, b, g) => (a.OrNull(), b.OrNull(), g.Count())).ToList());
        Assert.Throws<ArgumentException>(() => rows.GroupBySets(r => r.A, r => r.B, (a, b) => [[a, b], [b, a]], (a, b, g) => g.Count()));
        Assert.Throws<ArgumentException>(() => rows.GroupBySets(r => r.A, r => r.B, (a, b) => [], (a, b, g) => g.Count()));
    }

    [Fact]
    public void Target_exists_once_it_was_built_even_when_empty()
    {
        Assert.False(Target.Empty<int>().Exists);
        Assert.Empty(Target.Empty<int>().Rows.ToList());
        Assert.True(Target.Of<int>().Exists);
        Assert.Equal([1], Target.Of(1).Rows.ToList());
    }
}
