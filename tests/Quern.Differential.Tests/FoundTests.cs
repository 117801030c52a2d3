using CsCheck;
using Quern.Differential.Tests.Programs;

namespace Quern.Differential.Tests;

/// <summary>Queries that once meant one thing on an engine and another over lists, as the random ones found them.</summary>
public sealed class FoundTests
{
    // Few rows, and those of many that have the most.
    static readonly RandomRows[] Rows = [Random(3), Enumerable.Range(1, 50).Select(seed => Random((uint)seed)).MaxBy(rows => rows.Tables.Values.Sum(t => t.Length))!];

    const string Orders = "from o in orders";

    [Fact]
    public Task A_value_that_is_null_in_each_branch_has_its_type() =>
        SameAsync(Grouped("true", "decimal", "((g.Key ? ((decimal?)null) : ((decimal?)null)) ?? 0m)"));

    [Fact]
    public Task A_condition_that_constants_decide_leaves_a_null_with_its_type() =>
        SameAsync(Plain("bool", "(o.CustomerId != ((false ? ((long?)-7L) : ((long?)null)) > 0L ? (false ? ((long?)-7L) : ((long?)null)) : null))"));

    [Fact]
    public Task A_sum_of_nulls_is_zero() => SameAsync(Grouped("\"a\"", "bool", "(1L == g.Sum(x => ((long?)null)))"));

    [Fact]
    public Task A_grouping_key_that_is_computed_from_constants_is_no_position() => SameAsync(Grouped("(- ((long)(((int?)0) ?? 0)))", "double", "1d"));

    [Fact]
    public Task A_grouping_key_of_another_size_is_compared_as_it_is_grouped_by() => SameAsync(Grouped("((long)o.At.Hour)", "bool", "(g.Key > g.Max(x => x.Id))"));

    [Fact]
    public Task A_comparison_with_null_is_false_in_each_part_of_a_union() => SameAsync(Plain("bool", "true") with
    {
        Finish = ".Concat(§other)",
        Other = Plain("bool", "(1L == o.CustomerId)"),
    });

    [Fact]
    public Task A_text_constant_of_each_row_of_a_frame_has_its_type() =>
        SameAsync(Windowed("string?", "all.OrderBy(x => x.Id).RowsUpToHere().Last(x => \"a\")"));

    [Fact]
    public Task A_number_of_a_recursion_that_starts_with_a_computed_constant_has_the_columns_type() => SameAsync(new(
        """
        from t in Query.Recurse(
                customers.Select(c => new { c.Id, Depth = 0L, Number = ((long?)-7L) > 0L ? ((long?)-7L) : null }),
                above => from a in above join c in customers on a.Id equals c.ParentId where a.Depth < 2L select new { c.Id, Depth = a.Depth + 1L, Number = Sql.TryParseInt64(c.Segment) })
        """,
        [], "", null, [], [new Node("long", "t.Id"), new Node("long?", "t.Number")], "", null));

    [Fact]
    public Task A_percentile_of_a_constant_is_the_constant() => SameAsync(Grouped("o.IsOpen", "double?", "g.Percentile(0.9, x => (-1d))"));

    [Fact]
    public Task A_sum_of_nulls_of_a_decimal_is_null() =>
        SameAsync(Grouped("o.IsOpen", "decimal?", "g.SumOrNull(x => (((decimal?)null) - ((decimal)250L)))"));

    [Fact]
    public Task A_whole_number_beside_a_decimal_leaves_it_its_digits() =>
        SameAsync(Plain("decimal", "(o.IsOpen ? Math.Truncate(o.Amount / 3m) : o.Amount + 0.25m)"));

    [Fact]
    public Task A_sum_beside_a_number_of_more_digits_leaves_it_its_digits() =>
        SameAsync(Grouped("o.Id", "decimal", "(g.SumOrNull(x => x.Tip) ?? 0.1234m)"));

    [Fact]
    public Task A_whole_number_of_a_step_beside_a_remainder_leaves_it_its_digits() => SameAsync(new(
        "from r in orders.Over((o, all) => new { o.Id, V = all.PartitionBy(x => x.Id).Max(x => Math.Truncate(x.Amount)), W = all.PartitionBy(x => x.Id).Max(x => x.Amount / 3m % 2m) })",
        [], "", null, [], [new Node("decimal?", "(r.Id > 2L ? r.V : r.W)")], "", null));

    [Fact]
    public Task A_whole_number_in_one_part_of_a_union_leaves_the_others_their_digits() => SameAsync(new(
        "from o in orders.Select(x => new { V = Math.Truncate(x.Amount / 3m) }).Concat(orders.Select(x => new { V = x.Amount }))", [], "", null, [], [new Node("decimal", "o.V")], "", null));

    [Fact]
    public Task An_argument_that_a_helper_does_not_use_is_no_part_of_the_query() =>
        SameAsync(Plain("long", "Rules.Second(orders.Where(x => x.State == \"a\").Count(), 7L)"));

    [Theory]
    [InlineData("orders.Any(x => x.Amount >= o.Amount && x.Id != o.Id)")]
    [InlineData("orders.Where(x => x.CustomerId == o.CustomerId && x.Day < o.Day).Any(x => x.Tip != o.Tip)")]
    [InlineData("!orders.Any(x => x.State == o.State && x.At <= o.At && x.Note != o.Note)")]
    [InlineData("orders.Where(x => x.Id != o.Id && x.Amount > o.Amount).All(x => x.IsOpen)")]
    [InlineData("items.Any(i => i.OrderId != o.Id && orders.Any(x => x.Id != i.OrderId && x.Cents > o.Cents))")]
    public Task A_row_is_looked_for_that_differs_in_one_thing_and_is_more_in_another(string condition) =>
        SameAsync(Plain("long", "o.Id") with { Filters = [new Node("bool", condition)] });

    static RandomRows Random(uint seed) => RandomRows.All.Generate(new PCG(seed, seed), null, out Size _);

    static QueryProgram Windowed(string type, string column) =>
        new($"from r in orders.Over((o, all) => new {{ o.Id, C = {column} }})", [], "", null, [], [new Node(type, "r.C")], "", null);

    static QueryProgram Plain(string type, string column) => new(Orders, [], "", null, [], [new Node(type, column)], "", null);

    static QueryProgram Grouped(string key, string type, string column) =>
        new(Orders, [], "\n            group o by §key into g", new Node("", key), [], [new Node(type, column)], "", null);

    static async Task SameAsync(QueryProgram program)
    {
        var engines = await Engine.OpenAsync();
        foreach (var rows in Rows)
            Assert.Null(new Comparison(engines).Difference([program], rows));
        foreach (var engine in engines)
            engine.Dispose();
    }
}
