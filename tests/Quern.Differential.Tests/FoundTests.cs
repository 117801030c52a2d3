using Quern.Differential.Tests.Programs;
using static Quern.Differential.Tests.OneProgram;

namespace Quern.Differential.Tests;

/// <summary>Queries that once meant one thing on an engine and another over lists, as the random ones found them.</summary>
public sealed class FoundTests
{
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
    public Task A_key_that_is_null_for_all_rows_has_its_type() =>
        SameAsync(Grouped("((long?)null)", "long", "g.Count()") with { Having = [new Node("bool", "!((g.Key > 0L ? g.Key : null) < 1L)")] });

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
    public Task A_constant_orders_no_frame() =>
        SameAsync(Windowed("long", "all.OrderBy(x => \"a\").ThenBy(x => x.Id).RowNumber() + all.OrderBy(x => new DateOnly(2024, 1, 1)).Range(1, 0).Count() + all.OrderBy(x => 7).Rank()"));

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

    [Theory]
    [InlineData("(o.Kind == Status.Paid)")]
    [InlineData("(o.Cents is 1 or 250)")]
    [InlineData("o.State.StartsWith(\"a\")")]
    [InlineData("(o.CustomerId != null)")]
    public Task A_grouping_key_that_is_denied_is_still_the_key(string key) => SameAsync(Grouped(key, "bool", "!g.Key"));

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

    [Fact]
    public Task An_aggregate_of_the_outer_row_alone_is_the_subquery_s() => SameAsync(Beside(
        new("long?", "items.Where(i => i.OrderId == o.Id).Max(i => o.CustomerId)"),
        new("long?", "found.Max(i => o.Cents)"),
        new("long", "items.Where(i => i.Quantity > 0).Sum(i => o.Cents)"),
        new("decimal?", "found.SumOrNull(i => o.Tip)"),
        new("double?", "found.Average(i => o.Cents)"),
        new("long", "found.CountDistinct(i => o.Note)"),
        new("long?", "found.Max(i => o.Cents + i.Id)"),
        new("string?", "found.OrderBy(i => o.Id).First(i => o.State)"),
        new("long?", "items.Select(i => new { i.OrderId, V = o.Cents }).Where(r => r.OrderId == o.Id).Max(r => r.V)"),
        new("long?", "(from i in items from c in customers where i.OrderId == o.Id select o.Id + o.Cents).Min(v => v)"),
        new("bool", "(from i in items group i by i.OrderId into g where g.Count(i => o.IsOpen) > 0 select g.Key).Contains(o.Id)"),
        new("bool", "(from i in items group i by i.OrderId into g where g.Where(i => o.IsOpen).Sum(i => i.Quantity) > 0 select g.Key).Any(k => k == o.Id)"),
        new("bool", "(from i in items group i by i.OrderId into g where g.Sum(i => o.Cents) > 0 && g.Max(i => i.Quantity) > 1 select g.Key).Contains(o.Id)")));

    [Fact]
    public Task Items_of_a_document_that_is_a_constant() => SameAsync(new(
        """from o in orders from t in ((Json?)null).Items("a").DefaultIfEmpty()""",
        [], "", null, [], [new Node("long", "o.Id"), new Node("long?", "t?.Position")], "", null));

    [Theory]
    [InlineData("(((long?)-7L) ?? 1L) >>> 60")]
    [InlineData("(o.IsOpen ? -7L : 3L) >> 33")]
    [InlineData("-7L >>> (int)(o.Id % 64L)")]
    public Task A_small_constant_that_is_shifted_has_all_its_bits(string shifted) => SameAsync(Plain("long", shifted));

    // DuckDB multiplies constants by each other first.
    [Fact]
    public Task A_count_that_an_engine_can_compute_overflows_nothing() => SameAsync(Plain("long", "o.Id << (int)(Rules.Second(1L, -1L) % 70L)"));

    [Fact]
    public Task A_null_in_an_array_is_one_of_its_elements() => SameAsync(Plain("long", "new[] { o.State, null, null }.Length + (System.Linq.Enumerable.Contains(new[] { o.Note, null }, o.State) ? 1L : 0L)"), isSnowflakes: false);

