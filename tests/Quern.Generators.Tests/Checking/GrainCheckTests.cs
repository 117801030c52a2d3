namespace Quern.Generators.Tests.Checking;

/// <summary>What keeps a key unique in the queries that analysts write every day, and what does not.</summary>
public sealed class GrainCheckTests
{
    const string Numbered = "var numbered = orders.Over((o, all) => new { o.Id, o.CustomerId, N = all.PartitionBy(x => x.CustomerId).OrderByDescending(x => x.UpdatedAt).RowNumber() }); return ";

    [Theory]
    [InlineData("[Key] long Id", "from o in orders join c in customers on o.Status equals c.Code select new Model { Id = o.Id }")]
    [InlineData("[Key] long Id", "orders.OrderByDescending(o => o.UpdatedAt).DistinctBy(o => o.CustomerId).Select(o => new Model { Id = o.CustomerId })")]
    [InlineData("[Key] long Id", "var latest = orders.OrderByDescending(o => o.UpdatedAt).DistinctBy(o => o.CustomerId); return from c in customers join o in latest on c.Id equals o.CustomerId select new Model { Id = c.Id }")]
    [InlineData("[Key] long Id", Numbered + "numbered.Where(n => n.N == 1).Select(n => new Model { Id = n.CustomerId })")]
    [InlineData("[Key] long Id", Numbered + "numbered.Where(n => n.N <= 1).Select(n => new Model { Id = n.CustomerId })")]
    [InlineData("[Key] long Id", Numbered + "from c in customers join n in numbered on new { c.Id, N = 1L } equals new { Id = n.CustomerId, n.N } select new Model { Id = c.Id }")]
    [InlineData("[Key] long Id; [Key] long Number", Numbered + "numbered.Where(n => n.N < 4).Select(n => new Model { Id = n.CustomerId, Number = n.N })")]
    [InlineData("[Key] long Id", "orders.Over((o, all) => new { o.CustomerId, N = all.PartitionBy(x => x.CustomerId).OrderByDescending(x => x.UpdatedAt).ThenBy(x => x.Id).Rank() }).Where(n => n.N == 1).Select(n => new Model { Id = n.CustomerId })")]
    [InlineData("[Key] long Id; string Status", "from o in orders join l in lines on o.Id equals l.OrderId group l by new { o.Id, o.Status } into g select new Model { Id = g.Key.Id, Status = g.Key.Status }")]
    [InlineData("[Key] long Id; string Segment", "from o in orders join c in customers on o.CustomerId equals c.Id join l in lines on o.Id equals l.OrderId group l by new { o.Id, c.Segment, Month = Sql.DateTrunc(DatePart.Month, o.Day) } into g select new Model { Id = g.Key.Id, Segment = g.Key.Segment }")]
    [InlineData("[Key] long Id", "var t = from o in orders join l in lines on o.Id equals l.OrderId group l by new { o.Id, o.Status } into g select new { g.Key.Id, N = g.Count() }; return from o in orders join x in t on o.Id equals x.Id select new Model { Id = o.Id }")]
    [InlineData("[Key] string Kind; [Key] long Id", "orders.Select(o => new Model { Kind = \"order\", Id = o.Id }).Concat(customers.Select(c => new Model { Kind = \"customer\", Id = c.Id }))")]
    [InlineData("[Key] long Id", "orders.Where(o => o.Status == \"a\").Select(o => new Model { Id = o.Id }).Concat(orders.Where(o => o.Status == \"b\").Select(o => new Model { Id = o.Id }))")]
    [InlineData("[Key] long Id", "orders.Where(o => o.Note == null).Select(o => new Model { Id = o.Id }).Concat(orders.Where(o => o.Note != null).Select(o => new Model { Id = o.Id }))")]
    [InlineData("[Key] long Id; string Status", "orders.Select(o => new { o.Id, o.Status }).Except(orders.Where(o => o.Total < 0).Select(o => new { o.Id, o.Status })).Select(x => new Model { Id = x.Id, Status = x.Status })")]
    [InlineData("[Key] string Id", "lines.Select(l => new Model { Id = Sql.SurrogateKey(l.OrderId.ToString(), l.Number.ToString()) })")]
    [InlineData("[Key] string Id", "lines.Select(l => new Model { Id = $\"L{l.OrderId}-{l.Number}\" })")]
    [InlineData("[Key] long Id", "from o in orders select new Model { Id = o.Id + 1000 }")]
    [InlineData("[Key] long Id; [Key] string Tag", "from o in orders join t in tags on o.Id equals t.OrderId into ts from t in ts.DefaultIfEmpty() select new Model { Id = o.Id, Tag = t == null ? \"\" : t.Name }", false)]
    [InlineData("[Key] long Id; [Key] DateOnly Day", "from c in customers from d in Query.Days(new DateOnly(2024, 1, 1), new DateOnly(2025, 1, 1)) select new Model { Id = c.Id, Day = d }")]
    [InlineData("[Key] long Id", "from c in customers from o in orders.Where(o => o.Id < c.Id).OrderBy(o => o.Id).Take(1) select new Model { Id = c.Id }")]
    [InlineData("[Key] long Id; [Key] long Number", "from c in customers from o in orders.Where(o => o.Id < c.Id).OrderBy(o => o.Id).Take(3) select new Model { Id = c.Id, Number = o.Id }")]
    [InlineData("[Key] long Id", "from c in customers from t in orders.Where(o => o.Id < c.Id).Aggregate(all => new { N = all.Count() }) select new Model { Id = c.Id }")]
    public void Key_that_the_query_keeps_is_proven(string columns, string query, bool isProven = true)
    {
        var source = CheckedSource.Table(columns, query);
        CheckedSource.Silent(source);
        Assert.Equal(isProven, CheckedSource.IsProven(source));
    }

