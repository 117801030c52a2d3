namespace Quern.Generators.Tests.Checking;

/// <summary>Which values may be null where they are stored: conditions of the query and of conditionals count.</summary>
public sealed class NullnessCheckTests
{
    const string Joined = "from o in orders join c in customers on o.CustomerId equals c.Id into found from c in found.DefaultIfEmpty() ";

    [Theory]
    [InlineData("string Value", Joined + "where c != null select new Model { Value = c.Segment }")]
    [InlineData("string Value", Joined + "select new Model { Value = c == null ? \"\" : c.Segment.ToUpper() }")]
    [InlineData("string Value", Joined + "select new Model { Value = c != null ? c.Segment : \"\" }")]
    [InlineData("string Value", Joined + "select new Model { Value = c is { Segment: var s } ? s : \"\" }")]
    [InlineData("string Value", Joined + "where c.Segment == \"a\" select new Model { Value = c.Code }")]
    [InlineData("string Value", "orders.Select(o => new Model { Value = o.Note == null || o.Total < 0 ? \"\" : o.Note.Trim() })")]
    [InlineData("string Value", "orders.Select(o => new Model { Value = o.Note != null && o.Total > 0 ? o.Note : \"\" })")]
    [InlineData("string Value", "orders.Where(o => !string.IsNullOrEmpty(o.Note)).Select(o => new Model { Value = o.Note! })")]
    [InlineData("string Value", "orders.Select(o => new Model { Value = string.IsNullOrWhiteSpace(o.Note) ? \"none\" : o.Note })")]
    [InlineData("string Value", "orders.Where(o => o.Note!.ToLower() == \"a\" || o.Note!.StartsWith(\"b\")).Select(o => new Model { Value = o.Note! })")]
    [InlineData("State Value", "from o in orders let s = Sql.TryParseEnum<State>(o.Status.Trim()) where o.Total > 0 && s != null select new Model { Value = s!.Value }")]
    [InlineData("State Value", "orders.Select(o => new Model { Value = Sql.TryParseEnum<State>(o.Status) ?? State.New })")]
    [InlineData("long Value", "customers.Select(c => new Model { Value = c.ParentId.HasValue ? c.ParentId.Value : 0 })")]
    [InlineData("long Value", "customers.Select(c => new Model { Value = c.ParentId is { } p ? p : c.Id })")]
    [InlineData("long Value", "customers.Select(c => new Model { Value = c.ParentId switch { null => 0, var p => p.Value } })")]
    [InlineData("long Value", "var kids = from c in customers where c.ParentId != null select new { P = c.ParentId!.Value }; return kids.Select(k => new Model { Value = k.P })")]
    [InlineData("long Value", "from c in customers where c.ParentId != null group c by c.ParentId into g select new Model { Value = g.Key!.Value }")]
    [InlineData("long Value", "from c in customers where c.ParentId != null group c by c.Segment into g select new Model { Value = g.Max(c => c.ParentId)!.Value }")]
    [InlineData("long Value", "orders.FullJoin(customers, o => o.Id, c => c.Id, (o, c) => new Model { Value = o == null ? c!.Id : o.Id })")]
    [InlineData("long Value", "orders.FullJoin(customers, o => o.Id, c => c.Id, (o, c) => new Model { Value = o?.Id ?? c!.Id })")]
    [InlineData("bool Value", "orders.Select(o => new Model { Value = o.Note != null && System.Text.RegularExpressions.Regex.IsMatch(o.Note, \"a\") })")]
    [InlineData("bool Value", "orders.Select(o => new Model { Value = o.Note == null || System.Text.RegularExpressions.Regex.IsMatch(o.Note, \"a\") })")]
    [InlineData("long Value", "orders.Over((o, all) => new Model { Value = all.PartitionBy(x => x.Day).OrderBy(x => x.Id).RowsUpToHere().First(x => x.CustomerId)!.Value })")]
    public void Value_that_conditions_keep_from_null_has_no_warning(string columns, string query) => CheckedSource.Silent(CheckedSource.Table(columns, query));

    [Theory]
    [InlineData("string Value", Joined + "select new Model { Value = o.Total > 0 ? c.Segment : \"\" }")]
    [InlineData("long Value", "orders.Select(o => new Model { Value = o.Data!.Value.GetInt64(\"n\")!.Value })")]
    [InlineData("string Value", "orders.Where(o => o.Data != null).Select(o => new Model { Value = o.Data!.Value.GetString(\"n\")! })")]
    [InlineData("long Value", "orders.Where(o => o.Data != null).Select(o => new Model { Value = o.Data!.Value.GetInt64(\"n\")!.Value })")]
    [InlineData("long Value", "orders.Over((o, all) => new Model { Value = all.PartitionBy(x => x.Day).OrderBy(x => x.Id).Rows(2, -1).First(x => x.CustomerId)!.Value })")]
    [InlineData("string Value", Joined + "where c == null || c.Segment == \"a\" select new Model { Value = c.Segment }")]
    [InlineData("string Value", "orders.Select(o => new Model { Value = o.Note == null && o.Total < 0 ? \"\" : o.Note! })")]
    [InlineData("string Value", "orders.Where(o => o.Note != \"a\").Select(o => new Model { Value = o.Note! })")]
    [InlineData("string Value", "orders.Select(o => new Model { Value = o.Note! }).Distinct()")]
    [InlineData("string Value", "orders.Select(o => new Model { Value = o.Status }).Concat(" + Joined + "select new Model { Value = c.Segment })")]
    [InlineData("long Value", "orders.Select(o => new Model { Value = Sql.TryParseInt64(o.Status)!.Value })")]
    [InlineData("decimal Value", "from l in lines group l by l.OrderId into g select new Model { Value = g.Average(l => l.Discount)!.Value }")]
    [InlineData("DateTime Value", "orders.Over((o, all) => new Model { Value = all.OrderBy(x => x.Id).Lag(x => x.UpdatedAt)!.Value })")]
    [InlineData("long Value", "orders.FullJoin(customers, o => o.Id, c => c.Id, (o, c) => new Model { Value = o == null ? 0 : c!.Id })")]
    [InlineData("string Value", "var known = " + Joined + "select new { S = c.Segment }; return known.Select(k => new Model { Value = k.S })")]
    public void Value_that_may_be_null_is_reported_on_the_column(string columns, string query) => CheckedSource.Expect(
        CheckedSource.Table(columns, query).Replace(" Value {", " {|QRN2105:Value|} {", StringComparison.Ordinal), "'Model.Value' is declared not null, but the query may give null for it");
}