    [Fact]
    public Task A_constant_in_an_aggregate_has_its_type() => SameAsync(new(Orders, [], "\n            group o by o.State into g", null, [],
    [
        new("string", "g.OrderBy(x => x.Id).First(x => \"text\")"),
        new("string?", "g.OrderBy(x => x.Id).Last(x => (string?)null)"),
        new("string?", "g.Max(x => \"text\")"),
        new("string?", "g.Min(x => (string?)null)"),
        new("long", "g.CountDistinct(x => \"text\")"),
        new("string", "g.StringJoin(\",\", x => \"text\", x => x.Id)"),
        new("string", "g.StringJoin(\",\", x => (string?)null, x => x.Id)"),
        new("string", "string.Join(\",\", g.ToArray(x => \"text\", x => \"key\"))"),
        new("string", "g.StringJoin(\",\", x => \"text\", x => \"key\")"),
        new("string?", "g.PercentileDiscrete(0.5, x => \"text\")"),
        new("DateOnly", "g.OrderBy(x => x.Id).First(x => new DateOnly(2024, 1, 1))"),
        new("decimal", "g.OrderBy(x => x.Id).First(x => 1.5m)"),
        new("bool", "g.OrderBy(x => x.Id).First(x => true)"),
        new("long", "g.ApproximateCountDistinct(x => \"text\")"),
        new("Status", "g.OrderBy(x => x.Id).First(x => Status.Paid)"),
        new("long?", "g.OrderBy(x => 1.5m).ThenBy(x => x.Id).First(x => x.CustomerId)"),
        new("Status", "g.Max(x => x.Id) > 2 ? g.OrderBy(x => x.Id).First(x => x.Kind) : Status.Void"),
    ], "", null));

    const string Optional = "(from o in orders join i in items on o.Id equals i.OrderId into found from i in found.DefaultIfEmpty() select new { o, i })";
    const string InOrder = "OrderBy(r => r.o.Id).ThenBy(r => r.i == null ? 0 : r.i.Id)";

    [Theory]
    [InlineData($"{Optional}.Distinct()")]
    [InlineData($"{Optional}.{InOrder}.Take(3)")]
    [InlineData($"{Optional}.{InOrder}.Skip(1).Where(r => r.i == null || r.o.Id > 1)")]
    [InlineData($"{Optional}.{InOrder}.DistinctBy(r => r.o.State)")]
    [InlineData($"{Optional}.Concat({Optional})")]
    [InlineData($"{Optional}.Union(from o in orders from i in items select new {{ o, i }})!")]
    [InlineData($"(from o in orders from i in items select new {{ o, i }}).Concat({Optional}!)!")]
    [InlineData("(from s in (from o in orders from i in items.Where(i => i.OrderId == o.Id).Select(i => new { i.Discount, Id = (long?)i.Id }).DefaultIfEmpty() select new { o, i }).Distinct() select new { s.o, i = s.i })")]
    [InlineData("(from c in customers join r in " + Optional + " on c.Id equals r.o.CustomerId into rows from r in rows.DefaultIfEmpty() where r != null select new { r!.o, r.i }).Distinct()")]
    [InlineData("orders.Select(x => new { x.Id }).Distinct().Join(" + Optional + ".Distinct(), x => x.Id, r => r.o.Id, (x, r) => r)")]
    public Task A_row_that_may_be_missing_is_missing_after_a_projection(string rows) => SameAsync(new(
        $"from r in {rows}", [], "", null, [], [new Node("long", "r.o.Id"), new Node("bool", "r.i == null"), new Node("long?", "r.i?.Id"), new Node("int?", "r.i?.Discount")], "", null));

    [Fact]
    public Task A_missing_row_is_a_key_of_a_group() => SameAsync(new(
        $"from r in {Optional} group r by new {{ r.o.IsOpen, r.i }} into g", [], "", null, [],
        [new Node("bool", "g.Key.IsOpen"), new Node("bool", "g.Key.i == null"), new Node("long", "g.Count()"), new Node("string?", "g.Key.i?.Product")], "", null));

    [Fact]
    public Task A_missing_row_without_its_key_is_another_than_one_of_nulls() => SameAsync(new(
        """
        from r in (from o in orders from i in items.Where(i => i.OrderId == o.Id).Select(i => new { i.Discount, i.Product }).DefaultIfEmpty() select new { o.IsOpen, i }).Distinct()
        """,
        [], "", null, [], [new Node("bool", "r.IsOpen"), new Node("bool", "r.i == null"), new Node("int?", "r.i?.Discount")], "", null));

    [Fact]
    public Task A_missing_row_within_a_missing_row() => SameAsync(new(
        $"from c in customers join x in {Optional} on c.Id equals x.o.CustomerId into rows from r in rows.DefaultIfEmpty()",
        [], "", null, [], [new Node("long", "c.Id"), new Node("bool", "r == null"), new Node("bool", "r != null && r.i == null"), new Node("long?", "r?.o.Id"), new Node("long?", "r?.i?.Id")], "", null));

    static QueryProgram Windowed(string type, string column) =>
        new($"from r in orders.Over((o, all) => new {{ o.Id, C = {column} }})", [], "", null, [], [new Node(type, "r.C")], "", null);

    static QueryProgram Beside(params Node[] columns) =>
        new("from o in orders join i in items on o.Id equals i.OrderId into found", [], "", null, [], columns, "", null);

    static QueryProgram Plain(string type, string column) => new(Orders, [], "", null, [], [new Node(type, column)], "", null);

    static QueryProgram Grouped(string key, string type, string column) =>
        new(Orders, [], "\n            group o by §key into g", new Node("", key), [], [new Node(type, column)], "", null);
}