    [Theory]
    [InlineData("[Key] string Id", "lines.Select(l => new Model { Id = $\"L{l.OrderId}{l.Number}\" })")]
    [InlineData("[Key] long Id", "lines.Select(l => new Model { Id = l.OrderId * 1000 + l.Number })")]
    [InlineData("[Key] long Id", "orders.FullJoin(customers, o => o.Id, c => c.Id, (o, c) => new Model { Id = o == null ? c!.Id : o.Id })")]
    [InlineData("[Key] long Id", "orders.Select(o => new Model { Id = o.Id * 2 }).Concat(customers.Select(c => new Model { Id = c.Id * 2 + 1 }))")]
    [InlineData("[Key] long Id", "from o in orders where o.Id == 1 select new Model { Id = o.CustomerId }")]
    public void Key_of_which_nothing_is_shown_is_neither_proven_nor_reported(string columns, string query) => CheckedSource.Silent(CheckedSource.Table(columns, query));

    [Theory]
    [InlineData(Numbered + "numbered.Where(n => n.N <= 3).Select(n => new Model { Id = n.CustomerId })")]
    [InlineData("orders.Over((o, all) => new { o.CustomerId, N = all.PartitionBy(x => x.CustomerId).OrderByDescending(x => x.UpdatedAt).Rank() }).Where(n => n.N == 1).Select(n => new Model { Id = n.CustomerId })")]
    [InlineData("from o in orders select new Model { Id = o.CustomerId + 1000 }")]
    [InlineData("orders.Select(o => new { o.CustomerId, o.Status }).Distinct().Select(o => new Model { Id = o.CustomerId })")]
    [InlineData("from o in orders join l in lines on o.Id equals l.OrderId group l by new { o.CustomerId, o.Status } into g select new Model { Id = g.Key.CustomerId }")]
    public void Key_that_several_rows_share_is_reported_on_the_model(string query) => CheckedSource.Expect(
        CheckedSource.Table("[Key] long Id", query).Replace("record Model", "record {|QRN2102:Model|}", StringComparison.Ordinal), "'Model' may get several rows of one id: the query's inputs have several rows for it");

    [Theory]
    [InlineData("[Key] long Id", "from o in orders from i in {|QRN2101:o.Data!.Value.Items(\"tags\")|} select new Model { Id = o.Id }")]
    [InlineData("[Key] long Id", "{|QRN2101:orders|}.RightJoin(customers, o => o.CustomerId, c => c.Id, (o, c) => new Model { Id = c.Id })")]
    [InlineData("[Key] long Id", "var wide = from o in orders join l in {|QRN2101:lines|} on o.Id equals l.OrderId select new { o.Id, l.Number }; return wide.Select(w => new Model { Id = w.Id })")]
    [InlineData("[Key] string Id", "from l in lines join t in {|QRN2101:tags|} on l.OrderId equals t.OrderId select new Model { Id = Sql.SurrogateKey(l.OrderId.ToString(), l.Number.ToString()) }")]
    [InlineData("[Key] long Id; [Key] string Tag", "from o in orders join t in tags on o.Id equals t.OrderId join l in {|QRN2101:lines|} on o.Id equals l.OrderId select new Model { Id = o.Id, Tag = t.Name }")]
    [InlineData("[Key] long Id", "from c in customers from o in {|QRN2101:orders.Where(o => o.CustomerId == c.Id).OrderBy(o => o.Id).Take(3)|} select new Model { Id = c.Id }")]
    [InlineData("[Key] long Id", "from c in customers from o in {|QRN2101:orders.Where(o => o.Id < c.Id).OrderBy(o => o.Id).Take(3)|} select new Model { Id = c.Id }")]
    [InlineData("[Key] long Id", "from c in customers from s in {|QRN2101:orders.Where(o => o.Id < c.Id).Select(o => o.Status).Distinct()|} select new Model { Id = c.Id }")]
    public void Join_that_multiplies_a_key_is_reported_on_what_it_joins(string columns, string query) =>
        CheckedSource.Expect(CheckedSource.Table(columns, query), "'Model' may get several rows of one ");

    [Theory]
    [InlineData("orders.Select(o => new Model { Id = o.Id }).Concat({|QRN2114:customers.Select(c => new Model { Id = c.Id })|})", "[Key] long Id", "Concat")]
    [InlineData("orders.Where(o => o.Status == \"a\").Select(o => new Model { Id = o.Id }).Concat({|QRN2114:orders.Where(o => o.Total < 0).Select(o => new Model { Id = o.Id })|})", "[Key] long Id", "Concat")]
    [InlineData("lines.Where(l => l.OrderId == 1).Select(l => new Model { Id = l.Number }).Concat({|QRN2114:lines.Where(l => l.OrderId == 2).Select(l => new Model { Id = l.Number })|})", "[Key] long Id", "Concat")]
    [InlineData("orders.Select(o => new { o.Id, S = o.Status }).Union({|QRN2114:customers.Select(c => new { c.Id, S = c.Segment })|}).Select(x => new Model { Id = x.Id, Segment = x.S })", "[Key] long Id; string Segment", "Union")]
    public void Sides_that_may_share_a_key_are_reported_on_the_second(string query, string columns, string method) =>
        CheckedSource.Expect(CheckedSource.Table(columns, query), $"'Model' may get several rows of one id: both sides of {method} may have it; add a column that tells them apart to the key");
}
