namespace Quern.Generators.Tests.Checking;

/// <summary>Personal data along ways that are easy to miss, and where it ends.</summary>
public sealed class PiiCheckTests
{
    const string Masks = "public static class Masks { [MasksPii] public static string Keep(string text) => text; [MasksPii] public static string Lower(string text) => text.ToLower(); }\n";

    [Theory]
    [InlineData("var s = from c in customers let m = c.Email.Trim() select new { M = m.ToLower() }; return s.Distinct().Select(x => new Model { Value = x.M })")]
    [InlineData("orders.Select(o => new Model { Value = o.Status }).Concat(customers.Select(c => new Model { Value = c.Email }))")]
    [InlineData("from c in customers group c by c.Segment into g select new Model { Value = g.StringJoin(\",\", c => c.Email, c => c.Id) }")]
    [InlineData("from c in customers from v in Query.Of(new { K = 1, V = c.Email }, new { K = 2, V = c.Segment }) select new Model { Value = v.V }")]
    [InlineData("from o in orders from c in customers.Where(c => c.Id == o.CustomerId).OrderBy(c => c.Email).Take(1) select new Model { Value = c.Email }")]
    [InlineData("customers.Where(c => Masks.Lower(c.Email) != \"\").Select(c => new Model { Value = c.Email.ToLower() })")]
    [InlineData("customers.Where(c => Masks.Keep(c.Email) != \"\").Select(c => new Model { Value = c.Email })")]
    public void Personal_data_is_followed_to_the_column(string query) => CheckedSource.Expect(
        Masks + CheckedSource.Table("string Value", query).Replace(" Value {", " {|QRN5003:Value|} {", StringComparison.Ordinal), "'Model.Value' carries personal data of 'Customer.email'");

    [Theory]
    [InlineData("string Value", "customers.Select(c => new Model { Value = Masks.Keep(c.Email) })")]
    [InlineData("string Value", "var s = customers.Select(c => new { H = Masks.Lower(c.Email) }).Distinct(); return from x in s group x by x.H into g select new Model { Value = g.Key }")]
    [InlineData("long Value", "customers.Over((c, all) => new Model { Value = all.PartitionBy(x => x.Email).OrderBy(x => x.Email).RowNumber() })")]
    [InlineData("bool Value", "customers.Select(c => new Model { Value = c.Email.Contains(\"@shop\") })")]
    public void Personal_data_ends_in_masks_places_and_conditions(string column, string query) => CheckedSource.Silent(Masks + CheckedSource.Table(column, query));
}
