using static Quern.Generators.Tests.Diagnostics.Shop;

namespace Quern.Generators.Tests.Diagnostics;

/// <summary>Mistakes in the operators of a query, as <see cref="DiagnosticTests"/>.</summary>
public sealed class OperatorDiagnosticTests
{
    [Fact]
    public void Operator_that_groups_do_not_have_is_reported_on_its_name() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required string Status { get; init; }
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders) =>
                from o in orders
                group o by o.Status into g
                select new Order { Status = g.Key, Id = g.{|QRN2017:MaxBy|}(o => o.UpdatedAt)!.Id };
        }
        """,
        "A group has no 'MaxBy'; write OrderBy(key).Last(x => x.Column)");

    [Fact]
    public void Rows_of_a_group_that_are_to_be_shaped_are_reported() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required string Status { get; init; }
            public required decimal Total { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders) =>
                from o in orders
                group o by o.Status into g
                select new Order { Status = g.Key, Total = g.{|QRN2017:Take|}(2).Sum(o => o.Total) };
        }
        """,
        "A group has no 'Take'; aggregate its rows");

    [Fact]
    public void Operator_that_queries_do_not_have_is_reported_below_others_that_have_no_type_for_it() => Expect(
        """
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> orders) =>
                orders.Where(o => o.Id > 1).{|QRN2017:DistinctBy|}(o => o.Status).Select(o => new Order { Id = o.Id });
        }
        """,
        "A query has no 'DistinctBy'; say which row of each key is meant: OrderBy(…).DistinctBy(…)");

    [Theory]
    [InlineData("{|QRN2002:optional.Concat(rows.Select(a => new { a, b = (Pair?)new Pair { A = a.Id > 1 ? a.Id : null } }))|}.Select(x => new Order { Id = x.a.Id, HasOther = x.b != null })")]
    [InlineData("Query.Recurse({|QRN2002:optional|}, above => from p in above join r in rows on p.a.Id equals r.Id select new { p.a, p.b }).Select(x => new Order { Id = x.a.Id, HasOther = x.b != null })")]
    public void Row_that_may_be_missing_where_no_column_tells_is_reported(string query) => Expect(
        $$"""
        record Pair { public long? A { get; init; } }

        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public required bool HasOther { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows)
            {
                var optional = from a in rows join b in rows.Select(r => new Pair { A = r.Id }) on a.Id equals b.A into found from b in found.DefaultIfEmpty() select new { a, b };
                return {{query}};
            }
        }
        """,
        "A row that may be missing, in rows that are put together,");

    [Theory]
    [InlineData("g.Select(r => r.Id).Distinct().{|QRN2001:Sum|}(id => id * 2)", "aggregate the very value")]
    [InlineData("g.Select(r => r.Id).Distinct().{|QRN2001:Select|}(id => id * 2).Sum(id => id)", "select the value before Distinct")]
    [InlineData("g.Select(r => r.Id).Distinct().{|QRN2001:OrderBy|}(id => id).First(id => id)!.Value", "give StringJoin and ToArray the order")]
    [InlineData("g.Select(r => r.Status).Distinct().{|QRN2001:ToArray|}(s => s, s => s.Length).Length", "order different values by themselves")]
    [InlineData("g.Select(r => (long?)null).Distinct().{|QRN2001:Count|}()", "use CountDistinct")]
    [InlineData("g.Select(r => new { r.Id, r.Status }).{|QRN2001:Distinct|}().Count()", "select one value before")]
    [InlineData("g.{|QRN2001:Distinct|}().Count()", "select one value before")]
    public void Different_values_that_no_aggregate_takes_are_reported(string value, string message) => Expect(
        $$"""
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.GroupBy(r => r.Status).Select(g => new Order { Id = {{value}} });
        }
        """,
        message);

    [Theory]
    [InlineData("g.Percentile({|QRN2002:90|}, r => r.Id)")]
    [InlineData("g.Percentile({|QRN2002:g.Count()|}, r => r.Id)")]
    [InlineData("g.{|QRN2001:PercentileDiscrete|}(0.5, r => r.Id > 1) ? 1 : 0")]
    public void Percentile_that_no_engine_gives_is_reported(string percentile) => Expect(
        $$"""
        [Table]
        public partial record Order
        {
            public double? Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => rows.GroupBy(r => r.Status).Select(g => new Order { Id = {{percentile}} });
        }
        """,
        "");

    [Theory]
    [InlineData("rows.GroupByRollup(r => r.Status, {|QRN2002:r => r.Status|}, (s, again, g) => new Order { Id = g.Count() })", "A key that another one is already")]
    [InlineData("rows.GroupByRollup(r => r.Status, {|QRN2002:r => 1|}, (s, one, g) => new Order { Id = g.Count() })", "A key that is a constant")]
    [InlineData("rows.GroupBySets(r => r.Status, r => r.Id, (s, i) => [[s], [i], {|QRN2002:[s, s]|}], (s, i, g) => new Order { Id = g.Count() })", "The set '[s, s]', which is there twice,")]
    [InlineData("rows.GroupBySets(r => r.Status, r => r.Id, (s, i) => {|QRN2002:[[s], []]|}, (s, i, g) => new Order { Id = g.Count() })", "Sets without the key 'i'")]
    [InlineData("rows.GroupBySets(r => r.Status, r => r.Id, (s, i) => [[s], [{|QRN2002:default|}]], (s, i, g) => new Order { Id = g.Count() })", "name a parameter of the lambda")]
    [InlineData("rows.GroupBySets(r => r.Status, r => r.Id, (s, i) => [[s], {|QRN2002:[.. new[] { i }]|}], (s, i, g) => new Order { Id = g.Count() })", "write its elements between brackets")]
    [InlineData("rows.AsOfJoin(rows, a => a.Id, b => b.Id, a => a.Status, {|QRN2002:b => b.Status|}, (a, b) => new Order { Id = a.Id })", "order the rows by a number")]
    public void Subtotal_or_as_of_join_that_has_no_sql_is_reported(string query, string message) => Expect(
        $$"""
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => {{query}};
        }
        """,
        message);

    [Theory]
    [InlineData("above.Join(rows, a => a.Id, r => r.Id + 1, (a, r) => new Order { Id = r.Id }).{|QRN2009:Distinct|}()", "leaves out equal ones, where SQL only filters, joins and selects")]
    [InlineData("above.{|QRN2009:GroupBy|}(a => a.Id).Select(g => new Order { Id = g.Key })", "groups or sums up the rows before it")]
    [InlineData("above.{|QRN2009:Take|}(3)", "takes some of the rows before it")]
    [InlineData("above.{|QRN2009:Concat|}(rows.Select(r => new Order { Id = r.Id }))", "combines the rows before it with others")]
    [InlineData("above.{|QRN2009:Over|}((a, all) => new Order { Id = all.OrderBy(x => x.Id).RowNumber() })", "through a window")]
    [InlineData("above.{|QRN2009:Join|}(above, a => a.Id, b => b.Id, (a, b) => new Order { Id = b.Id })", "reads the rows before it twice, where SQL only filters, joins and selects the rows of the step before; read them once")]
    [InlineData("rows.{|QRN2009:LeftJoin|}(above, r => r.Id, a => a.Id, (r, a) => new Order { Id = r.Id })", "has rows that none of the rows before it leads to")]
    [InlineData("above.{|QRN2009:Where|}(a => rows.Any(r => r.Id == a.Id))", "asks another query about each row")]
    [InlineData("above.{|QRN2009:Select|}(a => new Order { Id = rows.Where(r => r.Id > a.Id).Count() })", "asks another query about each row")]
    [InlineData("above.{|QRN2009:SelectMany|}(a => Query.Numbers(1, a.Id), (a, n) => new Order { Id = n })", "makes rows of the rows before it")]
    [InlineData("rows.{|QRN2009:Select|}(r => new Order { Id = r.Id })", "does not read 'above'")]
    public void Step_of_a_recursion_that_no_engine_takes_is_reported_on_the_operator(string step, string message) => Expect(
        $$"""
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) => Query.Recurse(rows.Select(r => new Order { Id = r.Id }), above => {{step}});
        }
        """,
        message);

    [Theory]
    [InlineData("Query.Recurse(rows.Select(r => new { r.Id }), above => above.Where(a => a.Id > 1), {|QRN2002:0|})", "less than 1")]
    [InlineData("Query.Recurse(rows.Select(r => new { r.Id }), {|QRN2002:Step|})", "write a lambda here")]
    [InlineData("{|QRN2002:Query.Recurse(rows.Select(r => new { r.Id, T = r.Total * 2 }), above => above.Where(a => a.Id > 1))|}", "A decimal of unknown digits in a recursion, 't',")]
    [InlineData("rows.SelectMany(o => {|QRN2002:Query.Recurse(rows.Where(r => r.Id == o.Id).Select(r => new { r.Id }), above => above.Where(a => a.Id > 1))|}, (o, r) => r)", "speaks of a row outside of it")]
    public void Recursion_that_has_no_sql_is_reported(string query, string message) => Expect(
        $$"""
        [Table]
        public partial record Order
        {
            public required long Id { get; init; }
            static Query<T> Step<T>(Query<T> above) => above;
            public static Query<Order> Define(Query<RawOrder> rows) => {{query}}.Select(r => new Order { Id = r.Id });
        }
        """,
        message);

    [Fact]
    public void Recursion_over_changed_rows_is_reported() => Expect(
        """
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Order
        {
            public required long Id { get; init; }
            public static Query<Order> Define(Query<RawOrder> rows) =>
                {|QRN2006:Query.Recurse(rows.ChangedSince(r => r.UpdatedAt).Select(r => new Order { Id = r.Id }), above => above.Where(a => a.Id > 1))|};
        }
        """,
        "A recursion after ChangedSince would see only the rows that changed");
}
