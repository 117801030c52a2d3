using CsCheck;

namespace Quern.Tests.Modeling;

/// <summary>Each method gives what System.Linq gives, over lists with ties, nulls and missing partners.</summary>
public class QueryAgainstLinqTests
{
    sealed record Row(int Id, int? Key, string? Text, decimal Amount);

    static readonly Gen<string?> Text = Gen.OneOf<string?>(null, "", "a", "A", "b", "é", "\uFFFD", "\U0001F600");
    static readonly Gen<int?> Key = Gen.Int[0, 4].Select(i => i == 0 ? null : (int?)i);
    static readonly Gen<List<Row>> Rows =
        Gen.Select(Gen.Int[0, 9], Key, Text, Gen.Int[-300, 300], (id, key, text, cents) => new Row(id, key, text, cents / 100m)).List[0, 12];

    static void Agrees<T>(Func<Query<Row>, Query<Row>, Query<T>> query, Func<List<Row>, List<Row>, IEnumerable<T>> linq) =>
        Gen.Select(Rows, Rows).Sample((left, right) =>
            Assert.Equal(linq(left, right), query(Query.Of(left), Query.Of(right)).ToList()));

    [Fact]
    public void Where_select_agrees() => Agrees(
        (a, _) => from x in a where x.Key > 1 select x.Amount * 2,
        (a, _) => from x in a where x.Key > 1 select x.Amount * 2);

    [Fact]
    public void Join_drops_null_keys() => Agrees(
        (a, b) => from x in a join y in b on x.Key equals y.Key select new { x.Id, y.Amount },
        (a, b) => from x in a join y in b on x.Key equals y.Key select new { x.Id, y.Amount });

    [Fact]
    public void Join_matches_null_in_a_composite_key() => Agrees(
        (a, b) => from x in a join y in b on new { x.Key, x.Text } equals new { y.Key, y.Text } select (x.Id, y.Id),
        (a, b) => from x in a join y in b on new { x.Key, x.Text } equals new { y.Key, y.Text } select (x.Id, y.Id));

    [Fact]
    public void LeftJoin_keeps_rows_without_a_match() => Agrees(
        (a, b) => a.LeftJoin(b, x => x.Key, y => y.Key, (x, y) => (x.Id, y?.Amount)),
        (a, b) => a.LeftJoin(b, x => x.Key, y => y.Key, (x, y) => (x.Id, y?.Amount)));

    [Fact]
    public void Join_into_with_default_is_a_left_join() => Agrees(
        (a, b) => from x in a join y in b on x.Text equals y.Text into ys from y in ys.DefaultIfEmpty() select (x.Id, y?.Id),
        (a, b) => a.LeftJoin(b, x => x.Text, y => y.Text, (x, y) => (x.Id, y?.Id)));

    [Fact]
    public void Two_from_clauses_give_all_pairs() => Agrees(
        (a, b) => from x in a from y in b select (x.Id, y.Id),
        (a, b) => from x in a from y in b select (x.Id, y.Id));

    [Fact]
    public void SelectMany_without_a_result_gives_the_children() => Agrees(
        (a, b) => a.SelectMany(x => b.Where(y => y.Key == x.Key)),
        (a, b) => a.SelectMany(x => b.Where(y => y.Key == x.Key)));

    [Fact]
    public void Aggregates_over_all_rows_agree() => Agrees(
        (a, _) => a.Aggregate(all => (all.Count(), all.Count(x => x.Key > 1), all.CountDistinct(x => x.Text), all.All(x => x.Id > 2),
            all.Sum(x => x.Amount), all.Sum(x => x.Key), all.SumOrNull(x => x.Key), all.SumOrNull(x => x.Amount),
            all.Min(x => x.Amount), all.Max(x => x.Key), all.Average(x => x.Id), all.Average(x => x.Key), all.Average(x => x.Amount))),
        (a, _) => [((long)a.Count, a.LongCount(x => x.Key > 1), a.Select(x => x.Text).OfType<string>().Distinct().LongCount(), a.All(x => x.Id > 2),
            a.Sum(x => x.Amount), (long)a.Sum(x => x.Key)!, a.All(x => x.Key is null) ? null : a.Sum(x => x.Key), a.Count == 0 ? null : a.Sum(x => x.Amount),
            a.Min(x => (decimal?)x.Amount), a.Max(x => x.Key), a.Average(x => (int?)x.Id), a.Average(x => x.Key), a.Average(x => (decimal?)x.Amount))]);

