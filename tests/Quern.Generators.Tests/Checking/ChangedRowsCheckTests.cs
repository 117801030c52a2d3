namespace Quern.Generators.Tests.Checking;

/// <summary>Incremental models that ask more of changed rows than these can say, that miss changes, or that leave the choice of rows to chance.</summary>
public sealed class ChangedRowsCheckTests
{
    const string Changed = "orders.ChangedSince(o => o.UpdatedAt)";

    [Theory]
    [InlineData("from c in customers join o in " + Changed + " on c.Id equals o.CustomerId into found from o in {|QRN2006:found.DefaultIfEmpty()|} select new Model { Id = c.Id }", "The optional side of a join")]
    [InlineData("from o in " + Changed + " join l in {|QRN2006:lines.ChangedSince(l => l.UpdatedAt)|} on o.Id equals l.OrderId select new Model { Id = o.Id }", "The second side of a join")]
    [InlineData("from o in " + Changed + " from l in {|QRN2006:lines.ChangedSince(l => l.UpdatedAt)|} where l.OrderId == o.Id select new Model { Id = o.Id }", "The second side of a join")]
    [InlineData(Changed + ".FullJoin(customers, o => o.Id, c => c.Id, (o, c) => new Model { Id = o == null ? c!.Id : o.Id })", "A full join", Changed)]
    [InlineData("orders.Where(o => o.Id > 0 && !{|QRN2006:" + Changed + "|}.Any(x => x.CustomerId == o.CustomerId)).Select(o => new Model { Id = o.Id })", "A condition other than a plain filter")]
    [InlineData("orders.Select(o => new Model { Id = {|QRN2006:" + Changed + "|}.Any(x => x.CustomerId == o.CustomerId) ? o.Id : 0 - o.Id })", "A condition other than a plain filter")]
    [InlineData("orders.Where(o => {|QRN2006:" + Changed + ".All(x => x.CustomerId == o.CustomerId)|}).Select(o => new Model { Id = o.Id })", "All")]
    public void Changed_rows_that_all_rows_are_needed_of_are_an_error(string query, string what, string? span = null) => CheckedSource.Expect(
        CheckedSource.Incremental("long Id", span is null ? query : query.Replace(span, "{|QRN2006:" + span + "|}", StringComparison.Ordinal)), what + " after ChangedSince would see only the rows that changed");

    [Theory]
    [InlineData("orders.Where(o => " + Changed + ".Any(x => x.CustomerId == o.CustomerId)).Select(o => new Model { Id = o.Id })")]
    [InlineData("orders.Where(o => o.Total > 0 && " + Changed + ".Select(x => x.CustomerId).Contains(o.CustomerId)).Select(o => new Model { Id = o.Id })")]
    [InlineData("from o in " + Changed + " join p in orders on o.Id equals p.Id select new Model { Id = o.Id }")]
    public void Rows_that_are_chosen_by_changed_ones_are_no_error(string query) => CheckedSource.Silent(CheckedSource.Incremental("[Key] long Id", query));

    [Theory]
    [InlineData("var totals = from l in lines group l by l.OrderId into g select new { Id = g.Key, N = g.Count() }; return from o in " + Changed + " join t in {|QRN2104:totals|} on o.Id equals t.Id select new Model { Id = o.Id }", "'Line'")]
    [InlineData("from o in " + Changed + " where {|QRN2104:lines|}.Any(l => l.OrderId == o.Id) select new Model { Id = o.Id }", "'Line'")]
    [InlineData("var totals = from o in orders group o by o.CustomerId into g select new { Id = g.Key, T = g.Sum(o => o.Total) }; return from o in " + Changed + " join t in {|QRN2104:totals|} on o.CustomerId equals t.Id select new Model { Id = o.Id }", "'Order' a second time")]
    public void Input_whose_changes_are_missed_is_reported_where_it_is_read(string query, string input) =>
        CheckedSource.Expect(CheckedSource.Incremental("long Id", query), $"'Model' reads {input}, but a change");

    [Fact]
    public void Changed_rows_that_each_row_asks_for_are_refused() => CheckedSource.Expect(
        CheckedSource.Incremental("long Id", "from c in customers from o in {|QRN2006:" + Changed + ".Where(o => o.Id < c.Id).Concat(orders.Where(o => o.Id > c.Id))|} select new Model { Id = c.Id }"),
        "A query that each row asks after ChangedSince");

    [Fact]
    public void Cursor_of_a_projection_is_refused() => CheckedSource.Expect(
        CheckedSource.Incremental("long Id", "orders.Select(o => new { o.Id, At = o.UpdatedAt }).ChangedSince(o => {|QRN2004:o.At|}).Select(o => new Model { Id = o.Id })"), "call it on a parameter of Define");

    [Theory]
    [InlineData("orders.{|QRN2103:OrderByDescending(o => o.Total)|}.Take(10).Select(o => new Model { Id = o.Id })", "takes some of the rows in an order that leaves ties, so a full refresh would give other rows than the runs before it; add the key to OrderBy with ThenBy")]
    [InlineData("(from o in orders orderby o.Day, {|QRN2103:o.Total descending|} select o).Take(10).Select(o => new Model { Id = o.Id })", "add the key to OrderBy")]
    [InlineData("orders.{|QRN2103:Take(10)|}.Select(o => new Model { Id = o.Id })", "order them by the key")]
    [InlineData("from c in customers from o in {|QRN2103:orders.Where(o => o.CustomerId == c.Id).OrderBy(o => o.UpdatedAt).Take(1)|} select new Model { Id = c.Id }", "numbers or picks rows in an order that leaves ties")]
    [InlineData("from c in customers from o in orders.Where(o => o.Id < c.Id).{|QRN2103:OrderBy(o => o.UpdatedAt)|}.Take(1) select new Model { Id = c.Id }", "takes some of the rows in an order that leaves ties")]
    [InlineData("orders.AsOfJoin({|QRN2103:visits|}, o => o.CustomerId, v => v.CustomerId, o => o.UpdatedAt, v => v.At, (o, v) => new Model { Id = o.Id })", "takes one of the rows of one key and time")]
    public void Ties_are_reported_where_the_order_is_written(string query, string message) => CheckedSource.Expect(CheckedSource.Incremental("long Id", query), message);

    [Fact]
    public void Value_by_chance_from_a_mapped_method_is_reported_on_the_column() => CheckedSource.Expect(
        "public static class Dice { [Sql(\"random()\")] public static double Roll() => 0.5; }\n"
        + CheckedSource.Incremental("long Id; double Value", "orders.Select(o => new Model { Id = o.Id, Value = Dice.Roll() })").Replace(" Value {", " {|QRN2103:Value|} {", StringComparison.Ordinal),
        "'Model' sets 'value' from 'Roll', which gives another value each time, so a full refresh");

    [Theory]
    [InlineData("State == s.Kind")]
    [InlineData("Kind == s.State")]
    public void Texts_with_none_in_common_are_reported_on_the_comparison(string condition) => CheckedSource.Expect(
        "[Source(\"raw\")] public partial record Sheet { [Key] public required long Id { get; init; } [AcceptedValues(\"a\", \"b\")] public required string State { get; init; } [AcceptedValues(\"c\")] public required string Kind { get; init; } }\n"
        + "[Table] public partial record Model { public required long Id { get; init; } public static Query<Model> Define(Query<Sheet> sheets) => from s in sheets where {|QRN2115:s." + condition + "|} select new Model { Id = s.Id }; }",
        "the one is one of ");
}