    [Fact]
    public void Some_rows_of_a_group_may_be_none() => Agrees(
        (a, _) => from x in a group x by x.Text into g select (g.Key, g.Where(x => x.Key > 2).Sum(x => x.Amount), g.Where(x => x.Key > 2).Min(x => x.Text), g.SumOrNull(x => x.Key)),
        (a, _) => from x in a group x by x.Text into g
                  let some = g.Where(x => x.Key > 2)
                  select (g.Key, some.Sum(x => x.Amount), some.Select(x => x.Text).FirstOrDefault(), g.All(x => x.Key is null) ? null : (long?)g.Sum(x => x.Key)));

    [Fact]
    public void GroupBy_aggregates_agree() => Agrees(
        (a, _) =>
            from x in a
            group x by x.Text into g
            select (g.Key, g.Count(), g.Count(x => x.Key > 1), g.CountDistinct(x => x.Key), g.Sum(x => x.Amount), g.Sum(x => x.Key),
                g.Min(x => x.Amount), g.Max(x => x.Key), g.Average(x => x.Id), g.Average(x => x.Key), g.Any(x => x.Id > 5), g.All(x => x.Id > 5)),
        (a, _) =>
            from x in a
            group x by x.Text into g
            select (g.Key, g.LongCount(), g.LongCount(x => x.Key > 1), g.Select(x => x.Key).OfType<int>().Distinct().LongCount(), g.Sum(x => x.Amount),
                (long)g.Sum(x => x.Key)!.Value, g.Min(x => x.Amount), g.Max(x => x.Key), g.Average(x => x.Id), g.Average(x => x.Key),
                g.Any(x => x.Id > 5), g.All(x => x.Id > 5)));

    [Fact]
    public void GroupBy_with_an_element_or_a_result_agrees() => Agrees(
        (a, _) => a.GroupBy(x => x.Key, x => x.Amount).Select(g => (g.Key, g.Sum(v => v)))
            .Concat(a.GroupBy(x => x.Key, (key, g) => (key, g.Sum(x => x.Amount)))),
        (a, _) => a.GroupBy(x => x.Key, x => x.Amount).Select(g => (g.Key, g.Sum()))
            .Concat(a.GroupBy(x => x.Key, (key, g) => (key, g.Sum(x => x.Amount)))));

    [Fact]
    public void Orderings_are_stable_and_put_null_first() => Agrees(
        (a, _) => from x in a orderby x.Key, x.Amount descending select x,
        (a, _) => from x in a orderby x.Key, x.Amount descending select x);

    [Fact]
    public void Descending_then_ascending_agrees() => Agrees(
        (a, _) => a.OrderByDescending(x => x.Key).ThenBy(x => x.Id),
        (a, _) => a.OrderByDescending(x => x.Key).ThenBy(x => x.Id));

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void Skip_and_take_agree(int count) => Agrees(
        (a, b) => a.Skip(count).Concat(b.Take(count)),
        (a, b) => a.Skip(count).Concat(b.Take(count)));

    [Fact]
    public void Distinct_and_union_agree() => Agrees(
        (a, b) => a.Select(x => x.Text).Distinct().Concat(a.Select(x => x.Text).Union(b.Select(x => x.Text))),
        (a, b) => a.Select(x => x.Text).Distinct().Concat(a.Select(x => x.Text).Union(b.Select(x => x.Text))));

    [Fact]
    public void Contains_and_any_agree() => Agrees(
        (a, b) =>
        {
            var keys = b.Select(x => x.Key);
            return a.Where(x => keys.Contains(x.Key) || b.Any(y => y.Id == x.Id) || !b.Any());
        },
        (a, b) =>
        {
            var keys = b.Select(x => x.Key);
            return a.Where(x => keys.Contains(x.Key) || b.Any(y => y.Id == x.Id) || b.Count == 0);
        });

    [Fact]
    public void Change_filters_give_all_rows() => Agrees(
        (a, b) => a.ChangedSince(x => x.Id).OrWhenChanged(b, x => x.Key, y => y.Key, y => y.Id, "5m"),
        (a, _) => a);
}
